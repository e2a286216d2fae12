import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import test from 'node:test';

import { leadersSoFar, newState, outages, reduce, status } from '../../main/resources/dev/failoverlab/report/page/state.js';
import { PIECE, Player, unpack } from '../../main/resources/dev/failoverlab/report/page/player.js';
import { Painter } from '../../main/resources/dev/failoverlab/report/page/painter.js';
import { plain } from '../../main/resources/dev/failoverlab/report/page/text.js';
import { murmur2 } from '../../main/resources/dev/failoverlab/report/page/way.js';

const MS = 1e6;

const HEADER = { kind: 'run', t: 0, version: 1, scenario: 's', topic: 'email.send', partitions: 2, replication_factor: 3, min_isr: 2, settings: { layout: { brokers: 3 } } };

const report = (ms, seen, number, leader, epoch, isr) => ({ kind: 'partition', t: ms * MS, partition: number, leader, epoch, isr, replicas: [1, 2, 3], seen_from: seen });

const fault = (ms, type, word = 'kill', node = 1) => ({ kind: 'fault', t: ms * MS, type, fault: word, node, stops_process: true });

const send = (ms, type, id, number, offset) => ({ kind: 'send', t: ms * MS, type, process: 'p', id, partition: number, offset });

const KILL = [
  HEADER, report(1, 1, 0, 1, 0, [1, 2, 3]), report(1, 2, 0, 1, 0, [1, 2, 3]), report(1, 3, 1, 2, 0, [1, 2, 3]),
  send(100, 'invoke', 'a', 0), send(105, 'ok', 'a', 0, 0), fault(1000, 'asked'), fault(1010, 'begin'), send(1100, 'invoke', 'b', 0),
  report(10_000, 2, 0, 2, 1, [2, 3]), send(10_100, 'ok', 'b', 0, 1), { kind: 'poll', t: 10_150 * MS, process: 'c', records: [{ partition: 0, offset: 1, id: 'b' }, { partition: 0, offset: 0, id: 'warm-up-1' }] },
  fault(12_000, 'end'), report(14_000, 1, 0, 2, 1, [2, 3]), report(15_000, 2, 0, 2, 1, [1, 2, 3]),
];

function after(events, until = Infinity) {
  return events.filter((each) => each.t <= until * MS).reduce((state, event) => reduce(state, event), newState());
}

test('the newest epoch wins, whatever an old leader still reports', () => {
  const state = after([...KILL, report(16_000, 1, 0, 1, 0, [1, 2, 3])]);
  assert.equal(state.partitions[0].leader, 2);
});

test('what a member of a share group is handed is delivered', () => {
  const acquired = { kind: 'acquire', t: 20_000 * MS, process: 'm', records: [{ partition: 0, offset: 1, id: 'b', deliveries: 1 }] };
  assert.equal(after([...KILL, acquired]).delivered, after(KILL).delivered + 1);
});

test('a killed node is killed, then starting, then catching up, then up', () => {
  const words = [1010, 12_000, 14_000, 15_000].map((ms) => status(after(KILL, ms), 1).word);
  assert.deepEqual(words, ['killed', 'starting', 'behind', 'up']);
});

test('a node without a fault that does not answer is silent', () => {
  const state = after([...KILL, { kind: 'node', t: 16_000 * MS, node: 3, answers: true }, { kind: 'node', t: 17_000 * MS, node: 3, answers: false }]);
  assert.equal(status(state, 3).word, 'silent');
});

test('a node that was started and does not answer yet is starting, for a minute', () => {
  const silence = { kind: 'node', t: 1020 * MS, node: 1, answers: false };
  const started = [...KILL.slice(0, 8), silence, fault(12_000, 'end')];
  assert.equal(status(after(started), 1).word, 'starting');
  assert.equal(status(after([...started, { kind: 'note', t: 73_000 * MS, text: 'n' }]), 1).word, 'silent');
});

test('an outage waits for the members of the ISR that are gone', () => {
  const [outage] = outages(after(KILL, 1100), 5000 * MS);
  assert.deepEqual([outage.partition, outage.length / MS, outage.missing, outage.leaderGone], [0, 3900, [1], true]);
  assert.deepEqual(outages(after(KILL)), []);
});

test('emails are counted once, without those of the warm-up', () => {
  const { sent, acknowledged, pending, delivered } = after(KILL);
  assert.deepEqual([sent, acknowledged, pending, delivered], [2, 2, 0, 1]);
});

test('the table of leaders fills', () => {
  assert.deepEqual(after(KILL, 14_000).leaders, { before: [1, 2], after: [2, 2] });
  const { leaders } = after([...KILL, { kind: 'phase', t: 17_000 * MS, name: 'read' }]);
  assert.deepEqual(leaders, { before: [1, 2], after: [2, 2], recovered: [2, 2], rebalanced: [2, 2] });
});

test('a lab that stays up fills the table of leaders, too', () => {
  assert.deepEqual(leadersSoFar(after(KILL, 5000)), { before: [1, 2], after: [null, 2] });
  assert.deepEqual(leadersSoFar(after(KILL, 10_000)), { before: [1, 2], after: [2, 2] });
  const moved = report(16_000, 1, 1, 1, 1, [1, 2, 3]);
  const back = report(17_000, 1, 0, 1, 2, [1, 2, 3]);
  assert.equal(after([...KILL, moved]).leaders.rebalanced, undefined);
  assert.deepEqual(after([...KILL, moved, back]).leaders.rebalanced, [1, 1]);
});

