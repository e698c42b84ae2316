// Points of two numbers each, with the 90 % bands of the chosen one. Plain elements placed in per cent, as in
// interval_chart.js: nothing to measure, so it fits any width and prints as it stands.
import { axisOf } from "./interval_chart.js";
import { fill, format, make, numbers, redraw, remark, styles, tint } from "./base.js";

const EACH = 6; // low, middle and high across, then up
const [LEFT, MIDDLE, RIGHT, LOWEST, CENTRE, HIGHEST] = [0, 1, 2, 3, 4, 5];

const split = (values) => Array.from({ length: values.length / EACH }, (_, row) => Array.from(values.subarray(row * EACH, (row + 1) * EACH)));

// An axis that holds every point, and the whole band of the chosen one.
function axis(points, chosen, places, given) {
  const [low, middle, high] = places;
  const bands = chosen ? [chosen[low], chosen[high]] : [];
  return { ...given, ...axisOf([[...points.map((point) => point[middle]), ...bands]], {}) };
}

function marked(across, up) {
  const ticks = across.ticks.map((tick) => make("i", { class: "wuli-points-down", style: `left:${across.at(tick)}%` }));
  return [...ticks, ...up.ticks.map((tick) => make("i", { class: "wuli-points-along", style: `bottom:${up.at(tick)}%` }))];
}

function bands(point, across, up) {
  const wide = across.at(point[RIGHT]) - across.at(point[LEFT]);
  const tall = up.at(point[HIGHEST]) - up.at(point[LOWEST]);
  return [
    make("i", { class: "wuli-points-band", style: `left:${across.at(point[LEFT])}%;width:${wide}%;bottom:${up.at(point[CENTRE])}%;height:2px` }),
    make("i", { class: "wuli-points-band", style: `left:${across.at(point[MIDDLE])}%;width:2px;bottom:${up.at(point[LOWEST])}%;height:${tall}%` }),
  ];
}

async function render({ model, el }) {
  await styles();
  const root = make("figure", { class: "wuli-chart wuli-points", "data-wuli-chart": model.get("name"), hidden: true });
  el.append(root);
  const choose = (key) => model.send({ kind: "choose", chart: model.get("name"), key });

  function draw() {
    const frame = model.get("frame");
    const points = split(numbers(model.get("values")));
    root.hidden = !frame.points?.length || points.length !== frame.points.length;
    if (root.hidden) return;
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const place = frame.points.findIndex(({ key }) => key === frame.chosen);
    const across = axis(points, points[place], [LEFT, MIDDLE, RIGHT], frame.across);
    const up = axis(points, points[place], [LOWEST, CENTRE, HIGHEST], frame.up);
    const name = (one, point) => fill(frame.words.point, { label: one.label, across: format(point[MIDDLE], frame.across.decimals, frame.lang), up: format(point[CENTRE], frame.up.decimals, frame.lang) });
    const dots = frame.points.map((one, at) => make("button", {
      type: "button", class: `wuli-points-dot${one.edge ? "" : " wuli-points-behind"}`, "data-key": one.key, title: name(one, points[at]), "aria-label": name(one, points[at]),
      "aria-pressed": String(at === place), style: `left:${across.at(points[at][MIDDLE])}%;bottom:${up.at(points[at][CENTRE])}%;--row:${tint(one.colour)}`, onclick: () => choose(one.key),
    }, make("i", { class: `wuli-interval-point wuli-point-${one.point}` })));
    const side = up.ticks.map((tick) => make("span", { style: `bottom:${up.at(tick)}%` }, format(tick, up.decimals, frame.lang)));
    // A narrow chart keeps every other number below it.
    const foot = across.ticks.map((tick, at) => make("span", { class: at % 2 ? "wuli-points-odd" : null, style: `left:${across.at(tick)}%` }, format(tick, across.decimals, frame.lang)));
    const below = make("p", { class: "wuli-bands" });
    remark(below, frame);
    root.replaceChildren(
      make("figcaption", {}, make("div", { class: "wuli-chart-head" }, make("h3", {}, frame.title)), make("p", { class: "wuli-unseen" }, frame.sentence)),
      make("p", { class: "wuli-interval-legend" }, frame.legend.map(({ label, colour, point }) => make("span", {}, make("i", { class: `wuli-interval-point wuli-point-${point}`, style: `--row:${tint(colour)}` }), label))),
      make("p", { class: "wuli-points-name" }, `↑ ${frame.up.label}`),
      make("div", { class: "wuli-points-field" },
        make("div", { class: "wuli-points-side", "aria-hidden": "true" }, side),
        make("div", { class: "wuli-points-plot", role: "group", "aria-label": frame.sentence }, marked(across, up), place < 0 ? [] : bands(points[place], across, up), dots),
        make("div", { class: "wuli-points-foot", "aria-hidden": "true" }, foot)),
      make("p", { class: "wuli-points-name wuli-points-across" }, `${frame.across.label} →`),
      below,
    );
    if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
    // What is drawn, for the tests: the points in their order with the six numbers of each.
    root.dataset.rows = JSON.stringify(frame.points.map(({ key }) => key));
    root.dataset.values = JSON.stringify(points);
  }
  return redraw(model, ["frame", "values"], draw);
}

export default { render };
