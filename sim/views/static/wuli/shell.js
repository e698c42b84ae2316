// What a page does before its kernel answers, or has none: dark and light, and waiting for a place.
import { fill, keepInSight, switchTheme } from "./base.js";

for (const button of document.querySelectorAll("button.wuli-dark")) button.addEventListener("click", switchTheme);
keepInSight(document.querySelector(".wuli-apps"));

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
