// A fan chart: medians with their 50 % and 90 % bands, drawn by uPlot from a small binary array.
import uPlot from "../uplot/uPlot.esm.js";
import { css, fill, format, isDark, make, numbers, redraw, styles, tint, trimmed } from "./base.js";

const QUANTILES = 5; // 5, 25, 50, 75 and 95 %
const [LOW, LOWER, MEDIAN, UPPER, HIGH] = [0, 1, 2, 3, 4];

const alpha = (colour, opacity) => colour + Math.round(opacity * 255).toString(16).padStart(2, "0");

// [years, then five lines for each series]; uPlot draws lines in this order.
function columns(frame, values) {
  const { years, series } = frame;
  const lines = [];
  for (let line = 0; line < series.length * QUANTILES; line++) {
    lines.push(Array.from(values.subarray(line * years.length, (line + 1) * years.length)));
  }
  return [years, ...lines];
}

function lines(series) {
  const hidden = { stroke: "transparent", width: 0, points: { show: false } };
  return series.flatMap((one) =>
    Array.from({ length: QUANTILES }, (_, quantile) =>
      quantile === MEDIAN
        ? { stroke: tint(one.colour), width: one.bands ? 2.5 : 1.75, dash: one.dash, points: { show: one.bands, size: 5, fill: tint(one.colour) } }
        : hidden,
    ),
  );
}

function bands(series) {
  const fans = series.map((one, index) => ({ ...one, first: 1 + index * QUANTILES })).filter((one) => one.bands);
  return fans.flatMap(({ colour, first }) => [
    { series: [first + HIGH, first + LOW], fill: alpha(tint(colour), 0.16) },
    { series: [first + UPPER, first + LOWER], fill: alpha(tint(colour), 0.26) },
  ]);
}

// Round steps keep the axis still while a slider moves. Hidden quantiles of bandless lines do not count.
function extent(frame, values) {
  const size = frame.years.length;
  const drawn = frame.series.flatMap((one, index) => {
    const first = index * QUANTILES;
    const [from, to] = one.bands ? [first, first + QUANTILES] : [first + MEDIAN, first + MEDIAN + 1];
    return Array.from(values.subarray(from * size, to * size));
  });
  let low = Math.min(...drawn);
  let high = Math.max(...drawn);
  if (frame.zero) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
  const span = high - low || 1;
  const step = 10 ** Math.floor(Math.log10(span)) / 2;
  return [Math.floor((low - (low === 0 ? 0 : span * 0.04)) / step) * step, Math.ceil((high + span * 0.04) / step) * step];
}

function zeroLine(plot) {
  const y = plot.valToPos(0, "y", true);
  const { left, width, top, height } = plot.bbox;
  if (y < top || y > top + height) return;
  plot.ctx.save();
  plot.ctx.strokeStyle = css("--muted");
  plot.ctx.lineWidth = devicePixelRatio;
  plot.ctx.beginPath();
  plot.ctx.moveTo(left, y);
  plot.ctx.lineTo(left + width, y);
  plot.ctx.stroke();
  plot.ctx.restore();
}

// As many years as find room, always with the last one.
function shownYears(years, width) {
  const every = Math.ceil((years.length * 44) / Math.max(width - 70, 50));
  return years.filter((_, index) => (years.length - 1 - index) % every === 0);
}

function axes(frame, lang) {
  const look = { stroke: css("--muted"), font: "12px system-ui, sans-serif", ticks: { show: false } };
  return [
    { ...look, grid: { show: false }, splits: (plot) => shownYears(frame.years, plot.width), values: (_, years) => years.map((year) => (frame.amounts ? trimmed(year, lang) : String(year))), gap: 6, size: 32 },
    {
      ...look,
      grid: { stroke: css("--grid"), width: 1 },
      size: 56,
      values: (_, ticks) => ticks.map((tick) => trimmed(tick, lang, 3)),
    },
  ];
}

