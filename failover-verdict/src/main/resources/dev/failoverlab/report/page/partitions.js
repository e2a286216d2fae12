// Partitions and nodes: who leads, who is in sync. A change of leader is seen as a move.

import { calm, h, section, whenChanged } from './dom.js';
import { isStopped, lag } from './state.js';
import { count, text } from './text.js';

export function partitionsView() {
  const head = h('thead');
  const body = h('tbody');
  const legend = h('p', { class: 'legend soft' }, ...['leader', 'insync', 'out', 'elr', 'lost', 'gone'].map((word) => h('span', {},
    h('i', { class: `cell-mark ${word}`, 'aria-hidden': 'true' }, MARKS[word]), text(`replica.${word}`))));
  const drawn = new Map();
  const table = h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': text('partitions.heading') },
    h('table', { class: 'grid' }, h('caption', { class: 'hidden' }, text('partitions.caption')), head, body));
  const drawHead = whenChanged((ids) => {
    head.replaceChildren(h('tr', {}, h('th', { scope: 'col' }, text('partition.short')),
      ...ids.map((id) => h('th', { scope: 'col' }, text('node', { id: String(id) }))),
      h('th', { scope: 'col', class: 'number' }, text('epoch')), h('th', { scope: 'col', class: 'number wide' }, text('offset'))));
    drawn.clear();
    body.replaceChildren();
  });
  return {
    element: section('partitions', text('partitions.heading'), table, legend),
    update({ state }) {
      const ids = [...state.nodes.keys()];
      drawHead(ids.join(), ids);
      slide(state.partitions.map((each) => row(state, each, ids, drawn, body)).filter(Boolean));
      while (body.children.length > state.partitions.length) {
        drawn.delete(body.lastChild);
        body.lastChild.remove();
      }
    },
  };
}

const MARKS = { leader: 'L', insync: '✓', out: '…', elr: 'e', lost: 'L', gone: '✕', none: '' };

/** Draws a row that has changed; returns the cells between which its leader moved, if it did. */
function row(state, each, ids, drawn, body) {
  const words = ids.map((id) => replica(state, each, id));
  const lags = ids.map((id) => (each.replicas.includes(id) && id !== each.leader ? lag(each, id) : null));
  const signature = `${words}|${lags}|${each.epoch}`;
  const end = each.ends[each.leader] ?? each.end;
  let known = drawn.get(each.number);
  let moved = null;
  if (known?.signature !== signature) {
    const before = known;
    known = { signature, leader: each.leader, ids, ...tableRow(each, words, lags) };
    if (before) {
      before.row.replaceWith(known.row);
      moved = move(before, known);
    } else {
      body.append(known.row);
    }
    drawn.set(each.number, known);
  }
  const shown = end === null || end === undefined ? '–' : count(end);
  if (known.end.textContent !== shown) {
    known.end.textContent = shown;
  }
  return moved;
}

function replica(state, each, id) {
  if (!each.replicas.includes(id)) {
    return 'none';
  }
  if (isStopped(state, id) && each.isr.includes(id)) {
    return each.leader === id ? 'lost' : 'gone';
  }
  if (each.leader === id) {
    return 'leader';
  }
  return each.isr.includes(id) ? 'insync' : each.elr.includes(id) ? 'elr' : 'out';
}

function tableRow(each, words, lags) {
  const end = h('td', { class: 'number wide' });
  const cells = words.map((word, i) => h('td', { class: `replica ${word}` },
    word !== 'none' && h('span', { class: `cell-mark ${word}` }, h('span', { 'aria-hidden': 'true' }, MARKS[word]),
      h('span', { class: 'hidden' }, text(`replica.${word}`))),
    lags[i] > 0 && h('small', {}, ` −${count(lags[i])}`)));
  const epoch = h('td', { class: 'number' }, each.epoch < 0 ? '–' : String(each.epoch));
  return { row: h('tr', {}, h('th', { scope: 'row' }, String(each.number)), ...cells, epoch, end), cells, end };
}

function move(before, now) {
  const from = before.ids.indexOf(before.leader);
  const to = now.ids.indexOf(now.leader);
  return from < 0 || to < 0 || from === to ? null : { from: now.cells[from], to: now.cells[to] };
}

/** The marks of leaders slide from the old leaders' cells to the new ones'. All are measured first: each change in between would cost a layout. */
function slide(moves) {
  moves.forEach(({ to }) => to.firstChild.classList.add('moved'));
  if (moves.length > 0 && !calm()) {
    const distances = moves.map(({ from, to }) => from.getBoundingClientRect().left - to.getBoundingClientRect().left);
    moves.forEach(({ to }, i) => to.firstChild.animate([{ transform: `translateX(${distances[i]}px)` }, { transform: 'none' }], { duration: 700, easing: 'cubic-bezier(.3,0,.1,1)' }));
  }
}
