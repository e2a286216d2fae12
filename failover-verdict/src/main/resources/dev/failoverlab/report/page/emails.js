// The emails, counted: sent, acknowledged, waiting, delivered.

import { h, section, whenChanged } from './dom.js';
import { count, text } from './text.js';

const FIGURES = ['sent', 'acknowledged', 'pending', 'delivered', 'failed', 'unknown'];

export function emailsView() {
  const values = Object.fromEntries(FIGURES.map((name) => [name, h('strong', {}, '0')]));
  const perSecond = Object.fromEntries(['sent', 'acknowledged', 'delivered'].map((name) => [name, h('small', { class: 'soft' })]));
  const figures = Object.fromEntries(FIGURES.map((name) => [name, h('div', { class: `figure ${name}` },
    h('dt', {}, text(`emails.${name}`)), h('dd', {}, values[name], perSecond[name] ?? ''))]));
  const draw = whenChanged((state, rates) => {
    for (const name of FIGURES) {
      values[name].textContent = count(state[name]);
      figures[name].hidden = ['failed', 'unknown'].includes(name) && state[name] === 0;
    }
    figures.pending.classList.toggle('alert', state.pending > 100);
    for (const [name, element] of Object.entries(perSecond)) {
      element.textContent = ` ${text('emails.rate', { count: rates[name] })}`;
    }
  });
  return {
    element: section('emails', text('emails.heading'), h('dl', { class: 'figures' }, Object.values(figures))),
    update({ state, track, now }) {
      const rates = Object.fromEntries(Object.keys(perSecond).map((name) => [name, lastSecond(track.rates[name], now)]));
      draw(JSON.stringify([FIGURES.map((name) => state[name]), rates]), state, rates);
    },
  };
}

/** The last whole second; of long histories, the mean of the last slot. */
function lastSecond(slots, now) {
  return Math.round((slots.values[Math.floor(now / slots.width) - 1] ?? 0) / (slots.width / 1e9));
}
