// The nodes: what each is doing, what it leads and follows, and the controller quorum.

import { h, section, whenChanged } from './dom.js';
import { isStopped, lag, status } from './state.js';
import { statusName, text } from './text.js';

const ICONS = {
  up: '●', killed: '✕', stopped: '■', down: '■', paused: '❚❚', cut: '⚡', slow: '◔', disturbed: '⚡',
  silent: '?', starting: '↻', behind: '↻', unknown: '○',
};

export function nodesView() {
  const list = h('ul', { class: 'nodes' });
  const quorum = h('p', { class: 'quorum soft' });
  const draw = whenChanged((cards, sentence) => {
    list.replaceChildren(...cards.map(card));
    quorum.textContent = sentence;
  });
  return {
    element: section('nodes', text('nodes.heading'), list, quorum),
    update({ state }) {
      const cards = [...state.nodes.keys()].map((id) => describe(state, id));
      const sentence = quorumText(state);
      draw(JSON.stringify([cards, sentence]), cards, sentence);
    },
  };
}

function describe(state, id) {
  const { word, fault } = status(state, id);
  const inSync = isStopped(state, id) ? [] : state.partitions.filter((each) => each.isr.includes(id));
  const leads = inSync.filter((each) => each.leader === id);
  const out = state.partitions.filter((each) => each.replicas.includes(id) && !each.isr.includes(id));
  const behind = out.map((each) => lag(each, id)).filter((each) => each !== null);
  return {
    id, word,
    name: statusName({ word, fault }),
    active: state.quorum?.leader === id && !isStopped(state, id),
    voter: state.quorum?.voters.includes(id) ?? false,
    leads: leads.length, follows: inSync.length - leads.length, out: out.length,
    lag: behind.length > 0 ? Math.max(...behind) : null,
  };
}

function card(node) {
  return h('li', { class: `node ${node.word}` },
    h('div', { class: 'node-top' }, h('strong', {}, text('node', { id: String(node.id) })),
      node.active && h('span', { class: 'badge' }, text('node.active'))),
    h('p', { class: 'node-status' }, h('span', { class: 'icon', 'aria-hidden': 'true' }, ICONS[node.word] ?? '●'), ` ${node.name}`),
    h('p', { class: 'soft' }, text('node.roles', { leads: node.leads, follows: node.follows }),
      node.out > 0 && h('span', { class: 'warn' }, ` · ${text('node.out', { count: node.out })}`),
      node.lag > 0 && ` · ${text('node.lag', { count: node.lag })}`));
}

function quorumText(state) {
  if (!state.quorum) {
    return text('quorum.unknown');
  }
  const { leader, epoch, voters, lags } = state.quorum;
  const behind = voters.filter((id) => (lags[id] ?? 0) > 0);
  const who = leader === null || isStopped(state, leader) ? text('quorum.none') : text('quorum.leader', { id: String(leader) });
  const late = behind.length > 0 ? ` ${text('quorum.lag', { nodes: behind.map(String), count: Math.max(...behind.map((id) => lags[id])) })}` : '';
  return `${who} ${text('quorum.voters', { epoch: String(epoch), voters: voters.map(String) })}${late}`;
}
