// The numbers on top of a page: each with its 90 % band, what stands beside it and what it is compared with.
import { make, redraw, styles } from "./base.js";

function card(one) {
  return make(
    "div",
    { class: "wuli-card", "data-key": one.key },
    make("p", { class: "wuli-card-label" }, one.label),
    make("p", { class: "wuli-card-value" }, one.value, make("span", { class: "wuli-card-unit" }, one.unit)),
    make("p", { class: "wuli-card-band" }, one.band),
    one.beside ? make("p", { class: "wuli-card-beside" }, one.beside) : null,
    one.without ? make("p", { class: "wuli-card-band wuli-card-without" }, one.without) : null,
    make("p", { class: "wuli-card-note" }, one.note),
  );
}

async function render({ model, el }) {
  await styles();
  const cards = make("section", { class: "wuli-cards", role: "status", "aria-live": "polite" });
  el.append(cards);
  // The name of what the numbers are about is seen where the page tells it nowhere else, as on a phone that scrolls.
  return redraw(model, ["cards", "label", "named"], () => {
    const head = make("h2", { class: model.get("named") ? "wuli-cards-name" : "wuli-unseen" }, model.get("label"));
    cards.setAttribute("aria-label", model.get("label"));
    cards.replaceChildren(head, ...model.get("cards").map(card));
  });
}

export default { render };
