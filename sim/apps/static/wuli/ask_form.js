// A form of numbers, choices, ticks and pairs of numbers, answered by long work in the kernel.
// Sends `ask` with a running number and the values as they stand; while one question is being worked on, the
// next waits. What the kernel answers with (values, problem, wrong, busy) is shown; it checks every value itself.
import { make, readNumber, redraw, styles } from "./base.js";

const PATIENCE = 90_000; // ms without a word from the kernel until the connection is taken for lost

async function render({ model, el }) {
  await styles();
  const form = make("form", { class: "wuli-ask", novalidate: true });
  el.append(form);
  let edited = {}; // what the viewer has changed since the kernel last answered
  let sent = 0;
  let lost = null;
  let built = "";
  const open = new Map(); // section -> whether the viewer left it open

  const value = (field) => (field.id in edited ? edited[field.id] : field.value);
  // A number however it is typed; what is none goes to the kernel as it stands, which says so.
  const entered = (input, unit) => (input.value.trim() === "" ? null : readNumber(input.value, unit) ?? input.value);

  function edit(id, now) {
    edited[id] = now;
  }

  function number(field) {
    return make("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: `ask-${field.id}`, "data-field": field.id, value: value(field) ?? "", oninput: (event) => edit(field.id, entered(event.target, field.unit)) });
  }

  function select(field) {
    return make("select", { id: `ask-${field.id}`, "data-field": field.id, onchange: (event) => edit(field.id, event.target.value) },
      field.choices.map(({ id, label }) => make("option", { value: id, selected: id === value(field) }, label)));
  }

  function flag(field) {
    const box = make("input", { type: "checkbox", id: `ask-${field.id}`, "data-field": field.id, onchange: (event) => edit(field.id, event.target.checked) });
    box.checked = Boolean(value(field));
    return box;
  }

  // Rows of two numbers, at least and at most; an empty one is no limit.
  function pairs(field, words) {
    const all = value(field) ?? {};
    return make("table", { class: "wuli-pairs" },
      make("thead", {}, make("tr", {}, make("td", {}), make("th", { scope: "col" }, words.least), make("th", { scope: "col" }, words.most))),
      make("tbody", {}, field.rows.map(({ id, label }) => make("tr", {}, make("th", { scope: "row" }, label), [0, 1].map((side) =>
        make("td", {}, make("input", { type: "text", inputmode: "numeric", autocomplete: "off", "data-field": `${field.id}-${id}-${side}`, "aria-label": `${label} ${side ? words.most : words.least}`, value: all[id]?.[side] ?? "",
          oninput: (event) => {
            const now = { ...(value(field) ?? {}) };
            now[id] = [...(now[id] ?? [null, null])];
            now[id][side] = entered(event.target);
            edit(field.id, now);
          } })))))));
  }

  function line(field, words) {
    const parts = { number, select, flag, pairs };
    const control = parts[field.kind](field, words);
    const help = field.help ? make("small", {}, field.help) : null;
    const wrong = make("p", { class: "wuli-field-wrong", id: `wrong-${field.id}`, "data-wrong": field.id, hidden: true });
    if (field.kind === "pairs") return make("div", { class: "wuli-field wuli-field-pairs" }, help, control, wrong);
    const label = make("label", { for: `ask-${field.id}` }, field.label, field.unit ? make("small", {}, field.unit) : null);
    return make("div", { class: `wuli-field wuli-field-${field.kind}` }, field.kind === "flag" ? [control, label] : [label, control], wrong, help);
  }

  function section(one, words) {
    const fields = one.fields.map((field) => line(field, words));
    if (!one.folds) return make("fieldset", {}, make("legend", {}, one.label), fields);
    const details = make("details", { open: open.get(one.label) ?? false }, make("summary", {}, one.label), fields);
    details.addEventListener("toggle", () => open.set(one.label, details.open));
    return details;
  }

  const busy = (state) => Boolean(state.busy) || model.get("answered") < sent;

  function draw() {
    const state = model.get("state");
    if (!state.sections) return;
    const { words, sections } = state;
    const now = JSON.stringify([sections, words]);
    // Everything anew only where the kernel says something new about the fields: who types is not disturbed.
    if (now !== built) {
      built = now;
      const held = form.contains(document.activeElement) ? document.activeElement.dataset.field : null;
      form.setAttribute("aria-label", words.title);
      form.replaceChildren(
        make("h2", {}, words.title), make("p", { class: "wuli-ask-hint" }, words.hint),
        ...sections.map((one) => section(one, words)),
        make("p", { class: "wuli-notice wuli-ask-problem", role: "alert", hidden: true }),
        make("div", { class: "wuli-ask-foot" }, make("button", { type: "submit", class: "wuli-button" }, words.ask), make("p", { class: "wuli-ask-busy", role: "status", "aria-live": "polite" })));
      if (held) form.querySelector(`[data-field="${CSS.escape(held)}"]`)?.focus();
    }
    for (const said of form.querySelectorAll("[data-wrong]")) {
      const { wrong } = said.dataset;
      said.textContent = state.wrong?.[wrong] ?? "";
      said.hidden = !said.textContent;
      const control = form.querySelector(`[data-field="${CSS.escape(wrong)}"]`) ?? said.parentNode.querySelector("table");
      if (said.hidden) ["aria-invalid", "aria-describedby"].forEach((each) => control.removeAttribute(each));
      else {
        if (control.matches("input")) control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", said.id);
      }
    }
    const problem = form.querySelector(".wuli-ask-problem");
    problem.hidden = !state.problem;
    problem.replaceChildren(...(state.problem ?? "").split("\n").map((text) => make("span", {}, text)));
    form.querySelector("button[type=submit]").disabled = busy(state);
    form.querySelector(".wuli-ask-busy").textContent = busy(state) ? state.busy || words.busy : "";
    form.classList.toggle("wuli-asking", busy(state));
    form.dataset.answered = model.get("answered");
    watch(state);
  }

  // Long work speaks up now and then; where nothing is heard for long, the viewer is told.
  function watch(state) {
    clearTimeout(lost);
    if (busy(state)) lost = setTimeout(() => { form.querySelector(".wuli-ask-busy").textContent = model.get("state").words.lost; }, PATIENCE);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const state = model.get("state");
    if (busy(state)) return;
    const values = Object.fromEntries(state.sections.flatMap(({ fields }) => fields.map((field) => [field.id, value(field) ?? null])));
    sent = Math.max(sent, model.get("answered")) + 1;
    model.send({ kind: "ask", number: sent, values });
    draw();
  });
  // The kernel has answered: its values count from here on, unless it found fault with what was entered.
  model.on("change:answered", () => {
    if (!model.get("state").problem) edited = {};
    draw();
    const wrong = form.querySelector("[data-wrong]:not([hidden])");
    wrong?.closest("details")?.setAttribute("open", "");
    wrong?.parentNode.querySelector("input")?.focus();
  });
  return redraw(model, ["state", "answered"], draw);
}

export default { render };
