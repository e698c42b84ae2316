// Share and take along: the scenario code, its link and QR, a field for a code, and files made on demand.
import { bareAddress, fill, keepAddress, make, redraw, styles } from "./base.js";

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/; // names under which a machine knows only itself
const PATIENCE = 60_000; // ms after which nothing more is expected of the server

// Pages on an intranet often have no secure context, and then no clipboard of the new kind.
async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    field.focus();
    field.select();
    document.execCommand("copy");
  }
}

function save({ name, type }, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function render({ model, el }) {
  await styles();
  const box = make("section", { class: "wuli-share" });
  el.append(box);
  const waiting = new Set();
  let said = "", failed = false, qr = null, typed = "", opened = new Set();

  const address = () => bareAddress(model.get("state").lang, model.get("code")).href;

  // What is handed on: an address of this machine only is replaced by the one that others reach, where there is one.
  const local = LOCAL.test(location.hostname);
  function handedOn() {
    const { reach } = model.get("state");
    const own = new URL(address());
    if (local && reach) [own.protocol, own.host] = [new URL(reach).protocol, new URL(reach).host];
    return own.href;
  }

  // The address follows what is shown; a page that stands as it opens needs no code in it.
  let followed = model.get("code");
  function follow() {
    const code = model.get("code");
    if (code !== followed) keepAddress({ code });
    followed = code;
  }

  function tell(text, bad = false) {
    [said, failed] = [text, bad];
    draw();
  }

  function ask(file, words) {
    if (waiting.has(file.key)) return;
    waiting.add(file.key);
    tell(fill(words.preparing, { name: file.label }));
    model.send({ kind: "file", key: file.key });
    setTimeout(() => waiting.delete(file.key) && tell(words.lost, true), PATIENCE);
  }

  function button(file, words, text = file.label) {
    const busy = waiting.has(file.key);
    return make("button", { type: "button", class: "wuli-file", "data-file": file.key, "data-hold": file.key, "aria-label": file.label, "aria-busy": String(busy), onclick: () => ask(file, words) }, text);
  }

  // Every figure once, with a button for each of its kinds.
  function figures(title, files, words) {
    const names = [...new Set(files.map(({ name }) => name))];
    const rows = names.map((name) => make("div", { class: "wuli-figure-row" }, make("span", {}, name), files.filter((file) => file.name === name).map((file) => button(file, words, file.kind))));
    return fold("figures", title, rows);
  }

  function fold(name, title, content) {
    return make("details", { open: opened.has(name), ontoggle: (event) => (event.target.open ? opened.add(name) : opened.delete(name)) },
      make("summary", {}, title), content);
  }

  function shared({ words, reach }) {
    const code = model.get("code");
    const shown = make("input", { class: "wuli-code", readonly: true, value: code, "aria-label": words.code, "data-hold": "code", size: Math.min(44, code.length + 1), onfocus: (event) => event.target.select() });
    const link = make("input", { class: "wuli-link", readonly: true, value: handedOn(), "aria-label": words.link, "data-hold": "link", onfocus: (event) => event.target.select() });
    const copier = (name, field) =>
      make("button", { type: "button", "data-hold": `copy-${name}`, "data-copy": name, onclick: async () => { await copy(field.value, field); tell(words.copied); } }, words.copy);
    return make("div", { class: "wuli-share-code" },
      make("div", { class: "wuli-share-row" }, make("span", { class: "wuli-share-label" }, words.code), shown, copier("code", shown)),
      make("div", { class: "wuli-share-row" }, make("span", { class: "wuli-share-label" }, words.link), link, copier("link", link),
        make("button", { type: "button", "data-hold": "qr", "aria-expanded": String(Boolean(qr)), onclick: () => (qr ? ((qr = null), draw()) : model.send({ kind: "qr", address: handedOn() })) }, qr ? words.qr_close : words.qr)),
      local ? make("p", { class: "wuli-share-local", role: "note" }, reach ? fill(words.local_reach, { address: new URL(reach).host }) : words.local) : null,
      qr?.code === code ? make("figure", { class: "wuli-qr" }, make("img", { src: `data:image/svg+xml;utf8,${encodeURIComponent(qr.svg)}`, alt: `${words.qr}: ${code}` }), make("figcaption", {}, code)) : null);
  }

  function entry({ words }) {
    const field = make("input", { name: "code", value: typed, placeholder: words.enter_hint, "aria-label": words.enter, "data-hold": "enter", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "4000", oninput: (event) => (typed = event.target.value) });
    return make("form", { class: "wuli-share-row wuli-share-enter", onsubmit: (event) => { event.preventDefault(); if (field.value.trim()) model.send({ kind: "open", code: field.value.trim() }); } },
      make("label", { class: "wuli-share-label" }, words.enter), field, make("button", { type: "submit", "data-hold": "open" }, words.open));
  }

  function draw() {
    const state = model.get("state");
    const { words, files } = state;
    if (!words) return;
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    const of = (...kinds) => files.filter(({ key }) => kinds.includes(key.split(":")[0]));
    box.setAttribute("aria-label", words.title);
    box.dataset.code = model.get("code");
    follow();
    box.replaceChildren(
      make("div", { class: "wuli-share-head" }, make("h2", {}, words.title), make("p", {}, words.about)),
      make("div", { class: "wuli-share-body" },
        make("div", {}, shared(state), entry(state)),
        make("div", { class: "wuli-share-take" },
          make("span", { class: "wuli-share-label" }, words.take),
          make("div", { class: "wuli-files wuli-files-main" }, of("docx", "xlsx").map((file) => button(file, words))),
          fold("tables", words.tables, make("div", { class: "wuli-files" }, of("csv").map((file) => button(file, words)))),
          figures(words.figures, of("png", "svg"), words),
          make("p", { class: "wuli-share-note" }, words.simulated))),
      make("p", { class: failed ? "wuli-share-said wuli-share-failed" : "wuli-share-said", role: failed ? "alert" : "status" }, said),
    );
    if (held) box.querySelector(`[data-hold="${held}"]`)?.focus();
  }

  function answer(message, buffers) {
    const { words, lang } = model.get("state");
    if (message.kind === "file") {
      waiting.delete(message.key);
      save(message, buffers[0]);
      tell(fill(words.saved, { name: message.name }));
    } else if (message.kind === "qr") {
      qr = { svg: message.svg, code: model.get("code") };
      draw();
    } else if (message.kind === "open") {
      location.assign(bareAddress(lang, message.code).href);
    } else if (message.kind === "failed") {
      waiting.clear();
      tell(message.text, true);
    }
  }
  model.on("msg:custom", answer);
  addEventListener("wuli-address", draw); // the link carries all of it
  const stop = redraw(model, ["state", "code"], draw);
  return () => {
    stop();
    removeEventListener("wuli-address", draw);
    model.off("msg:custom", answer);
  };
}

export default { render };
