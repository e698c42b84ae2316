// Versions side by side: the scenario as it stands and up to three that the viewer kept, each number with its band.
import { make, redraw, styles } from "./base.js";

async function render({ model, el }) {
  await styles();
  const root = make("section", { class: "wuli-versions" });
  el.append(root);

  function head({ id, name, ground }, words) {
    const act = (kind) => make("button", { type: "button", "data-act": kind, "data-version": id, onclick: () => model.send({ kind, id }) }, words[kind]);
    return make("th", { scope: "col" }, make("b", {}, name), make("small", {}, ground), id ? make("span", {}, act("restore"), act("drop")) : null);
  }

  const cell = ({ value, band }, { name }) => make("td", { "data-of": name }, value ? make("b", {}, value) : null, band ? make("small", {}, band) : null);

  function draw() {
    const { words, note, columns, rows } = model.get("state");
    if (!words) return;
    root.replaceChildren(make("h3", {}, words.title));
    if (!columns.length) return root.append(make("p", { class: "wuli-versions-empty" }, words.empty));
    root.append(
      make("div", { class: "wuli-versions-scroll", tabindex: "0" },
        make("table", {},
          make("thead", {}, make("tr", {}, make("td", {}), columns.map((column) => head(column, words)))),
          make("tbody", {}, rows.map(({ key, label, cells }) => make("tr", { "data-row": key }, make("th", { scope: "row" }, label), cells.map((one, index) => cell(one, columns[index]))))))),
      make("p", { class: "wuli-bands" }, note));
  }
  return redraw(model, ["state"], draw);
}

export default { render };
