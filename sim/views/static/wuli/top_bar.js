// The head of a page: name, what it is about, the scenario, the language and the way back to the start.
import { make, redraw, styles } from "./base.js";

const LANGUAGES = { zh: "中文", en: "English" };

async function render({ model, el }) {
  await styles();
  const bar = make("header", { class: "wuli-top" });
  el.append(bar);

  function draw() {
    const { words, choices, chosen, lang, question, notice } = model.get("state");
    if (!words) return;
    const held = document.activeElement?.dataset?.hold;
    const select = make(
      "select",
      { id: "wuli-scenario", "data-hold": "scenario", onchange: (event) => model.send({ kind: "scenario", id: event.target.value }) },
      choices.map(({ id, title }) => make("option", { value: id, selected: id === chosen }, title)),
    );
    const languages = Object.entries(LANGUAGES).map(([code, name]) =>
      make("button", { type: "button", lang: code === "zh" ? "zh-CN" : "en", "data-hold": code, "aria-pressed": String(code === lang), onclick: () => model.send({ kind: "language", lang: code }) }, name),
    );
    bar.replaceChildren(
      make("div", { class: "wuli-top-row" },
        make("div", { class: "wuli-name" }, make("h1", {}, words.title), make("p", {}, words.subtitle)),
        make("div", { class: "wuli-languages", role: "group", "aria-label": words.language }, languages)),
      make("div", { class: "wuli-choose" },
        make("label", { for: "wuli-scenario" }, words.scenario), select,
        make("button", { type: "button", class: "wuli-reset", "data-hold": "reset", onclick: () => model.send({ kind: "reset" }) }, words.reset),
        make("p", { class: "wuli-question" }, question)),
      make("p", { class: "wuli-synthetic" }, make("b", {}, words.badge), words.synthetic),
      notice ? make("p", { class: "wuli-notice", role: "alert" }, notice) : "",
    );
    if (held) bar.querySelector(`[data-hold="${held}"]`)?.focus();
    // On a page of its own the document speaks the chosen language too; inside JupyterLab it is not ours.
    if (document.body.dataset.voila) {
      document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
      document.title = words.page;
    }
  }
  return redraw(model, ["state"], draw);
}

export default { render };
