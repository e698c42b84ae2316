// A few things to choose from, as buttons in a row: one of them, or up to `most`.
import { make, redraw, styles, tint } from "./base.js";

async function render({ model, el }) {
  await styles();
  const part = make("div", { class: "wuli-pick", "data-wuli-choices": model.get("name") });
  el.append(part);

  function next(state, id) {
    if (!state.many) return [id];
    return state.chosen.includes(id) ? state.chosen.filter((each) => each !== id) : [...state.chosen, id];
  }

  // The piece of its line, so that a button says which line is its own.
  function swatch({ colour, dash }) {
    return (colour ? make("i", { class: "wuli-swatch", "aria-hidden": "true", style: `border-top-color:${tint(colour)};border-top-style:${dash?.length ? "dashed" : "solid"}` }) : null);
  }

  function draw() {
    const state = model.get("state");
    part.hidden = !state.choices; // nothing to choose yet
    if (part.hidden) return;
    const held = part.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
    const full = state.many && state.chosen.length >= state.most;
    part.replaceChildren(
      ...[
        make("span", { class: "wuli-pick-label", id: `wuli-pick-${model.get("name")}` }, state.label),
        make("div", { role: "group", "aria-labelledby": `wuli-pick-${model.get("name")}` }, state.choices.map((one) => {
          const on = state.chosen.includes(one.id);
          // What may not be taken away or added says so to a screen reader and stays reachable by key.
          const barred = one.fixed || (full && !on);
          return make("button", { type: "button", "data-choice": one.id, title: one.title, "aria-pressed": String(on), "aria-disabled": barred ? "true" : null, onclick: () => barred || model.send({ kind: "chosen", name: model.get("name"), ids: next(state, one.id) }) }, swatch(one), one.label);
        })),
        state.hint ? make("small", {}, state.hint) : null,
      ].filter(Boolean),
    );
    if (held) part.querySelector(`[data-choice="${CSS.escape(held)}"]`)?.focus();
  }
  return redraw(model, ["state"], draw);
}

export default { render };
