// Latency and rates over time, drawn by uPlot; a table beside each tells the same to those who cannot see it.

import { h, section, whenChanged } from './dom.js';
import { outages } from './state.js';
import { count, duration, faultName, nodes, text } from './text.js';

/** More partitions than this are one line: the slowest of all. */
const MOST_LINES = 6;

const LIVE_WINDOW = 120e9;

const HEIGHT = 230;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function latencyView() {
  return chartView('latency', {
    signature: ({ track }) => track.latency.length,
    lines: ({ track }) => latencyLines(track),
    scale: { distr: 3, range: (u, low, high) => [Math.min(1, low || 1) / 2, Math.max(1000, high || 1000) * 1.5] },
    values: (u, ticks) => ticks.map((ms) => (Math.log10(ms) % 1 === 0 ? duration(ms * 1e6) : null)),
    points: true,
    ticks: (u) => powers(u.scales.y.min, u.scales.y.max),
    summary: latencySummary,
  });
}

export function ratesView() {
  return chartView('rates', {
    signature: () => 3,
    lines: ({ track }) => ['sent', 'acknowledged', 'delivered'].map((name, i) => ({
      label: text(`emails.${name}`), colour: ['ink-soft', 'line-0', 'line-1'][i], width: track.rates[name].width / 1e9, slots: track.rates[name],
      value: (sum) => sum / (track.rates[name].width / 1e9), empty: 0, dash: i === 0 ? [4, 3] : [],
    })),
    scale: { range: (u, low, high) => [0, Math.max(10, high || 10) * 1.1] },
    values: (u, ticks) => ticks.map((each) => count(each)),
    points: false,
    summary: ({ state }) => text('rates.summary', { sent: state.sent, acknowledged: state.acknowledged, delivered: state.delivered }),
  });
}

function powers(from, to) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power++) {
    if (10 ** power >= from) {
      ticks.push(10 ** power);
    }
  }
  return ticks;
}

function latencyLines(track) {
  if (track.latency.length <= MOST_LINES) {
    return Array.from(track.latency, (slots, i) => slots && ({
      label: text('partition', { number: String(i) }), colour: `line-${i}`, slots, latency: true, value: (t) => t / 1e6, empty: null,
    })).filter(Boolean);
  }
  return [{ label: text('latency.slowest'), colour: 'line-0', slots: slowest(track), latency: true, value: (t) => t / 1e6, empty: null }];
}

/** Computed once a second of the history: there may be a hundred partitions. */
const SLOWEST = new WeakMap();

function slowest(track) {
  const key = track.rates.acknowledged.values.length;
  if (SLOWEST.get(track)?.key !== key) {
    SLOWEST.set(track, { key, slots: slowestOf(track) });
  }
  return SLOWEST.get(track).slots;
}

function slowestOf(track) {
  const series = track.latency.filter(Boolean);
  const width = Math.max(...series.map((each) => each.width));
  const values = [];
  for (const each of series) {
    each.values.forEach((value, i) => {
      const slot = Math.floor((i * each.width) / width);
      values[slot] = Math.max(values[slot] ?? 0, value ?? 0);
    });
  }
  return { width, values: Array.from(values, (value) => value || null) };
}

function latencySummary({ track, now }) {
  const parts = track.latency.slice(0, MOST_LINES).map((slots, i) => {
    const most = slots ? slots.values.slice(0, Math.ceil(now / slots.width)).reduce((a, b) => Math.max(a, b ?? 0), 0) : 0;
    return text('latency.most', { partition: String(i), time: duration(most) });
  });
  return parts.join(' ');
}

