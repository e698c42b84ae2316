// Keeps the loading state in front until the page behind it is drawn, so that nothing jumps and nothing flashes;
// says so when it takes long, and gives a way out when nothing comes. Not a module: it must run before Voila's.
(() => {
  const LONG = 6000; // ms until the text says that it still computes
  const LOST = 60000; // ms until the page is taken for broken
  const SETTLE = 1500; // ms that the parts below the head may take once the head is there
  const CALM = 3; // frames without a change of height after which they are taken to be in place
  const front = document.getElementById("wuli-loading");
  const cells = () => document.getElementById("rendered_cells");
  const drawn = () => cells()?.querySelector(".wuli-top h1") && cells().querySelector(".wuli-page");
  const away = (part) => part.matches(".wuli-gone") || part.querySelector(":scope > [hidden]"); // drawn, and not to be seen yet
  const empty = (area) => area.children.length && [...area.children].every(away);
  const filled = () => [...cells().querySelectorAll(".wuli-page > *")].every((area) => area.offsetHeight > 8 || empty(area));
  let done = false;
  let since = 0;
  let calm = 0;
  let height = 0;

  function broken() {
    if (done) return;
    front.querySelector(".wuli-skeleton").hidden = true;
    front.querySelector(".wuli-loading-text").hidden = true;
    document.getElementById("wuli-broken").hidden = false;
  }

  function look() {
    if (done) return;
    if (drawn()) {
      since ||= performance.now();
      calm = cells().scrollHeight === height ? calm + 1 : 0;
      height = cells().scrollHeight;
      if ((filled() && calm >= CALM) || performance.now() - since > SETTLE) {
        done = true;
        front.remove();
        return;
      }
    }
    requestAnimationFrame(look);
  }

  // Voila calls this when its scripts are ready. The cells are laid out behind the loading state.
  window.display_cells = () => {
    cells().style.display = "";
    requestAnimationFrame(look);
  };
  // The kernel has answered. Voila shows the cells once its theme is there, or here if it was first; without a widget among its outputs there is nothing to wait for.
  window.voila_finish = () => {
    const outputs = [...document.querySelectorAll('#rendered_cells script[type$="cell-output+json"]')];
    if (!outputs.some((one) => one.textContent.includes("application/vnd.jupyter.widget-view+json"))) broken();
    window.cellLoaded = true;
    if (window.themeLoaded) window.display_cells();
  };
  window.voila_process = () => {};
  window.voila_heartbeat = () => {};
  // The whole page has come: without the kernel's part there will be none.
  addEventListener("load", () => cells() ?? broken());
  setTimeout(() => {
    const said = front.querySelector(".wuli-loading-text");
    if (!done) said.textContent = said.dataset.long;
  }, LONG);
  setTimeout(broken, LOST);
})();