test('unknown kinds and fields change nothing but the time', () => {
  const state = after(KILL);
  const before = structuredClone(state);
  reduce(state, { kind: 'of-a-newer-version', t: 20_000 * MS, x: 1 });
  assert.deepEqual({ ...state, t: 0 }, { ...before, t: 0 });
});

test('a replay has the state of live at each moment, wherever it comes from', async () => {
  const events = [...KILL];
  for (let i = 0; i < 20_000; i++) {
    events.push(send(20_000 + i, 'invoke', `x${i}`, i % 2), send(20_000 + i + 0.5, 'ok', `x${i}`, i % 2, i));
  }
  const player = new Player();
  await player.load(new TextEncoder().encode(`${events.map((each) => JSON.stringify(each)).join('\n')}\n`));
  assert.ok(player.blocks.length > 5);
  for (const ms of [39_999, 1200, 30_000, 10_100, 25_000.2, 0]) {
    const live = after(events, ms);
    live.t = ms * MS;
    live.line = events.filter((each) => each.t <= ms * MS).length;
    assert.deepEqual(player.seek(ms * MS), live, `at ${ms} ms`);
  }
});

/** The most that is parsed between two pauses, in characters. */
async function mostBetweenPauses(work) {
  const { parse } = JSON;
  const { setTimeout: pause } = globalThis;
  let most = 0;
  let now = 0;
  const end = () => { most = Math.max(most, now); now = 0; };
  JSON.parse = (text) => { now += text.length; return parse(text); };
  globalThis.setTimeout = (...all) => { end(); return pause(...all); };
  try {
    await work();
  } finally {
    JSON.parse = parse;
    globalThis.setTimeout = pause;
  }
  end();
  return most;
}

test('a long history of many partitions is read in small pieces, and a moment costs one block', async () => {
  const lines = [JSON.stringify({ ...HEADER, partitions: 100 })];
  for (let i = 0; i < 100_000; i++) {
    lines.push(JSON.stringify(send(i, 'invoke', `x${i}`, i % 100)), JSON.stringify(send(i + 0.5, 'ok', `x${i}`, i % 100, i)));
  }
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const player = new Player();
  const reading = await mostBetweenPauses(() => player.load(bytes));
  assert.ok(reading > PIECE / 2 && reading < PIECE + 1000, `${reading} while reading`);
  const block = Math.max(bytes.length / 256, 128 * 1024);
  for (const ms of [99_000, 10, 50_000, 50_001, 75_000.2]) {
    const seeking = await mostBetweenPauses(() => player.seek(ms * MS));
    assert.ok(seeking > 0 && seeking < block + 1000, `${seeking} for ${ms} ms`);
  }
  assert.ok(player.blocks.length <= 257);
});

test('the lines about an email are searched for once', async () => {
  const player = new Player();
  await player.load(new TextEncoder().encode(KILL.map((each) => JSON.stringify(each)).join('\n')));
  const lines = await player.find('b');
  assert.deepEqual(lines.map((each) => each.line), [9, 11, 12]);
  assert.equal(await player.find('b'), lines);
  assert.equal((await player.find('a')).length, 2);
});

test('views are drawn with pauses between them, and again when something has changed meanwhile', async () => {
  const drawn = [];
  let now = 1;
  const slow = (name) => ({
    update(model) {
      drawn.push(`${name}${model}`);
      for (const began = performance.now(); performance.now() - began < 10;);
    },
  });
  const painter = new Painter(() => now, [slow('a'), slow('b')]);
  const painted = painter.paint();
  assert.deepEqual(drawn, ['a1']);
  now = 2;
  assert.equal(painter.paint(), painted);
  await painted;
  assert.deepEqual(drawn, ['a1', 'b1', 'a2', 'b2']);
  await painter.paint();
  assert.equal(drawn.at(-1), 'b2');
  assert.equal(drawn.length, 6);
});

test('packed bytes that do not fit into one piece are whole', async () => {
  const bytes = Uint8Array.from({ length: 2 * PIECE }, (each, i) => (i * 2654435761) >>> 24);
  assert.deepEqual(await unpack(gzipSync(bytes, { level: 0 }).toString('base64')), bytes);
});

test('a history however long leaves a bounded track', async () => {
  const player = new Player();
  const lines = [JSON.stringify(HEADER)];
  for (let i = 0; i < 3600; i++) {
    lines.push(JSON.stringify(send(i * 1000, 'invoke', `x${i}`, 0)), JSON.stringify(send(i * 1000 + 3, 'ok', `x${i}`, 0, i)), JSON.stringify({ kind: 'note', t: (i * 1000 + 4) * MS, text: 'n' }));
  }
  await player.load(new TextEncoder().encode(lines.join('\n')));
  assert.ok(player.track.latency[0].values.length <= 1200);
  assert.equal(player.track.events.length, 2000);
  assert.equal(player.track.dropped, 1600);
});

test("the hash of a key is the one of Kafka's producer", () => {
  // The expectations of Kafka's own UtilsTest, made positive as its partitioner does.
  const known = { 21: -973932308, foobar: -790332482, 'a-little-bit-long-string': -985981536, 'lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8': -58897971 };
  for (const [key, hash] of Object.entries(known)) {
    assert.equal(murmur2(key), hash & 0x7fffffff, key);
  }
});

test('letters that cannot be seen are spelled out', () => {
  assert.equal(plain('a\u0000\u202eb\n한'), 'a\\u0000\\u202eb\\u000a한');
});
