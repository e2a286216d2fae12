// The verdict on a run, as report.json has it.

import { h } from './dom.js';
import { count, duration, has, text } from './text.js';

const MOST_OUTAGES = 40;

export function verdictView(report) {
  const found = Object.entries(report.anomalies).filter(([, each]) => each.count > 0);
  return h('section', { id: 'verdict', class: `card verdict ${report.outcome}`, 'aria-labelledby': 'verdict-heading' },
    h('div', { class: 'verdict-top' },
      h('p', { class: 'outcome' }, text(`outcome.${report.outcome}`)),
      h('div', {}, h('h2', { id: 'verdict-heading' }, report.scenario),
        report.question && h('p', { class: 'question' }, report.question), h('p', {}, summary(report)))),
    (report.reasons ?? []).map((reason) => h('p', { class: 'warn' }, reason)),
    h('dl', { class: 'figures' }, figures(report)),
    found.map(([word, each]) => finding(word, each)),
    expectations(report), checked(report), outages(report), observed(report), limits());
}

/** What came of it, in a sentence. */
export function summary(report) {
  const unmet = report.expectations.filter((each) => !each.met);
  if (report.outcome === 'invalid' || report.outcome === 'inconclusive') {
    return text('verdict.inconclusive');
  }
  return unmet.length > 0 ? text('verdict.unmet', { list: unmet.map((each) => each.expect) })
    : text(report.expectations.length > 0 ? 'verdict.met' : 'verdict.nothing', { count: report.expectations.length });
}

function figures({ sends, deliveries, latency_ms: { send }, outages: all }) {
  const longest = Math.max(0, ...all.map((each) => each.length_ms ?? 0));
  const lost = text('verdict.of', { count: sends.ok });
  return [
    ['verdict.acknowledged', count(sends.ok), ''],
    ['verdict.delivered', count(deliveries.once + deliveries.more), lost],
    ['verdict.twice', count(deliveries.more), ''],
    ['verdict.unknown', count(sends.info + sends.fail), ''],
    ['verdict.outage', longest > 0 ? duration(longest * 1e6) : '–', ''],
    ['verdict.p99', send.p99 === null ? '–' : duration(send.p99 * 1e6), ''],
  ].map(([key, value, rest]) => h('div', { class: 'figure' }, h('dt', {}, text(key)), h('dd', {}, h('strong', {}, value), h('small', { class: 'soft' }, ` ${rest}`))));
}

function finding(word, { count: number, examples }) {
  return h('div', { class: 'finding' }, h('h3', {}, text('verdict.finding', { word, count: number })), h('p', {}, meaning(word)),
    h('ul', {}, examples.map((each) => h('li', {}, h('code', {}, each.ids.join(', ')), ' ', text('verdict.example', {
      partition: String(each.partition ?? each.partitions?.join(', ') ?? '–'), offsets: each.offsets.join(', ') || '–',
      times: each.times_ms.map((ms) => (ms / 1000).toFixed(3)).join(', '), lines: each.lines.join(', '),
    })))));
}

function meaning(word) {
  return has(`anomaly.${word}`) ? text(`anomaly.${word}`) : '';
}

function folded(key, ...children) {
  return h('details', {}, h('summary', {}, text(key)), ...children);
}

function table(key, columns, rows) {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': text(key) }, h('table', {},
    h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, text(column))))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell)))))));
}

function expectations({ expectations: all }) {
  const rows = all.toSorted((a, b) => a.met - b.met).map((each) => [
    h('span', { class: each.met ? 'good' : 'bad' }, text(each.met ? 'verdict.yes' : 'verdict.no')), h('code', {}, each.expect), each.seen]);
  const details = folded('verdict.expectations', table('verdict.expectations', ['verdict.result', 'verdict.expected', 'verdict.seen'], rows));
  details.open = all.some((each) => !each.met);
  return all.length > 0 ? details : '';
}

function checked({ anomalies: all }) {
  return folded('verdict.checked', table('verdict.checked', ['verdict.anomaly', 'verdict.count', 'verdict.meaning'],
    Object.entries(all).map(([word, each]) => [h('code', {}, word), each.count === null ? '–' : count(each.count), meaning(word)])));
}

function outages({ outages: all }) {
  const seen = all.filter((each) => each.observed !== false);
  const rows = seen.toSorted((a, b) => (b.length_ms ?? 0) - (a.length_ms ?? 0)).slice(0, MOST_OUTAGES).map((each) => [
    String(each.partition), each.fault ? `${each.fault}${each.node === null ? '' : ` ${text('node', { id: String(each.node) })}`}` : '–',
    ...['from_ms', 'to_ms', 'length_ms', 'detection_ms', 'recovery_ms', 'consumer_ms'].map((key) => (each[key] === null ? '–' : duration(each[key] * 1e6))),
    each.lines.join(', ')]);
  return seen.length === 0 ? '' : folded('verdict.outages', h('p', { class: 'soft' }, text('verdict.outages.hint')), table('verdict.outages',
    ['partition.short', 'outage.fault', 'outage.from', 'outage.to', 'outage.length', 'outage.detection', 'outage.recovery', 'outage.consumer', 'outage.lines'], rows));
}

function observed({ observed: all }) {
  return all && Object.keys(all).length > 0 ? folded('verdict.observed', table('verdict.observed', ['verdict.observation', 'verdict.seen'],
    Object.entries(all).map(([name, value]) => [name, String(value)]))) : '';
}

function limits() {
  return folded('verdict.limits', h('p', { class: 'soft' }, text('verdict.limits.text')));
}
