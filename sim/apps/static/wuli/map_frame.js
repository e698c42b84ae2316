// What stands around every map: title and unit, choices, the legend of its classes, the note; and where a place leads.
import { fill, make, remark } from "./base.js";

export const NONE = "—"; // nothing known

// `parts` stand between the legend and the note, `last` after it.
export function mapFrame(model, el, parts, last = []) {
  const title = make("h3");
  const unit = make("span", { class: "wuli-unit" });
  const legend = make("ul", { class: "wuli-legend" });
  const choices = make("div", { class: "wuli-choices", role: "group" });
  const note = make("p", { class: "wuli-bands" });
  const root = make("section", { class: "wuli-map", "data-wuli-map": model.get("name") }, make("div", { class: "wuli-chart-head" }, title, unit), choices, legend, ...parts, note, ...last);
  el.append(root);

  // Each colour with the values that bear it, and how many do.
  function legendLine({ words, classes, shades }, written) {
    return classes.map(({ low, high, count }, at) => {
      const range = low === high ? written(low) : `${written(low)} ${words.to} ${written(high)}`;
      return make("li", {}, make("i", { class: `wuli-level-${shades[at]}` }), fill(words.class, { range, count }));
    });
  }

  function choice({ id, label }, chosen) {
    return make("button", { type: "button", "data-choice": id, "aria-pressed": String(id === chosen), onclick: () => model.send({ kind: "choice", id }) }, label);
  }

  return {
    root,
    show(frame, written) {
      title.textContent = frame.title;
      unit.textContent = frame.unit;
      remark(note, frame);
      const asked = choices.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
      choices.hidden = !frame.choices;
      choices.setAttribute("aria-label", frame.asking ?? "");
      choices.replaceChildren(...(frame.choices ? [make("span", {}, frame.asking), ...frame.choices.map((one) => choice(one, frame.choice))] : []));
      if (asked) choices.querySelector(`[data-choice="${CSS.escape(asked)}"]`)?.focus();
      legend.replaceChildren(...legendLine(frame, written));
    },
    choose(id) {
      model.send({ kind: "tile", id });
      // On a narrow screen what the place leads to stands elsewhere.
      const { leads } = model.get("frame");
      if (leads && innerWidth <= 960) document.querySelector(leads)?.scrollIntoView({ behavior: "smooth" });
    },
  };
}
