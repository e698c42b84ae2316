// A table to search, sort and page through. A row is [id, cell, …]; a cell is text, a number, [low, mid, high]
// or null, where nothing is known. On paper stand all rows, not the few of a screen. Choosing a row sends `row` with its id; the kernel checks that id.
import { appAddress, chance, comparable, fill, format, make, percent, redraw, remark, styles } from "./base.js";

const NONE = "—";
const PAPER = 200; // rows that paper holds; of a longer list, what the screen shows
const NUMERIC = new Set(["number", "share", "chance", "band"]);

const middle = (cell) => (Array.isArray(cell) ? cell[1] : cell);

// A number as its column writes it; a share is written per cent.
function text(value, column, lang) {
  if (value === null || value === undefined || value === "") return NONE;
  if (typeof value !== "number") return String(value);
  if (column.kind === "share") return percent(value, lang);
  if (column.kind === "chance") return chance(value, lang);
  return format(value, column.decimals ?? 0, lang, column.signed);
}

function cell(value, column, lang, to) {
  if (!Array.isArray(value)) return [text(value, column, lang)];
  const [low, mid, high] = value.map((each) => text(each, column, lang));
  return [mid, make("small", { class: "wuli-cell-band" }, `${low} ${to} ${high}`)];
}

// Nothing known goes last, whichever way is sorted.
function compare(first, second, descending) {
  const [a, b] = [middle(first), middle(second)];
  const [gone, lost] = [a === null || a === undefined, b === null || b === undefined];
  if (gone || lost) return gone - lost;
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN", { numeric: true });
  return descending ? -order : order;
}