// A piece of the line itself: what a number belongs to is told by dashes as well as by colour.
function swatch(one) {
  const style = `border-top-color:${tint(one.colour)};border-top-style:${one.dash?.length ? "dashed" : "solid"}`;
  return make("i", { class: "wuli-swatch", style });
}

async function render({ model, el }) {
  await styles();
  const title = make("h3");
  const unit = make("span", { class: "wuli-unit" });
  const readout = make("p", { class: "wuli-readout" });
  const canvas = make("div", { class: "wuli-plot", role: "img", tabindex: "0" });
  const note = make("p", { class: "wuli-bands" });
  const root = make("figure", { class: "wuli-chart", "data-wuli-chart": model.get("name") }, make("figcaption", {}, make("div", { class: "wuli-chart-head" }, title, unit), readout), canvas, note);
  el.append(root);

  let plot = null;
  let drawn = "";
  let pointed = null; // the year under the pointer or chosen by the arrow keys

  const size = () => ({ width: Math.max(canvas.clientWidth, 200), height: model.get("height") * (innerWidth < 700 ? 0.85 : 1) });

  function read(frame, values) {
    const at = pointed ?? frame.years.length - 1;
    const number = (series, quantile) => format(values[(series * QUANTILES + quantile) * frame.years.length + at], frame.decimals, frame.lang);
    const parts = frame.series.map((one, index) =>
      fill(one.bands ? frame.words.band : frame.words.line, { label: one.label, low: number(index, LOW), mid: number(index, MEDIAN), high: number(index, HIGH) }),
    );
    readout.replaceChildren(make("b", {}, fill(frame.words.year, { year: frame.amounts ? trimmed(frame.years[at], frame.lang) : frame.years[at] })), ...parts.map((part, index) => make("span", {}, swatch(frame.series[index]), part)));
  }

  function build(frame, values) {
    plot?.destroy();
    const range = () => extent(model.get("frame"), numbers(model.get("values")));
    plot = new uPlot(
      {
        ...size(),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false, range: () => [frame.years[0] - 0.15, frame.years.at(-1) + 0.15] }, y: { range } },
        axes: axes(frame, frame.lang),
        series: [{}, ...lines(frame.series)],
        bands: bands(frame.series),
        hooks: {
          draw: frame.zero ? [zeroLine] : [],
          setCursor: [
            (self) => {
              pointed = self.cursor.left < 0 ? null : self.cursor.idx;
              read(model.get("frame"), numbers(model.get("values")));
            },
          ],
        },
      },
      columns(frame, values),
      canvas,
    );
  }

  function draw() {
    const frame = model.get("frame");
    const values = numbers(model.get("values"));
    if (!frame.years || values.length !== frame.years.length * frame.series.length * QUANTILES) return;
    // Only new numbers: keep the chart. New words, years or lines: build it again.
    const shape = JSON.stringify(frame.series.map(({ colour, dash, bands }) => [colour, dash, bands]).concat([frame.years, frame.zero, frame.lang, isDark()]));
    if (plot && shape === drawn) plot.setData(columns(frame, values));
    else build(frame, values);
    drawn = shape;
    title.textContent = frame.title;
    unit.textContent = frame.unit;
    note.textContent = frame.note;
    canvas.setAttribute("aria-label", frame.sentence);
    read(frame, values);
    // What is drawn, for assistive tools and for the tests: the medians and bands of the first series.
    root.dataset.years = JSON.stringify(frame.years);
    root.dataset.values = JSON.stringify(columns(frame, values).slice(1, 1 + QUANTILES));
    root.dataset.showing = frame.showing;
  }

  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const { years } = model.get("frame");
    if (!step || !plot) return;
    event.preventDefault();
    pointed = Math.min(Math.max((pointed ?? years.length - 1) + step, 0), years.length - 1);
    plot.setCursor({ left: plot.valToPos(years[pointed], "x"), top: 10 });
  });
  const watcher = new ResizeObserver(() => plot?.setSize(size()));
  watcher.observe(canvas);
  const stop = redraw(model, ["frame", "values"], draw);
  return () => {
    stop();
    watcher.disconnect();
    plot?.destroy();
  };
}

export default { render };
