// One page, three uses: live, replay and report. Everything that it shows is a view of the history's events.

import { latencyView, ratesView } from './charts.js';
import { controlsView } from './controls.js';
import { h, whenChanged } from './dom.js';
import { emailsView } from './emails.js';
import { describeView, eventsView, leadersView, outagesView } from './lists.js';
import { Live } from './live.js';
import { nodesView } from './nodes.js';
import { Painter } from './painter.js';
import { partitionsView } from './partitions.js';
import { runView } from './played.js';
import { Player, unpack } from './player.js';
import { story } from './story.js';
import { duration, languages, text, useLanguage } from './text.js';
import { Transport } from './transport.js';
import { verdictView } from './verdict.js';
import { wayView } from './way.js';

const DATA = JSON.parse(document.getElementById('data').textContent);

const APP = document.getElementById('app');

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** What the views are drawn from, however often the language changes. */
let source = null;

const FOLLOWED = { id: null };

let redraw = async () => {};

function build() {
  document.documentElement.lang = languages().find((each) => each.current).code;
  const head = headView();
  const views = [nodesView(), partitionsView(), emailsView(), latencyView(), ratesView(), outagesView(), eventsView(source.seek), leadersView(), describeView()];
  const controls = source.controls?.() ?? null;
  const way = wayView({ find: (id) => source.find(id), latest: () => source.latest(), send: controls?.send, followed: FOLLOWED, redraw: () => redraw() });
  const [nodes, partitions, emails, latency, rates, outages, events, leaders, description] = views.map((view) => view.element);
  const verdict = h('div', { class: 'verdict-place' });
  APP.replaceChildren(head.element, h('main', {}, verdict, h('div', { class: 'columns' },
    h('div', { class: 'column' }, nodes, partitions, controls?.element ?? '', events, way.element),
    h('div', { class: 'column' }, emails, latency, outages, rates, leaders, description))), source.transport?.element ?? '', foot());
  const judged = whenChanged((report) => verdict.replaceChildren(report ? verdictView(report) : ''));
  const judgement = {
    update(model) {
      judged(model.report ? `${model.report.scenario} ${model.report.started}` : '', model.report);
      verdict.classList.toggle('later', model.mode === 'replay' && model.now < model.end);
    },
  };
  // The headline and the verdict sum up the rest, and come after it.
  const painter = new Painter(() => source.model(), [...views, way, ...(controls ? [controls] : []), head, judgement]);
  redraw = () => painter.paint();
  return redraw();
}

function headView() {
  const run = h('p', { class: 'soft run' });
  const headline = h('h1');
  // The time in the headline runs: it is read out when something else begins, not ten times a second.
  const spoken = h('p', { class: 'hidden', role: 'status' });
  const detail = h('p', { class: 'detail' });
  const banner = h('p', { class: 'banner', role: 'alert', hidden: true });
  const element = h('header', { class: 'good' }, h('div', { class: 'top' }, h('strong', { class: 'brand' }, text('title')), run, languageSwitch()),
    banner, headline, detail, spoken);
  const draw = whenChanged((told) => {
    element.className = told.tone;
    headline.textContent = told.headline;
  });
  const explain = whenChanged((told) => { detail.textContent = told.detail; });
  const speak = whenChanged((told) => { spoken.textContent = `${told.headline}. ${told.detail}`; });
  return {
    element,
    update({ state, silence, connecting }) {
      const told = connecting ? { kind: 'connecting', tone: 'busy', headline: text('story.connecting'), detail: '' } : story(state);
      draw(`${told.tone}|${told.headline}`, told);
      explain(told.detail, told);
      speak(told.kind, told);
      run.textContent = state.header ? text('run', { scenario: state.header.scenario, kafka: state.header.kafka, backend: state.header.backend }) : '';
      banner.hidden = silence === 0;
      if (silence > 0) {
        banner.textContent = text('live.silent', { age: duration(Math.floor(silence / 1000) * 1e9) });
      }
    },
  };
}

function languageSwitch() {
  return h('div', { class: 'languages', role: 'group', 'aria-label': text('language') }, languages().map((each) => h('button', {
    type: 'button', lang: each.code, 'aria-pressed': String(each.current), onclick: () => { useLanguage(each.code); source.rebuild(); build(); },
  }, each.name)));
}

function foot() {
  return h('footer', { class: 'soft' }, h('p', {}, text('foot')));
}

/* Where the events come from. */

function liveSource() {
  const run = new URLSearchParams(location.search).get('run');
  const live = new Live(run ? `runs/${run}/events` : DATA.events ?? 'events');
  let next = 0;
  const step = (at) => {
    if (at >= next) {
      next = at + 100;
      redraw();
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  return {
    seek: null, transport: null,
    controls: () => (run ? runView(run, live) : controlsView(DATA)),
    rebuild() {},
    find: (id) => live.find(id),
    latest: () => live.recent,
    model() {
      const { state, track } = live;
      state.t = live.now();
      return { state, track, now: state.t, begin: Math.max(0, (track.first ?? 0) - 1e9), end: state.t, mode: 'live', report: live.report, silence: live.silence(), connecting: !live.answered, dark: DARK.matches };
    },
  };
}

function replaySource(player, report) {
  const made = { find: (id) => player.find(id), seek: (t) => made.transport.go(t) };
  made.rebuild = () => {
    const now = made.transport?.now ?? (DATA.mode === 'replay' && !report ? player.begin : player.end);
    made.transport = new Transport(player, () => redraw());
    made.transport.go(now);
  };
  made.latest = () => {
    const waiting = player.state.partitions.flatMap((each) => [...each.waiting.keys()]);
    return waiting.at(0) ?? player.state.lastId;
  };
  made.model = () => {
    const { now } = made.transport;
    return { state: player.seek(now), track: player.track, now, begin: player.begin, end: player.end, mode: 'replay', report, silence: 0, connecting: false, dark: DARK.matches };
  };
  made.rebuild();
  return made;
}

async function historyBytes() {
  const embedded = document.getElementById('history').textContent;
  if (embedded.trim() !== '') {
    return unpack(embedded);
  }
  if (DATA.mode === 'report') {
    return new Uint8Array();
  }
  const answer = await fetch(DATA.history ?? 'history', { headers: { Accept: 'application/x-ndjson' } });
  return new Uint8Array(await answer.arrayBuffer());
}

async function fetchedReport() {
  const answer = await fetch(DATA.report_url ?? 'report');
  return answer.ok ? answer.json() : null;
}

async function start() {
  if (DATA.mode === 'live') {
    source = liveSource();
  } else {
    const progress = h('p', { class: 'loading', role: 'status' }, text('loading'));
    APP.replaceChildren(progress);
    const player = new Player();
    await player.load(await historyBytes(), (share) => { progress.textContent = `${text('loading')} ${Math.round(100 * share)} %`; });
    source = replaySource(player, DATA.mode === 'report' ? DATA.report : await fetchedReport());
  }
  await build();
  DARK.addEventListener('change', () => redraw());
  // For tests and the curious: what is shown, as data; and another moment, resolved when it is drawn.
  globalThis.failoverlab = { model: () => source.model(), seek: (t) => source.seek(t) };
  document.documentElement.dataset.ready = 'true';
}

start();
