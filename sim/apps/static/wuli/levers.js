// The levers, grouped by force: a slider each, in its natural unit, the published value marked.
import { fill, make, OVERRULED, readAmount, redraw, stale, styles, trimmed } from "./base.js";

const WIDE = 961; // px from which every force stands open at first; on phones the two that carry most
const PAUSE = 1000; // ms within which moves of one slider are one step to undo
const PATIENCE = 5000; // ms until a run that never answered is taken for lost and the next may go
const SOON = 200; // ms that an answer may take without a word about it

async function render({ model, el }) {
  await styles();
  const panel = make("section", { class: "wuli-levers" });
  const lost = make("p", { class: "wuli-notice", role: "alert", hidden: true });
  el.append(lost, panel);
  let rows = new Map(); // lever id -> what its row shows
  const open = new Set(innerWidth >= WIDE ? ["political", "thought", "industry", "talent", "foundation"] : ["industry", "talent"]);
  const unfolded = new Set(); // the forces whose other levers are shown

  // One run at a time; while it is under way only the newest position of each slider is kept.
  let sent = 0;
  let sentAt = 0;
  let waiting = null;
  function ask(message) {
    tell();
    waiting = { ...(waiting ?? {}), ...message, amounts: { ...(waiting?.amounts ?? {}), ...(message.amounts ?? {}) } };
    push();
  }
  function push() {
    if (!waiting) return;
    const busy = model.get("answered") < sent && performance.now() - sentAt < PATIENCE;
    if (busy) return;
    const number = Math.max(sent, model.get("answered")) + 1;
    model.send({ kind: "amounts", number, ...waiting });
    [sent, sentAt, waiting] = [number, performance.now(), null];
    setTimeout(check, PATIENCE + 50);
  }
  // From a move on until its answer, the numbers beside the sliders are those of before it: say so.
  let telling = null;
  function tell() {
    const { words } = model.get("state");
    if (!navigator.onLine) return stale(el, words.offline);
    telling ??= setTimeout(() => stale(el, navigator.onLine ? words.computing : words.offline), SOON);
  }
  function fresh() {
    clearTimeout(telling);
    telling = null;
    stale(el, "");
  }
  function check() {
    if (model.get("answered") >= sent && !waiting) fresh();
    lost.hidden = model.get("answered") >= sent || performance.now() - sentAt < PATIENCE;
    push();
  }
  model.on("change:answered", check);

  // Moves of one slider without a pause between them are one gesture.
  let gesture = { number: 0, of: null, last: 0 };
  function moved(of) {
    const now = performance.now();
    const same = gesture.of === of && now - gesture.last < PAUSE;
    gesture = { number: gesture.number + (same ? 0 : 1), of, last: now };
    return gesture.number;
  }

  const plain = (value, lang) => trimmed(value, lang);
  const amount = (lever) => model.get("now").amounts?.[lever.id] ?? lever.start;
  const every = (force) => [...force.levers, ...force.more];

  function show(lever, words, lang) {
    const row = rows.get(lever.id);
    const share = (value) => `${Math.min(100, (100 * value) / lever.max)}%`;
    const value = row.held ?? amount(lever);
    const text = plain(value, lang);
    // What somebody is typing is left alone.
    if (document.activeElement !== row.field || !row.typing) row.field.value = text;
    row.problem.textContent = row.wrong ?? (value > lever.max ? fill(words.beyond, { max: plain(lever.max, lang), unit: lever.unit }) : "");
    row.problem.hidden = !row.problem.textContent;
    row.field.toggleAttribute("aria-invalid", Boolean(row.wrong));
    row.slider.value = value;
    row.slider.style.setProperty("--filled", share(value));
    row.slider.setAttribute("aria-valuetext", `${text} ${lever.unit}`);
    row.root.classList.toggle("wuli-changed", value !== lever.start);
    row.was.textContent = value === lever.start ? "" : fill(words.was, { value: plain(lever.start, lang) });
  }

  // What was typed and not taken goes; the amount that counts stands there again.
  function leave(lever, words, lang) {
    Object.assign(rows.get(lever.id), { typing: false, wrong: null });
    show(lever, words, lang);
  }

  function line(lever, words, lang) {
    const said = `problem-${lever.id}`;
    const field = make("input", { type: "text", class: "wuli-amount", inputmode: "decimal", autocomplete: "off", "data-amount": lever.id, "aria-label": `${lever.label} ${lever.unit}`, "aria-describedby": said });
    const problem = make("p", { class: "wuli-lever-problem", id: said, role: "status", hidden: true });
    const was = make("span", { class: "wuli-was" });
    const slider = make("input", { type: "range", min: "0", max: lever.max, step: lever.step, "data-lever": lever.id, "aria-label": lever.label });
    const published = fill(lever.assumed ? words.assumed : words.published, { value: plain(lever.published, lang) });
    const mark = make("span", { class: "wuli-mark", style: `--at:${Math.min(1, lever.published / lever.max)}`, title: published });
    const root = make(
      "div",
      { class: "wuli-lever" },
      make("div", { class: "wuli-lever-head" }, make("span", { class: "wuli-lever-name" }, lever.label), make("label", { class: "wuli-lever-value" }, field, " ", make("small", {}, lever.unit))),
      make("div", { class: "wuli-track" }, slider, mark),
      make("div", { class: "wuli-lever-foot" }, make("span", {}, published), was),
      problem,
    );
    rows.set(lever.id, { root, field, problem, slider, was, held: rows.get(lever.id)?.held });
    // A typed amount may lie beyond the slider's end, up to a bound that is said.
    field.addEventListener("input", () => (rows.get(lever.id).typing = true));
    field.addEventListener("keydown", (event) => event.key === "Escape" && leave(lever, words, lang));
    field.addEventListener("change", () => {
      const row = rows.get(lever.id);
      const value = readAmount(field.value, lever.start, lever.unit); // changes are of what the scenario as it stands hands out
      if (value === null || value < 0 || value > lever.bound) {
        row.wrong = fill(words.bounds, { text: field.value.trim(), high: plain(lever.bound, lang), unit: lever.unit });
        return show(lever, words, lang);
      }
      [row.held, row.wrong, row.typing] = [value, null, false];
      show(lever, words, lang);
      ask({ amounts: { [lever.id]: value }, gesture: moved(lever.id) });
    });
    field.addEventListener("blur", () => {
      if (!rows.get(lever.id).wrong) leave(lever, words, lang);
    });
    slider.addEventListener("input", () => {
      const near = [lever.published, lever.start].find((value) => Math.abs(slider.valueAsNumber - value) < lever.step / 2);
      const value = near ?? slider.valueAsNumber;
      rows.get(lever.id).wrong = null;
      rows.get(lever.id).held = value; // shown at once, until the kernel has answered the last move
      show(lever, words, lang);
      ask({ amounts: { [lever.id]: value }, gesture: moved(lever.id) });
    });
    return root;
  }

  const changed = (force) => every(force).filter((lever) => amount(lever) !== lever.start).length;

  function group(force, words, lang) {
    const details = make(
      "details",
      { class: "wuli-force", style: `--force-own:${force.colour}`, open: open.has(force.id), "data-force": force.id },
      make("summary", {}, make("span", { class: "wuli-force-name" }, force.label), make("span", { class: "wuli-count" })),
      force.handouts ? handout(force.handouts, words) : null,
      force.levers.map((lever) => line(lever, words, lang)),
      force.more.length ? more(force, words, lang) : null,
    );
    details.addEventListener("toggle", () => (details.open ? open.add(force.id) : open.delete(force.id)));
    return details;
  }

  function more(force, words, lang) {
    const details = make("details", { class: "wuli-more", open: unfolded.has(force.id) }, make("summary", {}, fill(words.more, { number: force.more.length })), force.more.map((lever) => line(lever, words, lang)));
    details.addEventListener("toggle", () => (details.open ? unfolded.add(force.id) : unfolded.delete(force.id)));
    return details;
  }

  function handout(choices, words) {
    const select = make("select", { "data-handout": true, onchange: (event) => ask({ handout: event.target.value, gesture: moved("handout") }) },
      choices.map(({ id, label }) => make("option", { value: id }, label)));
    return make("label", { class: "wuli-handout" }, make("span", {}, words.handout), select);
  }

  // Something else than amounts is asked for: what was on its way is over.
  function overruled() {
    waiting = null;
    gesture.of = null;
  }
  window.addEventListener(OVERRULED, overruled);
  function order(message) {
    overruled();
    tell();
    model.send(message);
  }

  function head(words, presets) {
    const preset = make("select", { "data-preset": true, "aria-label": words.preset, onchange: (event) => { order({ kind: "preset", id: event.target.value }); event.target.value = ""; } },
      make("option", { value: "" }, words.preset),
      presets.map(({ label, choices }) => make("optgroup", { label }, choices.map((one) => make("option", { value: one.id }, one.label)))));
    const tool = (kind, sign) => make("button", { type: "button", "data-tool": kind, title: words[kind], "aria-label": words[kind], onclick: () => order({ kind }) }, sign || words[kind]);
    return [
      make("div", { class: "wuli-levers-head" }, make("h2", {}, words.title), make("p", {}, words.hint)),
      make("div", { class: "wuli-levers-tools" },
        make("div", { class: "wuli-cost", role: "status" }),
        make("div", { class: "wuli-toolbar", role: "toolbar", "aria-label": words.tools }, preset, tool("undo", "↶"), tool("redo", "↷"), tool("reset"), tool("keep"), tool("save"))),
    ];
  }

  function tools({ undo, redo, cost, change, handout: chosen }) {
    for (const [kind, can] of Object.entries({ undo, redo })) panel.querySelector(`[data-tool="${kind}"]`).disabled = !can;
    panel.querySelector(".wuli-cost").replaceChildren(make("b", {}, cost), " ", make("small", {}, change));
    const select = panel.querySelector("[data-handout]");
    if (select && document.activeElement !== select) select.value = chosen;
    else if (select && !waiting) select.value = chosen;
  }

  function store({ kind, name, text }) {
    if (kind !== "file") return;
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function keys(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches?.("textarea, [type=text], [type=search]")) return;
    const key = event.key.toLowerCase();
    const kind = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!kind) return;
    event.preventDefault();
    order({ kind });
  }
  model.on("msg:custom", store);
  window.addEventListener("keydown", keys);

  let built = "";
  function draw() {
    const { words, forces, lang, presets } = model.get("state");
    const now = model.get("now");
    if (!words || !now.amounts) return;
    const frame = JSON.stringify([lang, forces, presets]);
    if (frame !== built) {
      built = frame;
      rows = new Map();
      panel.setAttribute("aria-label", words.title);
      lost.textContent = words.lost;
      panel.replaceChildren(...head(words, presets), ...forces.map((force) => group(force, words, lang)));
    }
    tools(now);
    if (model.get("answered") >= sent && !waiting) fresh();
    const settled = model.get("answered") >= sent && !waiting;
    for (const force of forces) {
      const count = changed(force);
      panel.querySelector(`[data-force="${force.id}"] .wuli-count`).textContent = count ? fill(words.changed, { number: count }) : "";
      for (const lever of every(force)) {
        const row = rows.get(lever.id);
        if (settled) row.held = undefined;
        if (settled && document.activeElement !== row.field) row.wrong = null;
        show(lever, words, lang);
      }
    }
  }
  const stop = redraw(model, ["state", "now"], draw);
  return () => {
    stop();
    clearTimeout(telling);
    model.off("change:answered", check);
    model.off("msg:custom", store);
    window.removeEventListener("keydown", keys);
    window.removeEventListener(OVERRULED, overruled);
  };
}

export default { render };
