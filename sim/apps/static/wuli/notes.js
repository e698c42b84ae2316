// What a page rests on: short paragraphs under a heading each.
import { make, redraw, styles } from "./base.js";

async function render({ model, el }) {
  await styles();
  const notes = make("section", { class: "wuli-notes" });
  el.append(notes);
  // On paper nothing stays folded.
  let folded = [];
  let printing = false;
  function unfold() {
    printing = true;
    folded = [...notes.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  }
  function fold() {
    printing = false;
    for (const part of folded) part.open = false;
  }
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  const stop = redraw(model, ["sections"], () => {
    notes.replaceChildren(
      ...model.get("sections").map(({ heading, lines, open }) =>
        make("details", { open: open || printing }, make("summary", {}, heading), make("ul", {}, lines.map((line) => make("li", {}, line)))),
      ),
    );
  });
  return () => {
    stop();
    removeEventListener("beforeprint", unfold);
    removeEventListener("afterprint", fold);
  };
}

export default { render };
