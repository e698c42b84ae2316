// Steps that lead from one to the next, each with a heading and a few lines: from a published fact to its grade.
import { make, redraw, styles } from "./base.js";

async function render({ model, el }) {
  await styles();
  const part = make("section", { class: "wuli-chain", "data-wuli-chain": model.get("name") });
  el.append(part);
  const item = ({ text, note, tone }) => make("li", { class: tone ? `wuli-chain-${tone}` : null }, text, note ? make("small", {}, note) : null);

  return redraw(model, ["state"], () => {
    const { title, steps, note, key } = model.get("state");
    if (!steps) return;
    part.dataset.key = key ?? "";
    part.replaceChildren(
      make("h3", {}, title),
      make("ol", {}, steps.map(({ heading, items }) => make("li", {}, make("h4", {}, heading), make("ul", {}, items.map(item))))),
      make("p", { class: "wuli-bands" }, note ?? ""),
    );
  });
}

export default { render };
