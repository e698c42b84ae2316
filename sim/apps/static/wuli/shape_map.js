// The user's own boundaries on a canvas, coloured by a value. The shapes come once as whole numbers; a new colour is a
// new array of values. What a tile would be, a button inside the canvas is: it is heard, has the focus and the keys.
// A click, Enter or Space sends `tile` with the place's id; the arrow keys go to the shape that lies that way.
import { chance, css, fill, format, make, percent, redraw, styles } from "./base.js";
import { mapFrame, NONE } from "./map_frame.js";

const SPACE = 6; // px around the shapes
const DEEPEST = 40; // times as large as all of it
const STEP = 1.6; // of one press of a zoom button
const REST = 250; // ms without a new drawing, after which names are written
const AT_ONCE = 60; // names that are written in one idle moment
const CHOSEN = "#c24e00"; // as a tile's outline
const BORDER = "#8a97a3";
const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 20));

// Whole numbers of a binary trait; copied, because a message's buffers need not be aligned.
const whole = (view, Kind) => (view?.byteLength ? new Kind(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : new Kind());

// Each shape as a path of the grid, with its box and its middle.
function built(points, rings, parts) {
  const shapes = [];
  let [ring, point] = [0, 0];
  for (const end of parts) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (; ring < end; ring += 1) {
      path.moveTo(points[2 * point], points[2 * point + 1]);
      for (; point < rings[ring]; point += 1) {
        const [x, y] = [points[2 * point], points[2 * point + 1]];
        path.lineTo(x, y);
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
      path.closePath();
    }
    shapes.push({ path, box, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 });
  }
  return shapes;
}

// The hatching of a place of which nothing is known, as its tile has it.
function hatched(context) {
  const one = make("canvas", { width: 8, height: 8 });
  const pen = one.getContext("2d");
  pen.fillStyle = "#fafafa";
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = "#d4d9de";
  pen.lineWidth = 2;
  for (const at of [-8, 0, 8]) {
    pen.moveTo(at, 8);
    pen.lineTo(at + 8, 0);
  }
  pen.stroke();
  return context.createPattern(one, "repeat");
}

async function render({ model, el }) {
  await styles();
  const names = make("div", { role: "group" });
  const canvas = make("canvas", {}, names);
  const tip = make("p", { class: "wuli-shape-tip", "aria-hidden": "true", hidden: true });
  const tools = make("div", { class: "wuli-shape-tools" });
  const board = make("div", { class: "wuli-shapes" }, canvas, tip);
  const shades = make("span", { hidden: true }, [0, 1, 2, 3, 4].map((each) => make("i", { class: `wuli-level-${each}` })));
  const { root, show, choose: choosePlace } = mapFrame(model, el, [tools, board], [shades]);
  const context = canvas.getContext("2d");

  let shapes = [];
  let places = []; // their ids
  let buttons = [];
  let values = new Float32Array();
  let colours = []; // of each shape
  let [wide, high] = [1, 1]; // what all shapes together take of the grid
  let view = { zoom: 1, x: 0, y: 0 }; // x, y: the point of the grid in the middle
  let focused = -1;
  let pointed = false; // whether the focus came by a click
  const borders = { place: "", sheet: make("canvas") };
  let naming = 0;
  let [stopping, pressed] = [-1, -1]; // the buttons that the tab key reaches, and that is pressed

  const value = (at) => values[at * model.get("frame").figures.length];
  const seen = () => ({ width: board.clientWidth, height: canvas.clientHeight });

  // --- shapes ---

  function take() {
    shapes = built(whole(model.get("points"), Uint16Array), whole(model.get("rings"), Uint32Array), whole(model.get("parts"), Uint32Array));
    [wide, high] = [2, 3].map((end) => shapes.reduce((most, { box }) => Math.max(most, box[end]), 1));
    view = { zoom: 1, x: wide / 2, y: high / 2 };
    places = model.get("places").map(([id]) => id);
    buttons = places.map((id, at) => make("button", { type: "button", "data-tile": id, tabindex: "-1", "aria-pressed": "false", "aria-label": model.get("places")[at][1],
      onclick: () => choose(at), onfocus: () => focus(at), onblur: () => focus(-1) }));
    names.replaceChildren(...buttons);
    borders.place = "";
    [stopping, pressed] = [-1, -1];
  }

  // How many pixels a step of the grid takes, and where the grid begins.
  function scale() {
    const { width, height } = seen();
    const fit = Math.min((width - 2 * SPACE) / wide, (height - 2 * SPACE) / high);
    const step = fit * view.zoom;
    return { step, left: width / 2 - view.x * step, top: height / 2 - view.y * step };
  }

  // Not past the edge: what is seen stays inside all of it, where it is larger than the board.
  function kept(middle, all, room) {
    return all <= room ? all / 2 : Math.min(Math.max(middle, room / 2), all - room / 2);
  }

  function look(zoom, x = view.x, y = view.y) {
    view.zoom = Math.min(Math.max(zoom, 1), DEEPEST);
    const { width, height } = seen();
    const { step } = scale();
    view.x = kept(x, wide, (width - 2 * SPACE) / step);
    view.y = kept(y, high, (height - 2 * SPACE) / step);
    board.toggleAttribute("data-zoomed", view.zoom > 1);
    tools.querySelectorAll("button").forEach((button) => (button.disabled = button.dataset.zoom === "in" ? view.zoom >= DEEPEST : view.zoom <= 1));
    paint();
  }

  // Nearer or further, the point under the pointer staying where it is.
  function zoomAt(by, x, y) {
    const before = scale();
    const [gx, gy] = [(x - before.left) / before.step, (y - before.top) / before.step];
    const zoom = Math.min(Math.max(view.zoom * by, 1), DEEPEST);
    const step = (before.step * zoom) / view.zoom;
    const { width, height } = seen();
    look(zoom, gx + (width / 2 - x) / step, gy + (height / 2 - y) / step);
  }

  // --- drawing ---

  function measure() {
    const width = board.clientWidth;
    const tall = Math.round(Math.min(Math.max((width * high) / wide, 200), innerWidth <= 600 ? 420 : 560));
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const [across, down] = [Math.max(1, Math.round(width * ratio)), Math.round(tall * ratio)];
    canvas.style.height = `${tall}px`;
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    return ratio;
  }

  function paint() {
    if (!shapes.length || !board.clientWidth) return;
    const began = performance.now();
    const ratio = measure();
    const { step, left, top } = scale();
    const { width, height } = seen();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(step * ratio, 0, 0, step * ratio, left * ratio, top * ratio);
    const [west, north, east, south] = [-left / step, -top / step, (width - left) / step, (height - top) / step];
    const shown = [];
    shapes.forEach(({ box }, at) => {
      if (box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north) shown.push(at);
    });
    context.lineJoin = "round";
    for (const at of shown) {
      context.fillStyle = colours[at];
      context.fill(shapes[at].path, "evenodd");
    }
    const lines = bordered(shown, step);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(lines, 0, 0);
    context.setTransform(step * ratio, 0, 0, step * ratio, left * ratio, top * ratio);
    if (ringed()) outline(focused, css("--accent"), 6, step);
    outline(places.indexOf(model.get("frame").chosen), CHOSEN, 3, step);
    root.dataset.took = performance.now() - began;
  }

  // The borders as they were drawn last, for as long as the map is looked at from the same place: a new colour
  // does not move them.
  function bordered(shown, step) {
    const place = [canvas.width, canvas.height, view.zoom, view.x, view.y].join(" ");
    if (place === borders.place) return borders.sheet;
    borders.place = place;
    [borders.sheet.width, borders.sheet.height] = [canvas.width, canvas.height];
    const pen = borders.sheet.getContext("2d");
    pen.setTransform(context.getTransform());
    pen.strokeStyle = BORDER;
    pen.lineWidth = 0.7 / step;
    for (const at of shown) pen.stroke(shapes[at].path);
    return borders.sheet;
  }

  // The focus shows where the keys are in use, not after a click.
  const ringed = () => focused >= 0 && !pointed && buttons[focused].matches(":focus-visible");

  function outline(at, ink, thick, step) {
    if (at < 0) return;
    for (const [each, wide] of [["#ffffff", thick + 3], [ink, thick]]) {
      context.strokeStyle = each;
      context.lineWidth = wide / step;
      context.stroke(shapes[at].path);
    }
  }

  function colour() {
    const frame = model.get("frame");
    const inks = [...shades.children].map((each) => getComputedStyle(each).getPropertyValue("--tile").trim());
    const none = hatched(context);
    const lows = frame.classes.map(({ low }) => Math.fround(low)); // as the values came
    colours = shapes.map((_, at) => {
      const one = value(at);
      if (!Number.isFinite(one)) return none;
      let of = 0;
      while (of + 1 < lows.length && one >= lows[of + 1]) of += 1;
      return inks[frame.shades[of]];
    });
  }

  // --- words ---

  function written(one, { kind, decimals }, lang) {
    if (!Number.isFinite(one)) return NONE;
    if (kind === "chance") return chance(one, lang);
    return kind === "share" ? percent(one, lang, decimals) : format(one, decimals, lang);
  }

  function said(at) {
    const { figures, sentence, told, lang } = model.get("frame");
    const [, place] = model.get("places")[at];
    // As many digits as single precision holds, so that a half is rounded as in the texts around.
    const of = Object.fromEntries(figures.map((figure, column) => [figure.name, written(Number(values[at * figures.length + column].toPrecision(7)), figure, lang)]));
    return fill(sentence, { ...told, ...of, place });
  }

  // Names by and by: five thousand of them must not keep the map waiting.
  function nameAll() {
    naming += 1;
    const mine = naming;
    const chosen = places.indexOf(model.get("frame").chosen);
    if (chosen !== pressed) {
      buttons[pressed]?.setAttribute("aria-pressed", "false");
      buttons[chosen]?.setAttribute("aria-pressed", "true");
      pressed = chosen;
    }
    const some = (from) => {
      if (mine !== naming) return;
      for (let at = from; at < Math.min(from + AT_ONCE, buttons.length); at += 1) buttons[at].setAttribute("aria-label", said(at));
      if (from + AT_ONCE < buttons.length) later(() => some(from + AT_ONCE));
      else root.dataset.values = JSON.stringify(Object.fromEntries(places.map((id, at) => [id, Number.isFinite(value(at)) ? value(at) : null])));
    };
    setTimeout(() => some(0), REST);
  }

  function draw() {
    const frame = model.get("frame");
    root.hidden = !frame.figures;
    if (root.hidden) return;
    if (buttons.length !== model.get("places").length || !shapes.length) take();
    values = whole(model.get("values"), Float32Array);
    colour();
    paint();
    const share = frame.figures[0].kind === "chance" ? chance : percent; // the first is what is coloured
    show(frame, (one) => share(one, frame.lang, frame.decimals));
    root.setAttribute("aria-label", frame.title);
    names.setAttribute("aria-label", fill(frame.words.keys, { title: frame.title }));
    const held = tools.contains(document.activeElement) ? document.activeElement.dataset.zoom : null;
    tools.replaceChildren(...[["in", "+"], ["out", "−"], ["fit", "⤢"]].map(([name, sign]) =>
      make("button", { type: "button", "data-zoom": name, "aria-label": frame.words[name], title: frame.words[name], disabled: name === "in" ? view.zoom >= DEEPEST : view.zoom <= 1, onclick: () => press(name) }, sign)));
    if (held) tools.querySelector(`[data-zoom="${held}"]`)?.focus();
    stop(focused >= 0 ? focused : Math.max(0, places.indexOf(frame.chosen)));
    nameAll();
  }

  // --- what is pressed ---

  const choose = (at) => choosePlace(places[at]);

  function press(name) {
    if (name === "fit") look(1, wide / 2, high / 2);
    else look(view.zoom * (name === "in" ? STEP : 1 / STEP));
  }

  // One stop for the tab key; the arrows go on from there.
  function stop(at) {
    if (stopping !== at) buttons[stopping]?.setAttribute("tabindex", "-1");
    buttons[at]?.setAttribute("tabindex", "0");
    stopping = at;
  }

  function focus(at) {
    focused = at;
    if (at < 0) tip.hidden = true;
    else {
      stop(at);
      buttons[at].setAttribute("aria-label", said(at));
      const { step, left, top } = scale();
      const { width, height } = seen();
      const [x, y] = [shapes[at].x * step + left, shapes[at].y * step + top];
      if (x < 0 || y < 0 || x > width || y > height) look(view.zoom, shapes[at].x, shapes[at].y);
      if (ringed()) tell(at);
    }
    paint();
  }

  function tell(at, x, y) {
    const { step, left, top } = scale();
    const { width } = seen();
    tip.textContent = said(at);
    tip.hidden = false;
    const [px, py] = [x ?? shapes[at].x * step + left, y ?? shapes[at].y * step + top];
    tip.style.left = `${Math.min(Math.max(px - tip.offsetWidth / 2, 0), Math.max(0, width - tip.offsetWidth))}px`;
    tip.style.top = `${py - tip.offsetHeight - 12 < 0 ? py + 16 : py - tip.offsetHeight - 12}px`;
  }

  // The shape at a place of the canvas, the uppermost where several lie there.
  function hit(x, y) {
    const { step, left, top } = scale();
    const [gx, gy] = [(x - left) / step, (y - top) / step];
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (let at = shapes.length - 1; at >= 0; at -= 1) {
      const { box, path } = shapes[at];
      if (gx >= box[0] && gx <= box[2] && gy >= box[1] && gy <= box[3] && context.isPointInPath(path, gx, gy, "evenodd")) return at;
    }
    return -1;
  }

  // The nearest shape that lies one way: right ahead before aslant.
  function towards(from, [dx, dy]) {
    let [best, least] = [-1, Infinity];
    shapes.forEach(({ x, y }, at) => {
      const ahead = (x - shapes[from].x) * dx + (y - shapes[from].y) * dy;
      const aside = Math.abs((x - shapes[from].x) * dy + (y - shapes[from].y) * dx);
      const far = ahead + 2 * aside + (aside > ahead ? 1e7 : 0);
      if (at !== from && ahead > 0 && far < least) [best, least] = [at, far];
    });
    return best;
  }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  names.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
    const next = { Home: 0, End: buttons.length - 1, PageUp: at - 1, PageDown: at + 1 }[event.key] ?? (WAYS[event.key] ? towards(at, WAYS[event.key]) : null);
    pointed = false;
    if (!zoom && next === null) return;
    event.preventDefault();
    if (zoom) press(zoom);
    else buttons[next]?.focus({ preventScroll: true });
  });

  // A finger scrolls the page until the map is drawn nearer; then it moves the map. Two fingers draw it nearer.
  const held = new Map();
  let moved = false;
  const inside = (event) => [event.clientX - canvas.getBoundingClientRect().left, event.clientY - canvas.getBoundingClientRect().top];
  canvas.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, inside(event));
    moved = held.size > 1;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = inside(event);
    const before = held.get(event.pointerId);
    if (!before) {
      const at = hit(x, y);
      canvas.style.cursor = at >= 0 ? "pointer" : "";
      if (at >= 0) tell(at, x, y);
      else tip.hidden = true;
      return;
    }
    if (!moved && Math.hypot(x - before[0], y - before[1]) < 5) return;
    moved = true;
    tip.hidden = true;
    if (!canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
    if (held.size === 2) {
      const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const [was, is] = [before, [x, y]].map(([px, py]) => Math.hypot(px - other[0], py - other[1]));
      if (was > 0) zoomAt(is / was, (x + other[0]) / 2, (y + other[1]) / 2);
    } else if (view.zoom > 1) {
      const { step } = scale();
      look(view.zoom, view.x - (x - before[0]) / step, view.y - (y - before[1]) / step);
    }
    held.set(event.pointerId, [x, y]);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => held.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => (tip.hidden = true));
  canvas.addEventListener("click", (event) => {
    if (event.target !== canvas || moved) return;
    const [x, y] = inside(event);
    const at = hit(x, y);
    if (at < 0) return;
    pointed = true;
    buttons[at].focus({ preventScroll: true });
    tell(at, x, y);
    choose(at);
  });
  // The wheel alone goes on scrolling the page.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomAt(Math.exp(-event.deltaY / 200), ...inside(event));
  }, { passive: false });

  const sized = new ResizeObserver(() => shapes.length && look(view.zoom));
  sized.observe(board);
  const anew = () => (shapes = []);
  for (const trait of ["points", "rings", "parts", "places"]) model.on(`change:${trait}`, anew);
  const end = redraw(model, ["frame", "values", "points", "places"], draw);
  return () => {
    end();
    sized.disconnect();
    for (const trait of ["points", "rings", "parts", "places"]) model.off(`change:${trait}`, anew);
  };
}

export default { render };
