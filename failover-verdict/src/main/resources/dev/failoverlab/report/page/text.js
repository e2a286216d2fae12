// Texts, numbers and times in the reader's language. All sentences are in text/LANGUAGE.json.

const ALL = globalThis.document ? JSON.parse(document.getElementById('texts').textContent) : {};

const NAMES = { en: 'English', ko: '한국어' };

let language = chosen();

function chosen() {
  const stored = recall('language');
  const wanted = stored ? [stored] : globalThis.navigator?.languages ?? [];
  return wanted.map((each) => each.slice(0, 2)).find((each) => each in ALL) ?? 'en';
}

export function languages() {
  return Object.keys(ALL).map((code) => ({ code, name: NAMES[code], current: code === language }));
}

export function useLanguage(code) {
  language = code;
  keep('language', code);
}

export function current() {
  return language;
}

/** What a reader chose earlier; a page that is opened as a file may have no memory. */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is chosen for this view only.
  }
}

export function has(key) {
  return key in (ALL[language] ?? {}) || key in (ALL.en ?? {});
}

/** The text of a key, with {names} replaced. With `count`, key.one is used for 1. */
export function text(key, values = {}) {
  const single = values.count === 1 && has(`${key}.one`) ? `${key}.one` : key;
  const template = ALL[language]?.[single] ?? ALL.en?.[single] ?? key;
  return template.replace(/\{(\w+)}/g, (whole, name) => (name in values ? format(values[name]) : whole));
}

function format(value) {
  return Array.isArray(value) ? list(value) : typeof value === 'number' ? count(value) : plain(String(value));
}

/** Letters that cannot be seen, or turn a text around, are spelled out. */
export function plain(value) {
  return value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) => `\\u${letter.codePointAt(0).toString(16).padStart(4, '0')}`);
}

export function count(number) {
  return number.toLocaleString(language, { maximumFractionDigits: 1 });
}

export function list(values) {
  const shown = values.length > 8 ? [...values.slice(0, 7), text('list.more', { count: values.length - 7 })] : values;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(shown.map(String));
}

/** A length of time in nanoseconds. */
export function duration(t) {
  const ms = t / 1e6;
  if (ms < 100) {
    return text('unit.ms', { value: ms < 10 ? round(ms, 1) : round(ms, 0) });
  }
  const s = ms / 1000;
  return s < 60 ? text('unit.s', { value: s.toFixed(1) })
    : text('unit.min', { value: Math.floor(s / 60), seconds: String(Math.floor(s % 60)).padStart(2, '0') });
}

function round(number, digits) {
  return Number(number.toFixed(digits)).toLocaleString(language);
}

/** A moment in nanoseconds since the beginning, as minutes and seconds. */
export function clock(t) {
  const s = Math.max(0, t / 1e9);
  const whole = Math.floor(s);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}.${Math.floor((s % 1) * 10)}`;
}

export function nodes(ids) {
  return ids.length === 1 ? text('node', { id: String(ids[0]) }) : text('nodes', { ids: list(ids) });
}

export function partitions(numbers, all) {
  if (numbers.length > 1 && numbers.length === all) {
    return text('partitions.all', { count: all });
  }
  return numbers.length === 1 ? text('partition', { number: String(numbers[0]) })
    : text('partitions.some', { numbers: list(numbers) });
}

/** The name of a fault in the reader's language, else as the history calls it. */
export function faultName(fault) {
  return has(`why.fault.${fault.fault}`) ? text(`why.fault.${fault.fault}`) : fault.phrase ?? fault.fault;
}

/** What a node is doing. */
export function statusName({ word, fault }) {
  return word === 'disturbed' ? faultName(fault) : text(`status.${word}`);
}
