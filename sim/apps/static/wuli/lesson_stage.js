// The stage of the lesson: the stories, what the present step says in large type, and the way on and back by
// clicker, keys or hand.
import { make, redraw, styles } from "./base.js";

const ON = new Set(["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"]);
const BACK = new Set(["PageUp", "ArrowLeft", "ArrowUp", "Backspace"]);
const FIELDS = "input, select, textarea";
const PRESSED = "button, summary, a, " + FIELDS; // Space and Enter belong to what they press

async function render({ model, el }) {
  await styles();
  const stage = make("section", { class: "wuli-stage" });
  el.append(stage);

  const send = (message) => model.send(message);

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  // Arrows on the board are the board's own (it stops them); whatever else is pressed moves the lesson.
  function keys(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target, key } = event;
    const within = (selector) => target instanceof Element && target.closest(selector);
    if (within(FIELDS) || ((key === " " || key === "Enter") && within(PRESSED))) return;
    const story = model.get("state").stories?.[Number(key) - 1];
    if (ON.has(key)) send({ kind: "step", by: 1 });
    else if (BACK.has(key)) send({ kind: "step", by: -1 });
    else if (story) send({ kind: "story", id: story.id });
    else if (key === "f" || key === "F") full();
    else return;
    event.preventDefault();
  }

  const stars = (count, most) => "★".repeat(count) + "☆".repeat(most - count);

  function tabs({ words, stories }) {
    const tab = ({ id, title, stars: got, chosen }, index) =>
      make("button", { type: "button", "data-story": id, "aria-current": chosen ? "true" : null, onclick: () => send({ kind: "story", id }) },
        make("b", {}, String(index + 1)), make("span", {}, title), got ? make("i", { "aria-hidden": "true" }, "★".repeat(got)) : null);
    return make("nav", { class: "wuli-stories", "aria-label": words.stories }, stories.map(tab));
  }

  function path({ words, steps, step }) {
    return make("ol", { class: "wuli-steps", "aria-label": words.steps },
      steps.map((name, index) => make("li", { "aria-current": index === step ? "step" : null, class: index < step ? "wuli-past" : null }, name)));
  }

  function source({ kind, id, word, text }) {
    return make("li", { class: `wuli-source wuli-source-${kind}`, "data-kind": kind, "data-source": id }, make("b", {}, word), make("span", {}, text));
  }

  function reasons(found) {
    if (!found.length) return null;
    return make("ol", { class: "wuli-reasons" }, found.map(({ text, sources }) => make("li", {}, make("p", {}, text), make("ul", {}, sources.map(source)))));
  }

  function scored({ words, score, tally }) {
    if (!score) return null;
    return make("p", { class: "wuli-score" }, make("b", { role: "img", "aria-label": `${words.score} ${score.stars}/${score.most}` }, stars(score.stars, score.most)), " ", score.text, make("small", {}, tally));
  }

  function moves({ words, ends }) {
    const button = (name, disabled, does, title) => make("button", { type: "button", class: `wuli-move wuli-move-${name}`, disabled, "data-move": name, title, onclick: does }, words[name]);
    return make("div", { class: "wuli-moves" },
      button("back", ends[0], () => send({ kind: "step", by: -1 })),
      button("again", false, () => send({ kind: "again" })),
      button("screen", false, full),
      button("next", ends[1], () => send({ kind: "step", by: 1 })),
      make("p", { class: "wuli-keys" }, words.keys));
  }

  function draw() {
    const state = model.get("state");
    if (!state.words) return;
    const held = stage.contains(document.activeElement) ? document.activeElement.dataset : null;
    const turned = stage.dataset.step !== String(state.step) || stage.dataset.title !== state.title;
    stage.replaceChildren(
      tabs(state),
      path(state),
      make("div", { class: "wuli-said", "aria-live": "polite" },
        make("h2", {}, state.title),
        state.text ? make("p", { class: "wuli-speech" }, state.text) : "",
        scored(state) ?? "",
        state.beside ? make("p", { class: "wuli-lesson-beside" }, state.beside) : "",
        reasons(state.reasons) ?? "",
        state.notice ? make("p", { class: "wuli-notice", role: "alert" }, state.notice) : ""),
      moves(state));
    Object.assign(stage.dataset, { step: state.step, title: state.title });
    el.closest(".wuli-page")?.setAttribute("data-step", state.step);
    if (turned && stage.getBoundingClientRect().top < 0) stage.scrollIntoView();
    if (held?.move) stage.querySelector(`[data-move="${held.move}"]:not(:disabled)`)?.focus();
    else if (held?.story) stage.querySelector(`[data-story="${held.story}"]`)?.focus();
  }

  window.addEventListener("keydown", keys);
  const stop = redraw(model, ["state"], draw);
  return () => {
    stop();
    window.removeEventListener("keydown", keys);
  };
}

export default { render };
