// The way of one email, from its key to its delivery.

import { h, section } from './dom.js';
import { duration, text } from './text.js';

/** Kafka's hash of a key (murmur2), as its producer computes it. */
export function murmur2(key) {
  const bytes = new TextEncoder().encode(key);
  const m = 0x5bd1e995;
  let hash = 0x9747b28c ^ bytes.length;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let k = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    k = Math.imul(k, m);
    k ^= k >>> 24;
    hash = Math.imul(hash, m) ^ Math.imul(k, m);
  }
  const rest = bytes.length - whole;
  if (rest > 2) {
    hash ^= bytes[whole + 2] << 16;
  }
  if (rest > 1) {
    hash ^= bytes[whole + 1] << 8;
  }
  if (rest > 0) {
    hash = Math.imul(hash ^ bytes[whole], m);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, m);
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
}

/**
 * @param find the lines of the history that tell of an email, by its id
 * @param latest the id of the email that was sent last
 * @param followed the id of the email that is followed; it outlives the view
 * @param redraw draws the page again: a replay that pauses does not do so by itself
 */
export function wayView({ find, latest, send, followed, redraw }) {
  const steps = h('ol', { class: 'way', 'aria-live': 'polite' });
  const input = h('input', { type: 'text', name: 'email', value: followed.id ?? '', 'aria-label': text('way.id'), placeholder: text('way.id') });
  let shown = '';
  const follow = (next) => {
    followed.id = next;
    input.value = next ?? '';
    shown = '';
    redraw();
  };
  const form = h('form', { class: 'row', onsubmit: (event) => { event.preventDefault(); follow(input.value.trim() || latest()); } }, input,
    h('button', { type: 'submit' }, text('way.follow')),
    h('button', { type: 'button', onclick: () => follow(latest()) }, text('way.latest')),
    send && h('button', { type: 'button', class: 'primary', onclick: async () => { const sent = await send(); if (sent) { follow(sent); } } }, text('way.send')));
  let busy = false;
  return {
    element: section('way', text('way.heading'), h('p', { class: 'soft hint' }, text('way.hint')), form, steps),
    follow,
    async update({ state, track, now }) {
      const { id } = followed;
      if (id === null || busy) {
        return;
      }
      busy = true;
      const found = (await find(id)).filter((each) => each.event.t <= now);
      busy = false;
      const parts = describe(id, found, state, track.ways.get(id));
      const signature = JSON.stringify(parts);
      if (signature !== shown) {
        shown = signature;
        steps.replaceChildren(...parts.map((part) => h('li', { class: part.done ? 'done' : 'waiting' }, h('strong', {}, part.title), h('p', {}, part.detail))));
      }
    },
  };
}

function describe(id, found, state, way) {
  const of = (kind, ...types) => found.find(({ event }) => event.kind === kind && (types.length === 0 || types.includes(event.type)))?.event;
  const invoke = of('send', 'invoke');
  const ok = of('send', 'ok');
  const bad = of('send', 'fail', 'info');
  const poll = of('poll') ?? of('acquire');
  if (!invoke) {
    return [{ done: false, title: text('way.unknown', { id }), detail: '' }];
  }
  const after = (event) => text('way.after', { time: duration(event.t - invoke.t) });
  const where = state.partitions[ok?.partition ?? invoke.partition];
  const copies = way?.replicas ?? (ok ? where.isr : []);
  return [
    { done: true, title: text('way.partition', { partition: String(invoke.partition) }), detail: chosen(invoke, state.partitions.length) },
    ok ? { done: true, title: text('way.leader', { leader: String(way?.leader ?? where.leader), offset: String(ok.offset ?? '–') }), detail: way?.segment ? text('way.segment', { file: way.segment }) : text('way.log') }
      : { done: false, title: text(bad ? 'way.refused' : 'way.nowhere'), detail: bad?.error ?? '' },
    { done: Boolean(ok), title: copies.length > 0 ? text('way.copies', { nodes: copies.map(String) }) : text('way.copies.none'), detail: text('way.copies.why') },
    { done: Boolean(ok), title: text(ok ? 'way.acknowledged' : 'way.unacknowledged'), detail: ok ? after(ok) : '' },
    { done: Boolean(poll), title: text(poll ? 'way.delivered' : 'way.undelivered'), detail: poll ? `${after(poll)} ${text('way.by', { process: poll.process })}` : '' },
  ];
}

function chosen(invoke, partitions) {
  if (!invoke.key) {
    return text('way.nokey');
  }
  const hash = murmur2(invoke.key);
  return hash % partitions === invoke.partition
    ? text('way.hash', { key: invoke.key, hash: String(hash), partitions: String(partitions), partition: String(invoke.partition) })
    : text('way.otherwise', { key: invoke.key });
}
