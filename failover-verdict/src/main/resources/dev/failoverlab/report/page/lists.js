// What happened: outages with their phases and reasons, events with an explanation on demand, the table of leaders, the description.

import { h, section, whenChanged } from './dom.js';
import { isStopped, leadersSoFar, outages } from './state.js';
import { whyBlocked } from './story.js';
import { clock, duration, faultName, has, nodes, partitions, text } from './text.js';
import { sentence } from './why.js';

const MOST_SHOWN = 200;

/* Outages. */

export function outagesView() {
  const list = h('ol', { class: 'outages' });
  const draw = whenChanged((groups, model) => {
    list.replaceChildren(...(groups.length === 0 ? [h('li', { class: 'soft none' }, text('outages.none'))]
      : groups.map((group) => outage(group, model))));
  });
  return {
    element: section('outages', text('outages.heading'), h('p', { class: 'soft hint' }, text('outages.hint')), list),
    update(model) {
      const { state, track, now, mode, end, report } = model;
      const past = track.outages.filter((each) => each.to <= now);
      const open = outages(state).map((each) => ({ ...each, to: null }));
      const groups = together([...past, ...open]);
      const living = open.length > 0 && (mode === 'live' || now < end);
      draw(`${groups.map((each) => [each.from, each.to, each.partitions])}|${living ? Math.floor(now / 1e8) : ''}|${Boolean(report)}`, groups, model);
    },
  };
}

/** Outages of several partitions that began or ended at about the same time are one. */
function together(all) {
  const groups = [];
  for (const each of all) {
    const found = groups.find((group) => near(group.from, each.from) && near(group.to, each.to)
      && group.from < (each.to ?? Infinity) && each.from < (group.to ?? Infinity));
    if (found) {
      found.partitions.push(each.partition);
      found.from = Math.min(found.from, each.from);
      found.to = each.to === null ? null : Math.max(found.to, each.to);
      found.members.push(each);
    } else {
      groups.push({ from: each.from, to: each.to, partitions: [each.partition], members: [each] });
    }
  }
  groups.forEach((group) => group.partitions.sort((a, b) => a - b));
  return groups.sort((a, b) => b.from - a.from);
}

function outage(group, model) {
  const { state, track, now, report } = model;
  const until = group.to ?? now;
  const known = group.to !== null && report?.why?.find((each) => each.to_ms !== null && each.phases
    && each.from_ms * 1e6 < group.to && each.to_ms * 1e6 > group.from && each.key !== 'blips');
  const why = group.to === null ? whyBlocked(state, group.members) : known ? sentence(known) : causeText(track, group);
  return h('li', { class: group.to === null ? 'open' : '' },
    h('p', {}, h('strong', {}, duration(until - group.from)), ` · ${partitions(group.partitions, state.partitions.length)} · `,
      h('span', { class: 'soft' }, clock(group.from), ' – ', group.to === null ? text('outages.now') : clock(group.to))),
    phases(track, group, until), h('p', { class: 'why' }, why));
}

function causeText(track, group) {
  const fault = track.faults.find((each) => each.begin < group.to && (each.end ?? Infinity) > group.from && each.fault !== 'none');
  if (fault) {
    return text('outages.during', { fault: faultName(fault), nodes: nodes(fault.nodes) });
  }
  const moved = track.elections.some((each) => each.t >= group.from && each.t <= group.to && group.partitions.includes(each.partition));
  return text(moved ? 'outages.moved' : 'outages.noreason');
}

function near(one, other) {
  return one === other || (one !== null && other !== null && Math.abs(one - other) < 1.5e9);
}

/** A bar whose pieces are the time until each thing that had to happen. */
function phases(track, group, until) {
  const within = (t) => t > group.from && t < until;
  const found = [
    ...track.faults.filter((each) => within(each.begin) && each.fault !== 'none').map((each) => ['fault', each.begin]),
    ...track.controllers.filter((each) => within(each.t) && each.to !== null).slice(0, 1).map((each) => ['controller', each.t]),
    ...track.events.filter((each) => each.kind === 'isr' && within(each.t) && each.left.length > 0).slice(0, 1).map((each) => ['isr', each.t]),
    ...track.elections.filter((each) => within(each.t) && each.to !== null).slice(0, 1).map((each) => ['leader', each.t]),
  ].sort((a, b) => a[1] - b[1]);
  const ends = [...found, [group.to === null ? 'waiting' : 'ack', until]];
  let from = group.from;
  const pieces = ends.map(([word, t]) => {
    const piece = { word, length: t - from };
    from = t;
    return piece;
  }).filter((piece) => piece.length > 0.01 * (until - group.from));
  return until - group.from < 1e9 ? '' : h('ul', { class: 'phases' }, pieces.map((piece) => {
    const share = piece.length / (until - group.from);
    const name = text(`phase.until.${piece.word}`);
    // A piece that is too narrow for words tells its length when pointed at.
    const item = h('li', { class: `phase ${piece.word}`, title: `${duration(piece.length)} ${name}` },
      h('span', { class: share < 0.08 ? 'hidden' : 'phase-time' }, duration(piece.length)), h('span', { class: share < 0.08 ? 'hidden' : 'phase-name' }, name));
    item.style.flexGrow = String(Math.max(0.04, share));
    return item;
  }));
}

/* Events. */

