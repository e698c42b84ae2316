// Rows of a name, a point and its 50 % and 90 % bands on one common axis, with the numbers written beside.
// Plain elements placed in per cent: nothing to measure, so it fits any width and prints as it stands.
import { chance, format, make, numbers, percent, redraw, remark, styles, tint } from "./base.js";

const QUANTILES = 5; // 5, 25, 50, 75 and 95 %; a row without a 50 % band has NaN at 25 and 75 %
const [LOW, LOWER, MIDDLE, UPPER, HIGH] = [0, 1, 2, 3, 4];
const TICKS = 5;

const split = (values) => Array.from({ length: values.length / QUANTILES }, (_, row) => Array.from(values.subarray(row * QUANTILES, (row + 1) * QUANTILES)));

const write = (value, frame) => (frame.percent ? chance(value, frame.lang) : format(value, frame.decimals, frame.lang, frame.signed));

function stepOf(span) {
  const power = 10 ** Math.floor(Math.log10(span / TICKS));
  return power * [1, 2, 5, 10].find((one) => one * power >= span / TICKS);
}

// The axis from a round number to a round number.
export function axisOf(rows, frame) {
  const shown = rows.flat().concat(frame.marks?.map(({ value }) => value) ?? []).filter(Number.isFinite);
  if (frame.zero || !shown.length) shown.push(0);
  let [low, high] = [Math.min(...shown), Math.max(...shown)];
  if (low === high) [low, high] = [frame.zero ? low : low - 1, high + 1]; // no village fewer than none
  const step = stepOf(high - low);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { ticks, decimals, at: (value) => (100 * (value - first * step)) / ((last - first) * step) };
}

const bar = (name, axis, from, to) =>
  make("i", { class: name, style: `left:${axis.at(Math.min(from, to))}%;width:${Math.abs(axis.at(to) - axis.at(from))}%` });

function track(values, row, frame, axis) {
  const part = make("div", { class: "wuli-interval-track", "aria-hidden": "true", style: row.colour ? `--row:${tint(row.colour)}` : null });
  part.append(...axis.ticks.map((tick) => make("i", { class: frame.zero && Math.abs(tick) < 1e-12 ? "wuli-interval-zero" : "wuli-interval-tick", style: `left:${axis.at(tick)}%` })));
  part.append(...(frame.marks ?? []).map(({ value }) => make("i", { class: "wuli-interval-mark", style: `left:${axis.at(value)}%` })));
  if (!Number.isFinite(values[MIDDLE])) return part;
  if (frame.ends) part.append(bar("wuli-interval-first", axis, values[LOW], values[MIDDLE]), bar("wuli-interval-second", axis, values[MIDDLE], values[HIGH]));
  else part.append(bar("wuli-interval-wide", axis, values[LOW], values[HIGH]));
  if (!frame.ends && Number.isFinite(values[LOWER])) part.append(bar("wuli-interval-narrow", axis, values[LOWER], values[UPPER]));
  part.append(make("i", { class: `wuli-interval-point wuli-point-${row.point ?? "circle"}`, style: `left:${axis.at(values[MIDDLE])}%` }));
  return part;
}

function line(values, row, frame, axis, choose) {
  const known = Number.isFinite(values[MIDDLE]);
  const middle = frame.ends ? null : make("b", {}, known ? write(values[MIDDLE], frame) : frame.words.nothing);
  const band = known && values[LOW] !== values[HIGH] ? make("span", {}, `${write(values[LOW], frame)} ${frame.words.to} ${write(values[HIGH], frame)}`) : null;
  const name = make("span", { class: "wuli-interval-name" }, row.label, row.note ? make("small", {}, row.note) : null);
  const content = [name, track(values, row, frame, axis), make("span", { class: "wuli-interval-number" }, middle, band)];
  const attributes = { class: "wuli-interval-row", "data-key": row.key };
  if (!frame.choosable) return make("li", {}, make("div", attributes, content));
  const chosen = row.key === frame.chosen;
  // What is said of the chosen row stands under it, where the viewer looks.
  const said = chosen && frame.answer ? make("p", { class: "wuli-answer", role: "status" }, frame.answer) : null;
  return make("li", {}, make("button", { ...attributes, type: "button", "aria-pressed": String(chosen), onclick: () => choose(row.key) }, content), said);
}

// What stands near an end of the axis stays inside it: a number by a little, words by more.
const placed = (at, near, shift) => `left:${at}%;transform:translateX(${at > 100 - near ? -50 - shift : at < near ? -50 + shift : -50}%)`;

function foot(frame, axis) {
  const labels = axis.ticks.map((tick) => make("span", { style: placed(axis.at(tick), 2, 20) }, (frame.percent ? percent(tick, frame.lang) : format(tick, axis.decimals, frame.lang))));
  const marks = (frame.marks ?? []).map(({ value, label }) => make("em", { style: placed(axis.at(value), 10, 35) }, label));
  return make("div", { class: "wuli-interval-row wuli-interval-foot", "aria-hidden": "true" }, make("span"), make("div", { class: "wuli-interval-axis" }, labels, marks), make("span"));
}

function legend(frame) {
  const { legend } = frame;
  if (!legend) return null;
  return make("p", { class: "wuli-interval-legend" }, legend.map(({ label, colour, point, end }) => make("span", {}, make("i", { class: end ? `wuli-interval-${end}` : `wuli-interval-point wuli-point-${point ?? "circle"}`, style: colour ? `--row:${tint(colour)}` : null }), label)));
}

async function render({ model, el }) {
  await styles();
  const root = make("figure", { class: "wuli-chart wuli-interval", "data-wuli-chart": model.get("name") });
  el.append(root);
  const choose = (key) => model.send({ kind: "choose", chart: model.get("name"), key });

  function draw() {
    const frame = model.get("frame");
    const rows = split(numbers(model.get("values")));
    if (!frame.rows || rows.length !== frame.rows.length) return;
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const axis = axisOf(rows, frame);
    let group = null;
    const below = make("p", { class: "wuli-bands" });
    remark(below, frame);
    const lines = frame.rows.flatMap((row, at) => {
      const head = row.group && row.group !== group ? [make("li", { class: "wuli-interval-group" }, row.group)] : [];
      group = row.group;
      return [...head, line(rows[at], row, frame, axis, choose)];
    });
    root.replaceChildren(
      make("figcaption", {}, make("div", { class: "wuli-chart-head" }, make("h3", {}, frame.title), make("span", { class: "wuli-unit" }, frame.unit)), make("p", { class: "wuli-unseen" }, frame.sentence)),
      ...[legend(frame)].filter(Boolean),
      make("ul", { class: "wuli-interval-rows" }, lines),
      ...(rows.length ? [foot(frame, axis)] : []), // no axis for nothing
      below,
    );
    if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
    // What is drawn, for the tests: the rows in their order and the five numbers of each.
    root.dataset.rows = JSON.stringify(frame.rows.map(({ key }) => key));
    root.dataset.values = JSON.stringify(rows);
    root.dataset.showing = frame.showing ?? 0;
  }
  return redraw(model, ["frame", "values"], draw);
}

export default { render };
