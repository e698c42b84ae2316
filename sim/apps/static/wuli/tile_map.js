// Places as tiles, grouped, coloured by a value; or as points where the register knows where they lie.
// A click, Enter or Space sends `tile` with the place's id; the arrow keys go from place to place.
import { chance, format, make, percent, redraw, styles } from "./base.js";
import { mapFrame, NONE } from "./map_frame.js";

// The name space of SVG, as the browser itself writes it.
const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;

// The colour of a value: that of the class it lies in, the last whose low end it reaches; nothing known has its own.
const level = (value, { classes, shades }) => (value === null || value === undefined ? "none" : shades[Math.max(0, classes.filter(({ low }) => value >= low).length - 1)]);

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

async function render({ model, el }) {
  await styles();
  const board = make("div", { class: "wuli-tiles" });
  const { root, show, choose } = mapFrame(model, el, [board]);

  function written(value, { decimals, lang, percent: shares }) {
    if (value === null || value === undefined) return NONE;
    return shares === "chance" ? chance(value, lang, decimals) : shares ? percent(value, lang, decimals) : format(value, decimals, lang);
  }

  function tile(one, frame) {
    const value = written(one.value, frame);
    return make("button",
      { type: "button", class: `wuli-tile wuli-level-${level(one.value, frame)}`, "data-tile": one.id, "aria-pressed": String(one.id === frame.chosen), title: one.sentence, onclick: () => choose(one.id) },
      make("span", { class: "wuli-tile-name" }, one.label), " ", make("span", { class: "wuli-tile-value" }, value), make("span", { class: "wuli-unseen" }, ` ${one.sentence ?? frame.unit}`));
  }

  function group(one, frame) {
    return make("div", { class: "wuli-tile-group", role: "group", "aria-label": one.label }, make("p", {}, one.label), make("div", { class: "wuli-tile-row" }, one.tiles.map((each) => tile(each, frame))));
  }

  // Longitude shrinks with the cosine of the latitude, so that nothing looks stretched.
  function points(frame) {
    const all = frame.groups.flatMap(({ tiles }) => tiles).filter(({ at }) => at);
    const lats = all.map(({ at }) => at[1]);
    const squeeze = Math.cos(((Math.min(...lats) + Math.max(...lats)) / 2) * (Math.PI / 180));
    const xs = all.map(({ at }) => at[0] * squeeze);
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...lats), Math.max(...lats)];
    const span = Math.max(right - left, high - low, 1e-6);
    const place = ({ at }) => [20 + (560 * (at[0] * squeeze - left)) / span, 20 + (560 * (high - at[1])) / span];
    const dots = all.map((one) => {
      const [cx, cy] = place(one);
      const said = one.sentence ?? `${one.label} ${written(one.value, frame)} ${frame.unit}`;
      const dot = shape("circle", { cx, cy, r: one.id === frame.chosen ? 11 : 7, class: `wuli-dot wuli-level-${level(one.value, frame)}`, "data-tile": one.id, role: "button", "aria-label": said, "aria-pressed": String(one.id === frame.chosen) }, shape("title", {}, said));
      dot.addEventListener("click", () => choose(one.id));
      return dot;
    });
    const size = `0 0 ${40 + (560 * (right - left)) / span} ${40 + (560 * (high - low)) / span}`;
    return shape("svg", { viewBox: size, class: "wuli-points", role: "group", "aria-label": frame.title }, ...dots);
  }

  function draw() {
    const frame = model.get("frame");
    if (!frame.groups) return;
    const held = board.contains(document.activeElement) ? document.activeElement.dataset.tile : null;
    show(frame, (value) => written(value, frame));
    root.setAttribute("aria-label", frame.sentence ?? frame.title);
    const drawn = frame.groups.some(({ tiles }) => tiles.some(({ at }) => at));
    board.replaceChildren(...(drawn ? [points(frame)] : frame.groups.map((one) => group(one, frame))));
    // One stop for the tab key; the arrows go on from there.
    const tiles = [...board.querySelectorAll("[data-tile]")];
    const stop = tiles.find((one) => one.dataset.tile === (held ?? frame.chosen)) ?? tiles[0];
    for (const one of tiles) one.setAttribute("tabindex", one === stop ? "0" : "-1");
    if (held) stop?.focus();
    root.dataset.values = JSON.stringify(Object.fromEntries(frame.groups.flatMap(({ tiles }) => tiles.map(({ id, value }) => [id, value]))));
  }

  board.addEventListener("keydown", (event) => {
    const tiles = [...board.querySelectorAll("[data-tile]")];
    const at = tiles.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(tiles[at].dataset.tile);
      return;
    }
    const row = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!row && !step) return;
    event.preventDefault();
    const next = step ? tiles[at + step] : nearestRow(tiles, tiles[at], row);
    if (!next) return;
    tiles[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });

  // The tile above or below that lies nearest.
  function nearestRow(tiles, from, way) {
    const here = from.getBoundingClientRect();
    const beyond = tiles.map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => way * (box.top - here.top) > here.height / 2);
    const far = ([, box]) => Math.abs(box.top - here.top) * 1000 + Math.abs(box.left - here.left);
    return beyond.sort((a, b) => far(a) - far(b))[0]?.[0];
  }
  return redraw(model, ["frame"], draw);
}

export default { render };