async function render({ model, el }) {
  await styles();
  const title = make("h3");
  const note = make("p", { class: "wuli-bands" });
  const search = make("input", { type: "search", class: "wuli-search", autocomplete: "off" });
  const head = make("tr");
  const body = make("tbody");
  const count = make("span", { role: "status", "aria-live": "polite" });
  const back = make("button", { type: "button" }, "‹");
  const on = make("button", { type: "button" }, "›");
  const pager = make("div", { class: "wuli-pager" }, count, back, on);
  const tableNode = make("table", {}, make("thead", {}, head), body);
  const answer = make("p", { class: "wuli-answer", role: "status", hidden: true });
  const several = make("p", { class: "wuli-answer wuli-table-several", role: "status", hidden: true });
  const chip = make("button", { type: "button", class: "wuli-chip", hidden: true });
  const root = make("section", { class: "wuli-table", "data-wuli-table": model.get("name") },
    make("div", { class: "wuli-table-head" }, title, search, chip), several, answer,
    make("div", { class: "wuli-table-scroll", tabindex: "-1" }, tableNode), pager, note);
  el.append(root);

  let sorted = null; // {column, descending} once the viewer has sorted
  let page = 0;
  let asked = ""; // what is searched for
  let freed = null; // the narrowing that the viewer has taken away
  let narrowed = null; // the narrowing that was drawn last
  let shape = "";
  let printing = false;

  function found() {
    const { columns, sort } = model.get("frame");
    const wanted = comparable(asked).split(/\s+/).filter(Boolean);
    const inside = within();
    const kept = inside ? columns.findIndex(({ id }) => id === inside.column) + 1 : 0;
    const rows = model.get("rows").filter((row) => {
      if (kept && row[kept] !== inside.value) return false;
      const told = comparable([row[0], ...row.slice(1).filter((each) => typeof each === "string")].join(" "));
      return wanted.every((word) => told.includes(word));
    });
    const by = sorted ?? sort;
    const place = by ? columns.findIndex(({ id }) => id === by.column) + 1 : 0;
    return [...rows].sort((a, b) => partOf(a) - partOf(b) || (place ? compare(a[place], b[place], by.descending) : 0));
  }

  // The parts that the list has now: some are those of paper alone.
  function partsNow() {
    const { parts } = model.get("frame");
    return parts && (printing || !parts.paper) ? parts : null;
  }

  // The part of the list in which a row stands, whichever way is sorted: the first, where it has no parts.
  function partOf(row) {
    const { columns } = model.get("frame");
    const parts = partsNow();
    return parts ? parts.rows.findIndex(({ value }) => value === row[columns.findIndex(({ id }) => id === parts.column) + 1]) : 0;
  }

  // The rows to draw: a page of them; on paper all, but of a part that does not belong there only how many there are.
  function drawn(rows, size) {
    const parts = partsNow();
    if (printing && parts) return rows.filter((row) => !parts.rows[partOf(row)].left);
    return rows.slice(page * size, (page + 1) * size);
  }

  function heads(rows, span) {
    const parts = partsNow();
    if (!parts) return () => [];
    const told = new Set();
    const counts = parts.rows.map((_, part) => rows.filter((row) => partOf(row) === part).length);
    return (row) => {
      const part = partOf(row);
      if (told.has(part)) return [];
      told.add(part);
      const text = fill(parts.rows[part].label, { count: format(counts[part], 0, model.get("frame").lang) });
      return [make("tr", { class: "wuli-list-part" }, make("th", { colspan: span, scope: "rowgroup" }, text))];
    };
  }

  // What paper leaves out.
  function leftOut(rows, span) {
    const { lang } = model.get("frame");
    const parts = partsNow();
    if (!printing || !parts) return [];
    return parts.rows.flatMap(({ left }, part) => {
      const count = rows.filter((row) => partOf(row) === part).length;
      return left && count ? [make("tr", { class: "wuli-list-part" }, make("th", { colspan: span }, fill(left, { count: format(count, 0, lang) })))] : [];
    });
  }

  // Where the list is narrowed to; a search looks everywhere.
  function within() {
    const { within } = model.get("frame");
    return asked || !within || within.value === freed ? null : within;
  }

  function sortBy(column) {
    const now = sorted ?? model.get("frame").sort;
    const descending = now?.column === column.id ? !now.descending : NUMERIC.has(column.kind);
    sorted = { column: column.id, descending };
    page = 0;
    draw();
    head.querySelector(`[data-column="${column.id}"]`)?.focus();
  }

  // Chromium does not repeat heads that hold buttons on the further pages of a long table.
  function heading(column) {
    const { sort } = model.get("frame");
    const by = sorted ?? sort;
    const mine = by?.column === column.id;
    const arrow = make("span", { "aria-hidden": "true", class: "wuli-arrow" }, mine ? (by.descending ? "▼" : "▲") : "");
    const unit = column.unit ? make("small", {}, column.unit) : null;
    return make("th", { scope: "col", class: NUMERIC.has(column.kind) ? "wuli-number" : null, "aria-sort": mine ? (by.descending ? "descending" : "ascending") : null },
      printing ? make("b", {}, column.label, unit) : make("button", { type: "button", "data-column": column.id, title: column.help, onclick: () => sortBy(column) }, column.label, arrow, unit));
  }

  const choose = (id) => model.send({ kind: "row", id });

  // What is said of the chosen row stands under it, with the way to the page that says more.
  function reply({ answer, more, lang, chosen }, span) {
    const on = more ? make("a", { href: appAddress(more.app, lang, more.code, more.part ? { [more.part]: chosen } : {}) }, more.label) : null;
    return make("tr", { class: "wuli-row-answer" }, make("td", { colspan: span }, make("p", { class: "wuli-answer", role: "status" }, answer, on ? [" ", on] : null)));
  }

  function line(row, frame) {
    const [id, ...cells] = row;
    const { columns, lang, words, choosable, chosen } = frame;
    const parts = columns.map((column, at) => {
      if (column.kind === "hidden") return null;
      const shown = cell(cells[at], column, lang, words.to);
      // The first cell is the row's name and, where rows can be chosen, its button.
      const inside = at === 0 && choosable ? [make("button", { type: "button", class: "wuli-row-button", "data-row": id, "aria-label": fill(words.choose, { row: text(cells[0], column, lang) }), onclick: (event) => { event.stopPropagation(); choose(id); } }, shown)] : shown;
      return make(at === 0 ? "th" : "td", { scope: at === 0 ? "row" : null, class: NUMERIC.has(column.kind) ? "wuli-number" : null, "data-label": column.unit ? fill(words.unit, column) : column.label }, inside);
    });
    return make("tr", { "data-id": id, class: choosable ? "wuli-choosable" : null, "aria-current": id === chosen ? "true" : null, onclick: choosable ? () => choose(id) : null }, parts.filter(Boolean));
  }

  function draw() {
    const frame = model.get("frame");
    root.hidden = !frame.columns?.length; // nothing is asked yet
    if (root.hidden) return;
    const { words, lang, columns } = frame;
    const visible = columns.filter(({ kind }) => kind !== "hidden");
    // On a phone the rows of a wide table become blocks, of which fewer fit.
    const blocks = visible.length > 4;
    const few = blocks && innerWidth <= 600 ? Math.min(frame.size, 5) : frame.size;
    // Other columns are another table: what the viewer sorted by and searched for belongs to the old one.
    const now = JSON.stringify(columns.map(({ id }) => id));
    if (now !== shape) [sorted, page, asked, shape, search.value, several.hidden] = [null, 0, "", now, "", true];
    if (frame.within?.value !== narrowed) [narrowed, freed, page] = [frame.within?.value, null, 0];
    const held = body.contains(document.activeElement) ? document.activeElement.dataset.row : null;
    const rows = found();
    const size = printing && (frame.parts || rows.length <= PAPER) ? Math.max(rows.length, 1) : few;
    const pages = Math.max(1, Math.ceil(rows.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    const shown = drawn(rows, size);
    const headed = heads(rows, visible.length);
    title.textContent = frame.title;
    title.hidden = !frame.title;
    tableNode.setAttribute("aria-label", frame.title || words.table);
    remark(note, frame);
    search.hidden = frame.searchable === false || model.get("rows").length <= Math.min(size, 6) && !asked;
    search.placeholder = words.search;
    search.setAttribute("aria-label", words.search);
    root.classList.toggle("wuli-blocks", blocks);
    // Where the chosen row is not in sight, what is said of it stands on top.
    const seen = shown.some(([id]) => id === frame.chosen);
    // While something is searched for, what is said of another row would read as what was found.
    answer.textContent = seen || asked ? "" : frame.answer ?? "";
    answer.hidden = !answer.textContent;
    const inside = within();
    chip.hidden = !inside;
    chip.textContent = inside ? fill(words.within, { name: inside.label }) : "";
    head.replaceChildren(...visible.map(heading));
    body.replaceChildren(...(shown.length ? shown.flatMap((row) => [...headed(row), line(row, frame), ...(frame.answer && row[0] === frame.chosen ? [reply(frame, visible.length)] : [])]) : [make("tr", {}, make("td", { colspan: visible.length, class: "wuli-empty" }, asked ? fill(words.none, { text: asked }) : words.empty))]), ...leftOut(rows, visible.length));
    pager.hidden = rows.length <= size && !asked;
    count.textContent = fill(words.rows, { first: rows.length ? format(page * size + 1, 0, lang) : 0, last: format(Math.min((page + 1) * size, rows.length), 0, lang), all: format(rows.length, 0, lang) });
    back.setAttribute("aria-label", words.back);
    on.setAttribute("aria-label", words.on);
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    if (held) body.querySelector(`[data-row="${CSS.escape(held)}"]`)?.focus();
    // What is shown, for the tests: the ids in their order.
    root.dataset.shown = JSON.stringify(shown.map(([id]) => id));
    root.dataset.found = rows.length;
  }

  search.addEventListener("input", () => {
    asked = search.value.trim();
    page = 0;
    several.hidden = true;
    draw();
  });
  // Enter takes the one row that was found, or the one that is called just so; of several it says how many there
  // are. Where there is none, the kernel says which come nearest. An Enter that ends a word being composed, as
  // Chinese is typed, asks for nothing.
  search.addEventListener("keydown", (event) => {
    const { choosable, words, lang } = model.get("frame");
    if (event.key !== "Enter" || event.isComposing || !asked || !choosable) return;
    const rows = found();
    const same = rows.filter(([id, name]) => [id, name].some((each) => comparable(String(each)) === comparable(asked)));
    const one = [rows, same].find((each) => each.length === 1);
    several.hidden = Boolean(one) || !rows.length;
    several.textContent = several.hidden ? "" : fill(words.several, { text: asked, count: format(rows.length, 0, lang) });
    if (one || !rows.length) choose(one ? one[0][0] : asked);
  });
  chip.addEventListener("click", () => {
    freed = model.get("frame").within?.value;
    page = 0;
    draw();
    search.focus();
  });
  back.addEventListener("click", () => { page -= 1; draw(); });
  on.addEventListener("click", () => { page += 1; draw(); });
  // The place in the list is that of the screen, and stands there again when paper is done.
  let place = 0;
  const onPaper = () => ([printing, place] = [true, page]) && draw();
  const offPaper = () => ([printing, page] = [false, place]) && draw();
  addEventListener("beforeprint", onPaper);
  addEventListener("afterprint", offPaper);
  const stop = redraw(model, ["frame", "rows"], draw);
  return () => {
    stop();
    removeEventListener("beforeprint", onPaper);
    removeEventListener("afterprint", offPaper);
  };
}

export default { render };
