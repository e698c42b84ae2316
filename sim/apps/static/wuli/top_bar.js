// The head of a page: the way to the other apps, name, what it is about, scenario, language and the way back.
import { appAddress, keepAddress, keepInSight, make, OVERRULED, redraw, styles, switchTheme, unpressed, writeAddress } from "./base.js";

// On a page of its own the document speaks the chosen language and its address says so; JupyterLab's is not ours.
let told = ""; // what was written into the address last
function tellDocument({ lang, languages, words, code }) {
  if (!document.body.dataset.voila) return;
  document.documentElement.lang = languages.find(({ id }) => id === lang).tag;
  document.title = words.page;
  const now = JSON.stringify([lang, code]);
  if (now !== told) keepAddress({ lang, ...(code ? { code } : {}) });
  told = now;
  if (new URLSearchParams(location.search).has("token")) writeAddress(); // it is nobody's to read over a shoulder
}

async function render({ model, el }) {
  await styles();
  const bar = make("header", { class: "wuli-top" });
  el.append(bar);

  function strip({ words, apps, app, lang, languages: all, code }) {
    const here = document.body.dataset.voila;
    const languages = all.map(({ id, tag, name }) =>
      make("button", { type: "button", lang: tag, "data-hold": id, "aria-pressed": String(id === lang), onclick: () => model.send({ kind: "language", lang: id }) }, name),
    );
    return make("div", { class: "wuli-strip" },
      make("a", { class: "wuli-brand", href: here ? appAddress("", lang, code) : null }, words.name),
      here ? make("nav", { class: "wuli-apps", "aria-label": words.apps }, apps.map(({ name, title }) =>
        make("a", { href: appAddress(name, lang, code), "aria-current": name === app ? "page" : null }, title))) : null,
      make("div", { class: "wuli-tools" },
        here ? make("button", { type: "button", class: "wuli-dark", "data-hold": "dark", "aria-label": words.dark, title: words.dark, onclick: switchTheme }) : null,
        make("div", { class: "wuli-languages", role: "group", "aria-label": words.language }, languages)));
  }

  function order(message) {
    window.dispatchEvent(new Event(OVERRULED));
    model.send(message);
  }

  function choice({ words, choices, chosen, question, reset }) {
    if (!choices?.length && !reset && !question) return null;
    const select = make(
      "select",
      { id: "wuli-scenario", "data-hold": "scenario", onchange: (event) => order({ kind: "scenario", id: event.target.value }) },
      (choices ?? []).map(({ id, title }) => make("option", { value: id, selected: id === chosen }, title)),
    );
    return make("div", { class: "wuli-choose" },
      choices?.length ? [make("label", { for: "wuli-scenario" }, words.scenario), select] : null,
      reset ? make("button", { type: "button", class: "wuli-reset", "data-hold": "reset", onclick: () => order({ kind: "reset" }) }, words.reset) : null,
      question ? make("p", { class: "wuli-question" }, question) : null);
  }

  // The scenario as it stands, with what the viewer has changed of it. On paper it takes the place of what can be
  // pressed, with the code that opens it again, the register and the day.
  function standing({ words, standing, lang }) {
    if (!standing) return null;
    const row = (label, text) => make("div", {}, make("dt", {}, label), make("dd", {}, text));
    return make("div", { class: "wuli-standing", "data-changed": standing.changes.length },
      make("p", { class: "wuli-standing-title" }, make("b", {}, standing.title)),
      make("div", { class: "wuli-on-paper" },
        standing.changes.length ? make("ul", {}, standing.changes.map((text) => make("li", {}, text))) : null,
        make("dl", {}, row(words.code, make("span", { class: "wuli-paper-code" })), row(words.printed, make("span", { class: "wuli-paper-day" }))),
        make("p", {}, standing.register)));
  }
  function sign() {
    const [code, day] = [bar.querySelector(".wuli-paper-code"), bar.querySelector(".wuli-paper-day")];
    if (!code) return;
    code.textContent = document.querySelector(".wuli-share")?.dataset.code ?? "";
    const { lang, languages } = model.get("state");
    day.textContent = new Date().toLocaleDateString(languages.find(({ id }) => id === lang).day, { year: "numeric", month: "long", day: "numeric" });
  }

  function draw() {
    const state = model.get("state");
    const { words, notice } = state;
    if (!words) return;
    const held = bar.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    const along = bar.querySelector(".wuli-apps")?.scrollLeft;
    bar.replaceChildren(
      ...[
        strip(state),
        make("div", { class: "wuli-name" }, make("h1", {}, words.title), make("p", {}, words.subtitle)),
        choice(state),
        standing(state),
        make("p", { class: "wuli-synthetic" }, make("b", {}, words.badge), words.synthetic),
        notice ? make("p", { class: "wuli-notice", role: "alert" }, notice) : null,
      ].filter(Boolean),
    );
    if (held) bar.querySelector(`[data-hold="${held}"]`)?.focus();
    keepInSight(bar.querySelector(".wuli-apps"), along);
    tellDocument(state);
    sign();
  }
  const drawn = unpressed(draw);
  addEventListener("beforeprint", sign);
  addEventListener("wuli-address", drawn); // the ways to the other apps carry the address's code
  const stop = redraw(model, ["state"], draw);
  return () => {
    stop();
    removeEventListener("beforeprint", sign);
    removeEventListener("wuli-address", drawn);
  };
}

export default { render };
