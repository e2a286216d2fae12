// A run that was started on the page: its question, how far it is, and its verdict.

import { ask, outcome } from './act.js';
import { h, section } from './dom.js';
import { story } from './story.js';
import { clock, plain, text } from './text.js';
import { summary } from './verdict.js';

/** `live` follows the history of the run; `link` leads to another view. */
export function playedView(run, live, link) {
  const said = outcome();
  const question = h('p', { class: 'soft' });
  const progress = h('p', { class: 'progress' });
  const end = h('button', { type: 'button', class: 'danger', onclick: () => said.run(() => ask('DELETE', 'runs/current')) }, text('run.end'));
  return {
    element: h('div', { class: 'played' }, h('p', {}, h('strong', {}, run), ' · ', link), question, progress, h('div', { class: 'row' }, end), said.place),
    get over() {
      return live.ended;
    },
    update() {
      show(question, live.state.header?.settings?.question ?? '');
      show(progress, told(live));
      end.hidden = live.ended;
    },
  };
}

function show(place, words) {
  if (place.textContent !== plain(words)) {
    place.textContent = plain(words);
  }
}

function told(live) {
  const { state, report } = live;
  if (report) {
    return `${text(`outcome.${report.outcome}`)}. ${summary(report)}`;
  }
  if (live.ended) {
    return text('run.ended');
  }
  if (state.nodes.size === 0) {
    return text(live.answered ? 'story.starting' : 'story.connecting');
  }
  state.t = live.now();
  return `${clock(state.t)} · ${story(state).headline} · ${text('rates.summary', { sent: state.sent, acknowledged: state.acknowledged, delivered: state.delivered })}`;
}

/** In place of the lab's controls, on the page of a run. */
export function runView(run, live) {
  const played = playedView(run, live, h('a', { href: '/' }, text('run.back')));
  return { element: section('controls', text('control.scenarios'), played.element), update: played.update };
}
