// What a page does before its kernel answers, or has none: dark and light, and waiting for a place.
import { fill, keepInSight, switchTheme } from "./base.js";

for (const button of document.querySelectorAll("button.wuli-dark")) button.addEventListener("click", switchTheme);
keepInSight(document.querySelector(".wuli-apps"));

// One box for codes: what is no scenario's code is looked up as a village.
const SCENARIO = /^[0-9a-z]{4}([- ]?[0-9a-z]{4})+([- ]?[0-9a-z]{1,4})?$/i;
document.querySelector(".wuli-front-code")?.addEventListener("submit", (event) => {
  const { code, lang } = event.target.elements;
  const text = code.value.normalize("NFKC").trim();
  if (SCENARIO.test(text)) return;
  event.preventDefault();
  location.assign(`${event.target.dataset.villages}?${new URLSearchParams({ lang: lang.value, village: text })}`);
});

const waiting = document.querySelector("[data-retry]");
if (waiting) {
  const said = waiting.querySelector(".wuli-retry");
  let seconds = Number(waiting.dataset.retry);
  const tick = setInterval(() => {
    seconds -= 1;
    if (seconds > 0) said.textContent = fill(said.dataset.words, { seconds });
    else {
      clearInterval(tick);
      location.reload();
    }
  }, 1000);
}
