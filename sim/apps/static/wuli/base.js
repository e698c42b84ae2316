// Helpers that every widget of the pages shares.

// Text with {names} filled in.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// Signs that turn the direction of what follows: in a name they would turn the words of the page around it.
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const plain = (value) => (typeof value === "string" ? value.replace(TURNING, "") : value);
const LEADS = /^(https?:|mailto:|blob:|data:(image\/|text\/csv)|[^:]*$|[^:]*[/?#])/i; // no javascript: behind a link

// An element with attributes and children; text goes in as text, never as markup.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "href" && !LEADS.test(String(value).replace(/\s/g, ""))) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : plain(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined).map(plain));
  return element;
}

// Text in which web addresses can be followed, in a tab of their own; all else stays text.
export const linked = (text) =>
  String(text ?? "").split(/(https?:\/\/[^\s，。；、）)\]"”<>]+)/).map((part, place) =>
    place % 2 ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part);

// The shortest number that single precision keeps as this one: 0.905 and not 0.904999971, so that a half is rounded
// in a chart as in the texts around it, which are written from the whole number.
function shortest(single) {
  for (let digits = 6; digits < 9; digits += 1) {
    const value = Number(single.toPrecision(digits));
    if (Math.fround(value) === single) return value;
  }
  return single;
}

// The numbers of a binary trait. Copied, because a message's buffers need not be aligned to four bytes.
export function numbers(view) {
  if (!view?.byteLength) return new Float64Array();
  return Float64Array.from(new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)), shortest);
}

// Numbers as sim/figures/numbers.py writes them in every language: groups of three, a true minus, never "−0"; a sign where one is wanted.
export function format(value, decimals, lang, sign = false) {
  if (Number.isNaN(value)) return "–";
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const text = Math.abs(value).toLocaleString("en", digits);
  if (!/[1-9]/.test(text)) return text;
  return (value < 0 ? "−" : sign ? "+" : "") + text;
}

// A number with only the decimals that it needs: 900, 0.5; never 900.0.
export function trimmed(value, lang, most = 1) {
  const rounded = Number(value.toFixed(most));
  let needed = 0;
  while (needed < most && Number(rounded.toFixed(needed)) !== rounded) needed += 1;
  return format(rounded, needed, lang);
}

// A share per cent, which claims neither never nor always where it is not so: as sim/figures/numbers.py writes it.
export function percent(share, lang, decimals = 0) {
  const near = 0.01 / 10 ** decimals;
  const told = (sign, part) => fill(globalThis.wuliPercent[lang], { percent: sign + format(100 * part, decimals, lang) });
  if (share > 0 && share < near) return told("<", near);
  if (share < 1 && share > 1 - near) return told(">", 1 - near);
  return told("", share);
}

// A share of the simulations: no number of them can tell a chance of 0 or 100 %.
export function chance(share, lang, decimals = 0) {
  const near = 0.005 / 10 ** decimals;
  return percent(Math.min(Math.max(share, near), 1 - near), lang, decimals);
}

