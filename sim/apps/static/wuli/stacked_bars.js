// Wholes cut into parts: a bar a row, each part with its pattern and, where there is room, its number.
import { format, make, numbers, percent, redraw, styles, tint } from "./base.js";

const ROOM = 11; // per cent of the bar that a number needs

async function render({ model, el }) {
  await styles();
  const root = make("figure", { class: "wuli-chart wuli-stacked", "data-wuli-chart": model.get("name") });
  el.append(root);

  const write = (value, frame) => (frame.percent ? percent(value, frame.lang) : format(value, frame.decimals, frame.lang));
  const part = (one, share, text) => make("i", { class: `wuli-part-${one.pattern}`, style: `--part:${tint(one.colour)};width:${share}%`, title: `${one.label} ${text}` }, share >= ROOM ? make("b", {}, text) : null);

  function draw() {
    const frame = model.get("frame");
    const values = numbers(model.get("values"));
    if (!frame.rows || values.length !== frame.rows.length * frame.parts.length) return;
    const row = (at) => Array.from(values.subarray(at * frame.parts.length, (at + 1) * frame.parts.length));
    const bar = (line) => {
      const whole = line.reduce((sum, value) => sum + Math.max(value, 0), 0) || 1;
      return make("div", { class: "wuli-stacked-bar", "aria-hidden": "true" }, frame.parts.map((one, at) => part(one, (100 * Math.max(line[at], 0)) / whole, write(line[at], frame))));
    };
    root.replaceChildren(
      make("figcaption", {}, make("div", { class: "wuli-chart-head" }, make("h3", {}, frame.title), make("span", { class: "wuli-unit" }, frame.unit)), make("p", { class: "wuli-unseen" }, frame.sentence)),
      make("p", { class: "wuli-interval-legend" }, frame.parts.map((one) => make("span", {}, make("i", { class: `wuli-part-${one.pattern}`, style: `--part:${tint(one.colour)}` }), one.label))),
      make("ul", { class: "wuli-interval-rows" }, frame.rows.map((one, at) => make("li", { class: "wuli-stacked-row", "data-key": one.key }, make("span", { class: "wuli-interval-name" }, one.label), bar(row(at))))),
      make("p", { class: "wuli-bands" }, frame.note ?? ""),
    );
    root.dataset.rows = JSON.stringify(frame.rows.map(({ key }) => key));
    root.dataset.values = JSON.stringify(frame.rows.map((_, at) => row(at)));
    root.dataset.showing = frame.showing ?? 0;
  }
  return redraw(model, ["frame", "values"], draw);
}

export default { render };
