// A board on which a class commits its guess: a curve over the years, one number, or a range. With pointer,
// finger or keys. Once the kernel sends the simulation, the board is locked and shows both.
import { fill, format, make, numbers, redraw, styles, tint } from "./base.js";

const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;
const QUANTILES = 5;
const [LOW, LOWER, MEDIAN, UPPER, HIGH] = [0, 1, 2, 3, 4];
const LARGE_STEP = 5; // times the step, with Shift
const LABEL = 0.5; // half the width of a letter beside the pencil, in sizes of the board's type

function shape(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Round steps that leave about `wanted` ticks between low and high.
export function ticks(low, high, wanted) {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((one) => one * power >= rough);
  const found = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-6; value += step) found.push(+value.toFixed(6));
  return found;
}

export const snap = (value, { low, high, step }) => Math.min(high, Math.max(low, +(low + Math.round((value - low) / step) * step).toFixed(6)));

const dyed = (look) => ({ ...look, colour: tint(look.colour) });

const path = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");

async function render({ model, el }) {
  await styles();
  const title = make("h2");
  const unit = make("span", { class: "wuli-unit" });
  const board = shape("svg", { class: "wuli-board", tabindex: "0", "data-draw": "" });
  const readout = make("p", { class: "wuli-board-readout", "aria-hidden": "true" });
  const legend = make("ul", { class: "wuli-board-legend" });
  const hint = make("p", { class: "wuli-board-hint" });
  const root = make("section", { class: "wuli-draw" }, make("div", { class: "wuli-chart-head" }, title, unit), board, readout, legend, hint);
  el.append(root);

  let guess = [];
  let touched = new Set();
  let at = 0; // the year, or the end of the range, that keys move
  let round = null;
  let held = null; // the pointer that draws, and where it was last

  const frame = () => model.get("frame");
  const drawing = () => !frame().locked;
  const size = () => guess.length;

  // --- where things stand ------------------------------------------------------------------------

  function place() {
    const { kind, years, low, high } = frame();
    const type = parseFloat(getComputedStyle(board).fontSize) || 16; // not in the page yet: no style
    const [width, height] = [Math.max(board.clientWidth, 240), Math.max(board.clientHeight, 180)];
    const curve = kind === "curve";
    const box = { type, width, height, left: curve ? type * 3.1 : type * 1.6, right: width - type * 1.6, top: type * 0.9, bottom: height - type * 2 };
    const share = (value) => (value - low) / (high - low);
    return {
      ...box,
      curve,
      x: curve ? (index) => box.left + ((box.right - box.left) * index) / Math.max(years.length - 1, 1) : (value) => box.left + (box.right - box.left) * share(value),
      y: (value) => box.bottom - (box.bottom - box.top) * share(value),
      value: (x, y) => low + (high - low) * (curve ? (box.bottom - y) / (box.bottom - box.top) : (x - box.left) / (box.right - box.left)),
      index: (x) => Math.min(years.length - 1, Math.max(0, Math.round(((x - box.left) / (box.right - box.left)) * (years.length - 1)))),
    };
  }

  // --- what the class does -------------------------------------------------------------------------

  // Years to the right that nobody has drawn yet follow, so that a line can be pulled along.
  function put(index, value) {
    guess[index] = snap(value, frame());
    touched.add(index);
    if (frame().kind === "curve") for (let next = index + 1; next < size() && !touched.has(next); next++) guess[next] = guess[index];
    at = index;
  }

  function pull(event) {
    const where = place();
    const { left, top } = board.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const value = where.value(x, y);
    if (!where.curve) return put(held.index, value);
    const index = where.index(x);
    const from = held.index ?? index;
    const steps = Math.abs(index - from);
    const start = held.value ?? value;
    for (let step = steps ? 1 : 0; step <= steps; step++) put(from + Math.sign(index - from) * step, steps ? start + ((value - start) * step) / steps : value);
    held = { ...held, index, value };
  }

  function nearest(event) {
    const where = place();
    if (where.curve) return undefined;
    const x = event.clientX - board.getBoundingClientRect().left;
    const far = guess.map((value) => Math.abs(where.x(value) - x));
    return far.indexOf(Math.min(...far));
  }

  function tell() {
    if (frame().kind === "range") guess.sort((a, b) => a - b);
    model.send({ kind: "guess", round, values: [...guess] });
  }

  board.addEventListener("pointerdown", (event) => {
    if (!drawing() || event.button > 0) return;
    event.preventDefault();
    board.focus({ preventScroll: true });
    board.setPointerCapture(event.pointerId);
    held = { pointer: event.pointerId, index: nearest(event) };
    pull(event);
    draw();
  });
  board.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    pull(event);
    draw();
  });
  function release(event) {
    if (held?.pointer !== event.pointerId) return;
    held = null;
    tell();
    draw();
  }
  board.addEventListener("pointerup", release);
  board.addEventListener("pointercancel", release);

  board.addEventListener("keydown", (event) => {
    if (!drawing() || event.ctrlKey || event.metaKey || event.altKey) return;
    const curve = frame().kind === "curve";
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const lift = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
    const end = { Home: 0, End: size() - 1 }[event.key];
    if (!move && !lift && end === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const by = (curve ? lift : move) * frame().step * (event.shiftKey ? LARGE_STEP : 1);
    if (by) {
      put(at, guess[at] + by);
      tell();
    } else at = end ?? Math.min(size() - 1, Math.max(0, at + (curve ? move : -lift)));
    draw();
  });

  // --- what is drawn -------------------------------------------------------------------------------

  const quantile = (values, series, which) => {
    const count = frame().years.length;
    return Array.from(values.subarray((series * QUANTILES + which) * count, (series * QUANTILES + which + 1) * count));
  };

  function grid(where) {
    const { kind, years, low, high, lang, decimals } = frame();
    const scale = ticks(low, high, where.curve ? 5 : Math.min(8, where.width / (where.type * 5)));
    const digits = scale.some((value) => value % 1) ? Math.max(1, decimals) : 0;
    const label = (value) => format(value, digits, lang);
    if (kind !== "curve") {
      return scale.map((value) => [
        shape("line", { class: value === 0 && low < 0 ? "wuli-zero" : "wuli-grid", x1: where.x(value), x2: where.x(value), y1: where.top, y2: where.bottom }),
        shape("text", { x: where.x(value), y: where.bottom + where.type * 1.35, "text-anchor": "middle" }, label(value)),
      ]);
    }
    const every = Math.ceil((years.length * where.type * 3.2) / (where.right - where.left));
    return [
      scale.map((value) => [
        shape("line", { class: value === 0 ? "wuli-zero" : "wuli-grid", x1: where.left, x2: where.right, y1: where.y(value), y2: where.y(value) }),
        shape("text", { x: where.left - where.type * 0.7, y: where.y(value) + where.type * 0.35, "text-anchor": "end" }, label(value)),
      ]),
      years.map((year, index) =>
        (years.length - 1 - index) % every ? null : shape("text", { x: where.x(index), y: where.bottom + where.type * 1.45, "text-anchor": "middle" }, String(year)),
      ),
    ];
  }

  function fan(where, values, series, look) {
    const [low, lower, middle, upper, high] = [LOW, LOWER, MEDIAN, UPPER, HIGH].map((which) => quantile(values, series, which));
    const points = (line) => line.map((value, index) => [where.x(index), where.y(value)]);
    const area = (top, foot) => path([...points(top), ...points(foot).reverse()]) + "Z";
    return [
      look.bands ? shape("path", { d: area(high, low), fill: look.colour, opacity: 0.2 }) : null,
      look.bands ? shape("path", { d: area(upper, lower), fill: look.colour, opacity: 0.28 }) : null,
      shape("path", { d: path(points(middle)), fill: "none", stroke: look.colour, "stroke-width": look.bands ? 4 : 3, "stroke-dasharray": (look.dash ?? []).join(" ") || null }),
    ];
  }

  // A number's rows: one bar for each distribution, below the guess.
  function bar(where, values, series, look, row) {
    const [low, lower, middle, upper, high] = [LOW, LOWER, MEDIAN, UPPER, HIGH].map((which) => where.x(quantile(values, series, which)[0]));
    const [y, tall] = [row.y, row.height];
    return [
      look.point ? null : shape("rect", { x: low, y, width: Math.max(high - low, 2), height: tall, rx: 6, fill: look.colour, opacity: 0.25 }),
      look.point ? null : shape("rect", { x: lower, y, width: Math.max(upper - lower, 2), height: tall, fill: look.colour, opacity: 0.35 }),
      shape("line", { x1: middle, x2: middle, y1: y - 3, y2: y + tall + 3, stroke: look.colour, "stroke-width": 5 }),
    ];
  }

  function pencil(where) {
    const { kind, locked } = frame();
    if (where.curve) {
      const points = guess.map((value, index) => [where.x(index), where.y(value)]);
      return [
        shape("path", { class: "wuli-pencil", d: path(points) }),
        points.map(([x, y], index) => shape("circle", { class: `wuli-pencil-dot${index === at && !locked ? " wuli-pencil-at" : ""}`, cx: x, cy: y, r: index === at && !locked ? where.type * 0.55 : where.type * 0.3 })),
      ];
    }
    const y = where.top + (where.bottom - where.top) * (locked ? 0.16 : 0.42);
    const labels = guess.map((value) => format(value, frame().decimals, frame().lang));
    const inside = (x, label) => Math.min(where.width - LABEL * label.length * where.type, Math.max(LABEL * label.length * where.type, x));
    const ends = guess.map((value) => where.x(value));
    return [
      shape("line", { class: "wuli-pencil-base", x1: where.left, x2: where.right, y1: y, y2: y }),
      kind === "range" ? shape("line", { class: "wuli-pencil", x1: ends[0], x2: ends[1], y1: y, y2: y }) : null,
      locked ? ends.map((x) => shape("line", { class: "wuli-pencil-drop", x1: x, x2: x, y1: y, y2: where.bottom })) : null,
      ends.map((x, index) => [
        shape("circle", { class: `wuli-pencil-dot${index === at && !locked ? " wuli-pencil-at" : ""}`, cx: x, cy: y, r: where.type * (index === at && !locked ? 0.75 : 0.55) }),
        shape("text", { class: "wuli-pencil-label", x: inside(x, labels[index]), y: y - where.type * 1.05, "text-anchor": "middle" }, labels[index]),
      ]),
    ];
  }

  function simulated(where, values) {
    const { given, answer } = frame();
    const looks = [...given, ...answer];
    if (where.curve) return looks.map(dyed).map((look, series) => fan(where, values, series, look));
    const [first, room] = [where.top + (where.bottom - where.top) * 0.34, (where.bottom - where.top) * 0.6];
    const each = Math.min(room / Math.max(looks.length, 1), where.type * 7);
    return looks.map(dyed).map((look, series) => [
      shape("text", { class: "wuli-bar-label", x: where.left, y: first + series * each + where.type * 0.9, "text-anchor": "start" }, look.label),
      bar(where, values, series, look, { y: first + series * each + where.type * 1.3, height: Math.max(each - where.type * 2.1, 8) }),
    ]);
  }

  function spoken() {
    const { kind, years, unit, decimals, lang, words } = frame();
    const value = format(guess[at] ?? 0, decimals, lang);
    return fill(kind === "curve" ? words.year : words.value, { year: years[at], value, unit });
  }

  function name(values) {
    const { low, high, locked, sentence } = frame();
    board.setAttribute("role", locked ? "img" : "slider");
    board.setAttribute("aria-label", locked ? sentence : frame().title);
    const state = { "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": guess[at], "aria-valuetext": spoken() };
    for (const [key, value] of Object.entries(state)) locked ? board.removeAttribute(key) : board.setAttribute(key, value);
    Object.assign(root.dataset, { guess: JSON.stringify(guess), round, locked: String(locked), values: JSON.stringify(Array.from(values)) });
  }

  function key(look) {
    const style = `border-top-color:${look.colour};border-top-style:${look.dash?.length ? "dashed" : "solid"}`;
    return make("li", {}, make("i", { class: "wuli-swatch", style }), look.label);
  }

  function draw() {
    const { years, given, answer, locked, words } = frame();
    if (!years) return;
    const values = numbers(model.get("values"));
    if (values.length !== (given.length + answer.length) * QUANTILES * years.length) return;
    root.hidden = frame().hidden ?? false;
    if (round !== frame().round) begin();
    const where = place();
    board.setAttribute("viewBox", `0 0 ${where.width} ${where.height}`);
    board.replaceChildren(...[grid(where), simulated(where, values), pencil(where)].flat(9).filter(Boolean));
    board.classList.toggle("wuli-board-open", !locked);
    title.textContent = frame().title;
    unit.textContent = frame().unit;
    readout.textContent = locked ? "" : spoken();
    hint.textContent = locked ? words.bands : words.hint;
    const looks = where.curve ? [...given, ...answer] : [];
    legend.replaceChildren(make("li", {}, make("i", { class: "wuli-swatch wuli-swatch-pencil" }), words.guess), ...looks.map(dyed).map(key));
    name(values);
  }

  // A new question: an even line, and the keys at once where one needs them.
  function begin() {
    round = frame().round;
    guess = [...model.get("guess")];
    [touched, at, held] = [new Set(), 0, null];
    if (frame().locked) board.blur();
    else if (frame().focus) setTimeout(() => board.focus({ preventScroll: true }), 0);
  }

  const watcher = new ResizeObserver(draw);
  watcher.observe(board);
  const stop = redraw(model, ["frame", "values", "guess"], draw);
  return () => {
    stop();
    watcher.disconnect();
  };
}

export default { render };
