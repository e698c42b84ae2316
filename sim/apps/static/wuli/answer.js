// A question, its answer in one sentence, and what stands behind it; the sentences can be taken along.
import { linked, make, redraw, styles } from "./base.js";

// The clipboard is closed to pages that an intranet serves without a certificate; the old way still works there.
function copy(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = make("textarea", { readonly: true, style: "position:fixed;opacity:0" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
}

async function render({ model, el }) {
  await styles();
  const part = make("section", { class: "wuli-verdict", "data-wuli-answer": model.get("name") });
  el.append(part);

  function say(state) {
    if (!state.say?.length) return null;
    const told = make("span", { role: "status" });
    const take = () => copy(state.say.join("\n")).then(() => { told.textContent = state.words.copied; }, () => { told.textContent = state.words.select; });
    return make("blockquote", {}, make("p", { class: "wuli-verdict-say" }, make("b", {}, state.words.say), make("button", { type: "button", class: "wuli-quiet", onclick: take }, state.words.copy), told), state.say.map((line) => make("p", {}, line)));
  }

  function draw() {
    const state = model.get("state");
    part.hidden = !state.words; // nothing is asked yet
    if (part.hidden) return;
    part.dataset.key = state.key ?? "";
    part.replaceChildren(...[
      make("h2", {}, state.question),
      make("p", { class: `wuli-verdict-lead wuli-verdict-${state.tone ?? "open"}`, role: "status" }, state.chance ? make("strong", {}, state.chance) : null, make("span", {}, state.lead)),
      state.lines?.length ? make("ul", {}, state.lines.map((line) => make("li", {}, linked(line)))) : null,
      say(state),
      state.note ? make("p", { class: "wuli-bands" }, state.note) : null,
    ].filter(Boolean));
  }
  // What was asked for from elsewhere on the page is brought into sight.
  let last = null;
  return redraw(model, ["state"], () => {
    draw();
    const { key, follow } = model.get("state");
    if (follow && last !== null && key !== last) part.scrollIntoView({ block: "nearest", behavior: "smooth" });
    last = key;
  });
}

export default { render };
