// Says so when the page has lost its kernel. Jupyter alone would put a broken chain on every widget, or go on
// knocking without a word where the server has ended the kernel.
const EVERY = 10_000; // ms between two looks at the server, while the page is seen
const SOON = 1_500; // ms after something was pressed
const LOST = "#rendered_cells .jupyter-widgets-disconnected";
const notice = document.getElementById("wuli-lost");
let gone = false;

function show() {
  const lost = gone || document.querySelector(LOST) !== null;
  if (lost !== notice.hidden) return;
  const lang = document.documentElement.lang.split("-")[0];
  for (const part of notice.children) part.textContent = part.dataset[lang];
  notice.hidden = !lost;
}

// Where the kernel can be asked after; nowhere as long as it has not answered.
function kernel() {
  const config = document.getElementById("jupyter-config-data");
  const { baseUrl, kernelId } = config ? JSON.parse(config.textContent) : {};
  return kernelId && `${baseUrl}api/kernels/${kernelId}`;
}

async function look() {
  const address = kernel();
  if (!address || document.hidden) return;
  const status = await fetch(address, { cache: "no-store" }).then((answer) => answer.status, () => 0);
  gone = status !== 200;
  if (status === 404) clearInterval(looking); // it will not come back
  show();
}

// A widget is marked as it loses its kernel, and no more once it has it back.
new MutationObserver(show).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
const looking = setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
addEventListener("online", look);
addEventListener("offline", () => {
  gone = true;
  show();
});
// Who presses something hears soon whether anybody listens.
let due = null;
for (const kind of ["click", "input", "change"]) document.addEventListener(kind, () => (due ??= setTimeout(() => { due = null; look(); }, SOON)));