export function eventsView(seek) {
  const list = h('ol', { class: 'events' });
  let shown = [];
  const draw = whenChanged((events, all) => {
    // An entry grows while more partitions change in the same way.
    if (shown.length > 0 && events.length >= shown.length && shown.every((each, i) => each.event === events[i] && each.size === size(events[i]))) {
      list.prepend(...events.slice(shown.length).reverse().map((each) => entry(each, all, seek)));
    } else {
      list.replaceChildren(...events.toReversed().map((each) => entry(each, all, seek)));
    }
    shown = events.map((event) => ({ event, size: size(event) }));
    while (list.children.length > MOST_SHOWN) {
      list.lastChild.remove();
    }
  });
  return {
    element: section('events', text('events.heading'), h('div', { class: 'scroll tall', tabIndex: 0, role: 'region', 'aria-label': text('events.heading') }, list)),
    update({ state, track, now }) {
      const events = track.events.filter((each) => each.t <= now && each.kind !== 'outage').slice(-MOST_SHOWN);
      draw(`${events.length}|${events.at(-1)?.t}|${track.version}`, events, state.partitions.length);
    },
  };
}

function size(event) {
  return event.partitions?.length ?? 0;
}

function entry(event, all, seek) {
  const key = `event.${event.kind}${variant(event)}`;
  const said = text(key, values(event, all));
  const why = `${key}.why`;
  const when = seek ? h('button', { type: 'button', class: 'time', title: text('events.seek'), onclick: () => seek(event.t) }, clock(event.t))
    : h('span', { class: 'time' }, clock(event.t));
  return h('li', { class: `event-${event.kind} ${key.replaceAll('.', '-')}` }, when, has(why) ? h('details', {}, h('summary', {}, said), h('p', { class: 'soft' }, text(why))) : h('span', {}, said));
}

function variant({ kind, left, to, answers, name, error, partitions: read }) {
  if (kind === 'isr') {
    return left.length > 0 ? '.left' : '.joined';
  }
  if (kind === 'leader' || kind === 'controller') {
    return to === null ? '.none' : '';
  }
  if (kind === 'answers') {
    return answers ? '.again' : '.silent';
  }
  if (kind === 'assign') {
    return read.length === 0 ? '.none' : '';
  }
  if (kind === 'asked' && error) {
    return '.error';
  }
  return kind === 'phase' ? `.${name}` : '';
}

function values(event, all) {
  return {
    ...event,
    which: event.partitions ? partitions(event.partitions, all) : '–',
    nodes: event.nodes ? nodes(event.nodes) : '',
    fault: event.fault ? faultName(event) : '',
    from: event.from === null ? '–' : Array.isArray(event.from) ? event.from.map(String) : String(event.from),
    to: event.to === null ? '–' : Array.isArray(event.to) ? event.to.map(String) : String(event.to),
    count: event.left?.length || event.joined?.length,
    left: nodes(event.left ?? []), joined: nodes(event.joined ?? []),
    node: event.node === undefined ? '' : String(event.node), epoch: String(event.epoch ?? ''),
    value: String(event.value ?? ''),
  };
}

/* Leaders, and the description. */

const MOMENTS = ['before', 'after', 'recovered', 'rebalanced'];

const MOST_COLUMNS = 16;

export function leadersView() {
  const place = h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': text('leaders.heading') });
  const draw = whenChanged((leaders, count) => {
    const numbers = Array.from({ length: Math.min(count, MOST_COLUMNS) }, (each, i) => i);
    place.replaceChildren(h('table', { class: 'leaders' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, text('leaders.moment')),
        numbers.map((number) => h('th', { scope: 'col' }, text('partition', { number: String(number) }))))),
      h('tbody', {}, MOMENTS.map((moment) => h('tr', {}, h('th', { scope: 'row', title: text(`leaders.${moment}.why`) }, text(`leaders.${moment}`)),
        numbers.map((number) => leaderCell(leaders, moment, number)))))));
  });
  return {
    element: section('leaders', text('leaders.heading'), place),
    update({ state }) {
      const leaders = leadersSoFar(state);
      draw(JSON.stringify([leaders, state.partitions.length]), leaders, state.partitions.length);
    },
  };
}

function leaderCell(leaders, moment, number) {
  const leader = leaders[moment]?.[number];
  const changed = leaders[moment] && leaders.before && leader !== leaders.before[number];
  const shown = !leaders[moment] ? '' : leader === null ? '–' : text('node', { id: String(leader) });
  return h('td', { class: changed ? 'changed' : '' }, shown);
}

export function describeView() {
  const place = h('pre', { tabIndex: 0, 'aria-label': text('describe.heading') });
  const details = h('details', { class: 'card describe', id: 'describe' }, h('summary', {}, h('h2', {}, text('describe.heading'))), place);
  return {
    element: details,
    update({ state }) {
      if (details.open) {
        const shown = describe(state);
        if (place.textContent !== shown) {
          place.textContent = shown;
        }
      }
    },
  };
}

/** As kafka-topics.sh --describe prints it. */
function describe(state) {
  const { header } = state;
  const topic = header?.topic ?? '';
  const lines = state.partitions.map((each) => `\tTopic: ${topic}\tPartition: ${each.number}\tLeader: ${isStopped(state, each.leader) ? 'none' : each.leader ?? 'none'}`
    + `\tReplicas: ${each.replicas}\tIsr: ${each.isr}\tElr: ${each.elr}\tLastKnownElr: `);
  return [`Topic: ${topic}\tPartitionCount: ${state.partitions.length}\tReplicationFactor: ${header?.replication_factor ?? ''}\tConfigs: min.insync.replicas=${header?.min_isr ?? ''}`, ...lines].join('\n');
}
