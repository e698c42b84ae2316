// Helpers that every widget of the pages shares.

// Text with {names} filled in.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// An element with attributes and children; text goes in as text, never as markup.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// The numbers of a binary trait. Copied, because a message's buffers need not be aligned to four bytes.
export function numbers(view) {
  if (!view?.byteLength) return new Float32Array();
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

export const format = (value, decimals, lang) =>
  value.toLocaleString(lang === "en" ? "en" : "zh-CN", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

// The style sheet, ready: the Voila template links it before anything is drawn, JupyterLab gets it from here.
// A chart waits for it, because its axes take their colours from the sheet when they are drawn.
let asked = null;
export function styles() {
  const address = new URL("./wuli.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === address)) return Promise.resolve();
  asked ??= new Promise((done) => {
    document.head.append(make("link", { rel: "stylesheet", href: address, onload: done, onerror: done }));
  });
  return asked;
}

// Chromium keeps the empty boxes of text that it shaped before a font came, where no font of the system has
// the characters; a changed font setting makes it shape that text anew.
document.fonts.addEventListener("loadingdone", ({ fontfaces }) => {
  if (fontfaces.some(({ family }) => family.includes("Wuli"))) document.body.classList.add("wuli-fonts-came");
});

// Draws now and again whenever one of the traits changes; several changes of one message draw once.
export function redraw(model, traits, draw) {
  let asked = false;
  const later = () => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      draw();
    });
  };
  for (const trait of traits) model.on(`change:${trait}`, later);
  draw();
  return () => traits.forEach((trait) => model.off(`change:${trait}`, later));
}