/** A chart with the moments that explain it: faults as bands, outages as bars, elections as lines. */
function chartView(id, options) {
  const place = h('div', { class: 'chart' });
  const summary = h('p', { class: 'hidden' });
  const legend = h('p', { class: 'legend soft' });
  const model = { current: null };
  let chart = null;
  const build = whenChanged(() => {
    chart?.destroy();
    chart = options.lines(model.current).length > 0 ? plot(place, options, model) : null;
    legend.replaceChildren(...options.lines(model.current).map((line) => h('span', {},
      h('i', { class: `swatch ${line.colour}`, 'aria-hidden': 'true' }), line.label)));
  });
  const fill = whenChanged(() => {
    if (chart) {
      chart.setData(data(options.lines(model.current), model.current));
    }
    summary.textContent = options.summary(model.current);
  });
  new ResizeObserver(() => chart?.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  return {
    element: section(id, text(`${id}.heading`), h('p', { class: 'soft hint' }, text(`${id}.hint`)), place, legend, summary),
    update(next) {
      model.current = next;
      build(`${options.signature(next)}|${next.dark}`);
      fill(`${Math.floor(next.now / 2.5e8)}|${next.track.version}|${next.dark}`);
    },
  };
}

function plot(place, options, model) {
  const axis = { stroke: colour('ink-soft'), grid: { stroke: colour('rule'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
  const lines = options.lines(model.current);
  return new uPlot({
    width: place.clientWidth || 600, height: HEIGHT, legend: { show: false }, cursor: { show: false }, padding: [18, 18, 0, 0],
    scales: { x: { time: false, range: () => range(model.current) }, y: options.scale },
    axes: [
      { ...axis, size: 30, values: (u, ticks) => ticks.map((s) => text('unit.s.axis', { value: count(s) })) },
      { ...axis, size: 62, values: options.values, ...(options.ticks ? { splits: options.ticks } : {}) },
    ],
    series: [{}, ...lines.map((line) => ({
      stroke: colour(line.colour), width: options.points ? 0 : 1.8, dash: line.dash, spanGaps: false,
      paths: options.points ? () => null : undefined,
      points: { show: options.points, size: 4.5, fill: colour(line.colour), width: 0 },
    }))],
    hooks: { drawClear: [(u) => background(u, model.current)], draw: [(u) => marks(u, model.current)] },
  }, data(lines, model.current), place);
}

function range({ mode, now, begin, end }) {
  return mode === 'live' ? [Math.max(begin, now - LIVE_WINDOW) / 1e9, Math.max(now, begin + 20e9) / 1e9] : [begin / 1e9, Math.max(end, begin + 1e9) / 1e9];
}

/** All lines on one axis of time: the finest slots that any of them has. */
function data(lines, { now, begin }) {
  const width = Math.max(...lines.map((line) => line.slots.width));
  const from = Math.floor(begin / width);
  const slots = Math.max(0, Math.floor(now / width) - from + 1);
  const xs = Array.from({ length: slots }, (each, i) => ((from + i) * width) / 1e9);
  return [xs, ...lines.map((line) => {
    const factor = width / line.slots.width;
    return xs.map((x, i) => {
      let most = null;
      for (let slot = (from + i) * factor; slot < (from + i + 1) * factor; slot++) {
        const value = line.slots.values[slot] ?? null;
        most = value === null ? most : Math.max(most ?? 0, value);
      }
      // An email that waits has no latency yet, although a replay knows it; and a second that is not over has no rate.
      const known = line.latency ? x * 1e9 + most <= now : (from + i + 1) * width <= now;
      return !known ? null : most === null ? line.empty : line.value(most);
    });
  })];
}

function background(u, { state, track, now, mode }) {
  const { ctx, bbox } = u;
  const x = (t) => Math.min(bbox.left + bbox.width, Math.max(bbox.left, u.valToPos(t / 1e9, 'x', true)));
  const scale = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour('fault-band');
  for (const fault of track.faults.filter((each) => each.begin <= now && each.fault !== 'none')) {
    ctx.fillRect(x(fault.begin), bbox.top, Math.max(2, x(Math.min(now, fault.end ?? now)) - x(fault.begin)), bbox.height);
  }
  ctx.fillStyle = colour('bad');
  const past = track.outages.filter((each) => each.from <= now).map((each) => [each.from, Math.min(now, each.to)]);
  const open = mode === 'live' ? outages(state).map((each) => [each.from, now]) : [];
  for (const [from, to] of [...past, ...open]) {
    ctx.fillRect(x(from), bbox.top - 5 * scale, Math.max(2, x(to) - x(from)), 3 * scale);
  }
  ctx.restore();
}

function marks(u, { track, now }) {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.font = `${11 * scale}px system-ui, sans-serif`;
  // uPlot leaves the alignment of its last axis.
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = scale;
  const last = { right: 0 };
  const inside = (each) => each.t <= now && u.valToPos(each.t / 1e9, 'x', true) >= bbox.left;
  const lines = [
    ...track.faults.filter((each) => each.fault !== 'none').map((each) => ({ t: each.begin, colour: 'warn', label: text('mark.fault', { fault: faultName(each), nodes: each.nodes.length > 0 ? nodes(each.nodes) : '' }).trim() })),
    ...distinct(track.elections).map((each) => ({ t: each.t, colour: 'accent', label: text('mark.leader', { to: each.to === null ? '–' : String(each.to) }) })),
    ...track.controllers.map((each) => ({ t: each.t, colour: 'purple', label: text('mark.controller', { to: each.to === null ? '–' : String(each.to) }) })),
  ].filter(inside).sort((a, b) => a.t - b.t);
  for (const each of lines) {
    mark(u, each, last, scale);
  }
  ctx.restore();
}

function distinct(elections) {
  return elections.filter((each, i) => i === 0 || each.t - elections[i - 1].t > 200e6 || each.to !== elections[i - 1].to);
}

function mark(u, each, last, scale) {
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(each.t / 1e9, 'x', true)) + 0.5;
  ctx.strokeStyle = colour(each.colour);
  ctx.fillStyle = colour(each.colour);
  ctx.setLineDash([3 * scale, 3 * scale]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  const width = ctx.measureText(each.label).width;
  const at = Math.min(x, bbox.left + bbox.width - width);
  if (at > last.right) {
    ctx.fillText(each.label, at, bbox.top - 7 * scale);
    last.right = at + width + 8 * scale;
  }
}
