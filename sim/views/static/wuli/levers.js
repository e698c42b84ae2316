// The levers, grouped by force: a slider each, in its natural unit, the published value marked.
import { fill, format, make, redraw, styles } from "./base.js";

const OPEN = new Set(["industry", "talent"]); // the forces that stand open at first
const PATIENCE = 5000; // ms until a run that never answered is taken for lost and the next may go

async function render({ model, el }) {
  await styles();
  const panel = make("section", { class: "wuli-levers" });
  const lost = make("p", { class: "wuli-notice", role: "alert", hidden: true });
  el.append(lost, panel);
  let rows = new Map(); // lever id -> what its row shows
  const open = new Set(OPEN);

  // One run at a time; while it is under way only the newest position of each slider is kept.
  let sent = 0;
  let sentAt = 0;
  let waiting = null;
  function ask(message) {
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
  function check() {
    lost.hidden = model.get("answered") >= sent || performance.now() - sentAt < PATIENCE;
    push();
  }
  model.on("change:answered", check);

  function show(lever, words, lang) {
    const row = rows.get(lever.id);
    const share = (value) => `${Math.min(100, (100 * value) / lever.max)}%`;
    const value = row.held ?? lever.value;
    const text = format(value, 0, lang);
    row.output.textContent = text;
    row.slider.value = value;
    row.slider.style.setProperty("--filled", share(value));
    row.slider.setAttribute("aria-valuetext", `${text} ${lever.unit}`);
    row.root.classList.toggle("wuli-changed", value !== lever.start);
    row.was.textContent = value === lever.start ? "" : fill(words.was, { value: format(lever.start, 0, lang) });
  }

  function line(lever, words, lang) {
    const output = make("output", {});
    const was = make("span", { class: "wuli-was" });
    const slider = make("input", { type: "range", min: "0", max: lever.max, step: lever.step, "data-lever": lever.id, "aria-label": lever.label });
    const mark = make("span", { class: "wuli-mark", style: `--at:${Math.min(1, lever.published / lever.max)}`, title: fill(words.published, { value: format(lever.published, 0, lang) }) });
    const root = make(
      "div",
      { class: "wuli-lever" },
      make("div", { class: "wuli-lever-head" }, make("span", { class: "wuli-lever-name" }, lever.label), make("span", { class: "wuli-lever-value" }, output, " ", make("small", {}, lever.unit))),
      make("div", { class: "wuli-track" }, slider, mark),
      make("div", { class: "wuli-lever-foot" }, make("span", {}, fill(words.published, { value: format(lever.published, 0, lang) })), was),
    );
    rows.set(lever.id, { root, output, slider, was, held: rows.get(lever.id)?.held });
    slider.addEventListener("input", () => {
      const near = [lever.published, lever.start].find((value) => Math.abs(slider.valueAsNumber - value) < lever.step / 2);
      const value = near ?? slider.valueAsNumber;
      rows.get(lever.id).held = value; // shown at once, until the kernel has answered the last move
      show(lever, words, lang);
      ask({ amounts: { [lever.id]: value } });
    });
    return root;
  }

  function group(force, words, lang) {
    const changed = force.levers.filter((lever) => lever.value !== lever.start).length;
    const count = make("span", { class: "wuli-count" }, changed ? fill(words.changed, { number: changed }) : "");
    const details = make(
      "details",
      { class: "wuli-force", style: `--force:var(--force-${force.id})`, open: open.has(force.id), "data-force": force.id },
      make("summary", {}, make("span", { class: "wuli-force-name" }, force.label), count),
      force.handouts ? handout(force.handouts, words) : null,
      force.levers.map((lever) => line(lever, words, lang)),
    );
    details.addEventListener("toggle", () => (details.open ? open.add(force.id) : open.delete(force.id)));
    return details;
  }

  function handout(handouts, words) {
    const select = make("select", { "data-handout": true, onchange: (event) => ask({ handout: event.target.value }) },
      handouts.choices.map(({ id, label }) => make("option", { value: id, selected: id === handouts.chosen }, label)));
    return make("label", { class: "wuli-handout" }, make("span", {}, words.handout), select);
  }

  let built = "";
  function draw() {
    const { words, forces, lang } = model.get("state");
    if (!words) return;
    const frame = JSON.stringify([lang, forces.map((force) => [force.handouts, force.levers.map(({ id, start, max }) => [id, start, max])])]);
    if (frame !== built) {
      built = frame;
      rows = new Map();
      panel.setAttribute("aria-label", words.title);
      lost.textContent = words.lost;
      panel.replaceChildren(make("div", { class: "wuli-levers-head" }, make("h2", {}, words.title), make("p", {}, words.hint)), ...forces.map((force) => group(force, words, lang)));
    }
    const settled = model.get("answered") >= sent && !waiting;
    for (const force of forces) {
      const changed = force.levers.filter((lever) => lever.value !== lever.start).length;
      panel.querySelector(`[data-force="${force.id}"] .wuli-count`).textContent = changed ? fill(words.changed, { number: changed }) : "";
      for (const lever of force.levers) {
        const row = rows.get(lever.id);
        if (settled) row.held = undefined;
        show(lever, words, lang);
      }
    }
  }
  const stop = redraw(model, ["state"], draw);
  return () => {
    stop();
    model.off("change:answered", check);
  };
}

export default { render };