// A number as people type it: full-width digits, groups of three, its unit behind it; null for anything else.
export function readNumber(typed, unit = "") {
  const text = typed.normalize("NFKC").replace(/[−–]/g, "-").replace(/\s+/g, "");
  const money = unit.includes("万元");
  const ends = [...new Set([unit.split(/[/／·]/)[0].normalize("NFKC").replace(/\s+/g, ""), ...(money ? ["亿元", "亿", "万"] : [])])].filter(Boolean);
  const end = ends.find((one) => text.toLowerCase().endsWith(one.toLowerCase())) ?? "";
  const digits = end ? text.slice(0, -end.length) : text;
  if (!/^[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?$/.test(digits) || !/\d/.test(digits)) return null;
  const value = Number(digits.replaceAll(",", "")) * (money && end.startsWith("亿") ? 10_000 : 1);
  return Number.isFinite(value) ? value : null;
}

// What an amount becomes by what is typed into its field: "900", or a change of where it started: "-30%", "+200",
// "减200". Null for anything else: a percentage without a sign could be of the amount or off it, and "-5" could be
// less than nothing.
export function readAmount(typed, start, unit = "") {
  const text = typed.normalize("NFKC").replace(/[−–]/g, "-").replace(/\s+/g, "");
  const [, sign, change] = text.match(/^([-+]|减少?|增加?|加)(.+)$/) ?? [];
  if (!sign) return readNumber(text, unit);
  const less = /^[-减]/.test(sign);
  const [, share] = change.match(/^(\d{1,4}(?:\.\d+)?)%$/) ?? [];
  const by = share ? (Number(share) / 100) * start : sign === "-" || /^[-+]/.test(change) ? null : readNumber(change, unit);
  return by === null ? null : Math.round((start + (less ? -by : by)) * 1e4) / 1e4;
}

// A text as a search compares it: wide signs as plain ones, small letters, no separators in groups of three digits.
export function comparable(text) {
  return text.normalize("NFKC").toLowerCase().replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").trim();
}

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
// the characters; a font setting that means nothing, but is new each time, makes it shape all text anew.
let cameTimes = 0;
const shapeAnew = () => (document.body.style.fontFeatureSettings = `"zz99" ${(cameTimes += 1)}`);
document.fonts.addEventListener("loadingdone", ({ fontfaces }) => {
  if (fontfaces.some(({ family }) => family.includes("Wuli"))) shapeAnew();
});
if ([...document.fonts].some(({ family, status }) => family.includes("Wuli") && status === "loaded")) shapeAnew();

// The address of an app (or, without a name, of the gallery), in a language and with the scenario code.
export function appAddress(name, lang, code, parts = {}) {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  const base = (config.baseUrl || document.body.dataset.baseUrl || "/").replace(/\/*$/, "/");
  const address = new URL(base + (name && `app/${name}`), location.href);
  for (const [part, text] of Object.entries(parts)) address.searchParams.set(part, text);
  return queried(address, lang, code).href;
}

// This page's own address as it should stand in the browser: without a token, in a language, with its code.
export function bareAddress(lang, code) {
  const address = new URL(location.href);
  address.searchParams.delete("token");
  return queried(address, lang, code);
}

// Writes parts of this page's address (null takes one away) once what is shown rests: browsers allow few changes
// of it in a while. What can be gone back from is a step. On a page of its own only; JupyterLab's is not ours.
const REST = 300; // ms
let due = null;
let resting = null;
export function keepAddress(parts, step = false) {
  if (!document.body.dataset.voila) return;
  due = { parts: { ...due?.parts, ...parts }, step: step || Boolean(due?.step) };
  clearTimeout(resting);
  resting = setTimeout(writeAddress, REST);
}

export function writeAddress() {
  clearTimeout(resting);
  const { parts, step } = due ?? { parts: {}, step: false };
  due = null;
  const address = new URL(location.href);
  address.searchParams.delete("token");
  for (const [name, text] of Object.entries(parts)) text ? address.searchParams.set(name, text) : address.searchParams.delete(name);
  if (address.href === location.href) return;
  history[step ? "pushState" : "replaceState"](history.state, "", address);
  dispatchEvent(new Event("wuli-address"));
}

// Where a viewer has gone back to counts, not what was about to be written.
addEventListener("popstate", () => {
  clearTimeout(resting);
  due = null;
  dispatchEvent(new Event("wuli-address"));
});

function queried(address, lang, code) {
  const kept = code ?? new URLSearchParams(location.search).get("code");
  address.searchParams.set("lang", lang);
  if (kept) address.searchParams.set("code", kept);
  return address;
}

// Scrolls the row of apps, which a phone does not show whole, so that the current one is seen.
export function keepInSight(row, along = 0) {
  const current = row?.querySelector("[aria-current]");
  if (!current) return;
  row.scrollLeft = along;
  const [shown, place] = [row.getBoundingClientRect(), current.getBoundingClientRect()];
  if (place.left < shown.left || place.right > shown.right) row.scrollLeft += place.left - shown.left - 24;
}

// Dark or light: as the device asks, until the viewer says otherwise; remembered in this browser only.
const asksDark = matchMedia("(prefers-color-scheme: dark)");
const THEMES = new EventTarget();
export const isDark = () => (document.documentElement.dataset.theme ?? (asksDark.matches ? "dark" : "light")) === "dark";

export function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("wuli-theme", theme);
  } catch {} // a browser that keeps nothing still shows it
  THEMES.dispatchEvent(new Event("change"));
}
asksDark.addEventListener("change", () => THEMES.dispatchEvent(new Event("change")));

// Paper is always light: what scripts have drawn is drawn anew for it, and back.
let printed = null;
addEventListener("beforeprint", () => {
  printed = { theme: document.documentElement.dataset.theme };
  document.documentElement.dataset.theme = "light";
  THEMES.dispatchEvent(new Event("change"));
});
addEventListener("afterprint", () => {
  if (printed?.theme) document.documentElement.dataset.theme = printed.theme;
  else delete document.documentElement.dataset.theme;
  THEMES.dispatchEvent(new Event("change"));
});

// The value of one of the theme's variables, as in css("--ink").
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// A colour "#rrggbb" for what a script draws: on a dark ground mixed with white, as theme.css does with its own.
export function tint(colour) {
  const by = Number(css("--lighter")) || 0;
  const mixed = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).map((part) => Math.round(part + (255 - part) * by));
  return by && /^#[0-9a-f]{6}$/i.test(colour) ? `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}` : colour;
}

// A button or link that is replaced under the finger is never clicked: what would draw it anew waits for the press to end.
const LONGEST_PRESS = 2000; // ms
let pressing = null;
window.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest?.("button, a")) return;
  pressing = new Promise((end) => {
    for (const over of ["pointerup", "pointercancel"]) window.addEventListener(over, () => setTimeout(end), { once: true }); // after the click
    setTimeout(end, LONGEST_PRESS);
  }).then(() => (pressing = null));
}, true);
export const unpressed = (draw) => () => (pressing ? pressing.then(unpressed(draw)) : draw());

// Told to the window where something else is asked for and what is still on its way is over.
export const OVERRULED = "wuli-overruled";

// Draws now and again whenever one of the traits or the theme changes; several changes of one message draw once.
export function redraw(model, traits, draw) {
  let asked = false;
  const later = () => {
    if (asked) return;
    asked = true;
    queueMicrotask(
      unpressed(() => {
        asked = false;
        draw();
      }),
    );
  };
  for (const trait of traits) model.on(`change:${trait}`, later);
  THEMES.addEventListener("change", later);
  draw();
  return () => {
    traits.forEach((trait) => model.off(`change:${trait}`, later));
    THEMES.removeEventListener("change", later);
  };
}

// What is said below a chart or table; how to use it on a screen stands apart, because paper leaves it out.
export function remark(node, { note, hint }) {
  node.replaceChildren(note ?? "", ...(hint ? [note ? " " : "", make("span", { class: "wuli-hint" }, hint)] : []));
  node.hidden = !note && !hint;
}

// While an answer is on its way, what the page shows is told to be old; `text` says why, nothing says that it is new.
export function stale(el, text) {
  const page = el.closest(".wuli-page");
  if (!page) return;
  let note = page.querySelector(":scope > .wuli-stale");
  if (!note && !text) return; // the loading state waits for every part of a page to be filled
  if (!note) page.append((note = make("p", { class: "wuli-stale", role: "status" })));
  if (note.textContent !== text) note.textContent = text;
  page.toggleAttribute("data-stale", Boolean(text));
}
