// What a page rests on: short paragraphs under a heading each.
import { make, redraw, styles } from "./base.js";

async function render({ model, el }) {
  await styles();
  const notes = make("section", { class: "wuli-notes" });
  el.append(notes);
  return redraw(model, ["sections"], () => {
    notes.replaceChildren(
      ...model.get("sections").map(({ heading, lines, open }) =>
        make("details", { open }, make("summary", {}, heading), make("ul", {}, lines.map((line) => make("li", {}, line)))),
      ),
    );
  });
}

export default { render };
