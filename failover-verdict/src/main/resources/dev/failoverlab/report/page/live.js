// Follows the history of a lab that is up: server-sent events that resume by number.

import { PIECE } from './player.js';
import { newState, reduce } from './state.js';
import { Track } from './track.js';

/** Without any sign of life for so long, the connection is gone, whatever the browser thinks. */
const SILENCE = 10_000;

/** The answer to a request may come after several other emails. */
const WATCHED = 50;

export class Live {
  constructor(url) {
    this.url = url;
    this.last = null;
    this.report = null;
    this.ended = false;
    this.answered = false;
    this.watched = new Map();
    this.queue = [];
    this.forget();
    this.heard = performance.now();
    this.open();
    setInterval(() => this.check(), 1000);
  }

  forget() {
    this.report = null;
    this.watched.clear();
    this.state = newState();
    this.track = new Track();
    this.clock = null;
    this.recent = null;
    this.queue.length = 0;
  }

  open() {
    this.source?.close();
    const url = new URL(this.url, location.href);
    if (this.last) {
      url.searchParams.set('after', this.last);
    }
    this.source = new EventSource(url);
    this.source.addEventListener('reset', () => { this.alive(); this.forget(); });
    this.source.addEventListener('now', (event) => { this.alive(); this.set(Number(event.data)); });
    this.source.addEventListener('verdict', (event) => { this.alive(); this.report = JSON.parse(event.data); });
    this.source.addEventListener('end', () => { this.alive(); this.ended = true; this.source.close(); });
    this.source.addEventListener('message', (event) => {
      this.alive();
      this.last = event.lastEventId;
      this.queue.push(event.data.split('\n'));
      this.work();
    });
  }

  alive() {
    this.answered = true;
    this.heard = performance.now();
  }

  /** How long the connection has been silent in milliseconds; 0 while it lives or the history is complete. */
  silence() {
    const silence = performance.now() - this.heard;
    return this.ended || silence < SILENCE ? 0 : silence;
  }

  check() {
    if (this.silence() > 0 && this.source.readyState !== EventSource.CONNECTING) {
      this.open();
    }
  }

  set(t) {
    this.clock = { t, at: performance.now() };
  }

  /** The run's clock now. */
  now() {
    if (!this.clock || this.ended || this.silence() > 0) {
      return this.state.t;
    }
    return Math.max(this.state.t, this.clock.t + (performance.now() - this.clock.at) * 1e6);
  }

  /** A long history is read in pieces, so that the page stays responsive. */
  work() {
    if (this.working) {
      return;
    }
    for (let done = 0; this.queue.length > 0 && done < PIECE;) {
      for (const line of this.queue.shift()) {
        this.take(line);
        done += line.length;
      }
    }
    this.working = this.queue.length > 0;
    if (this.working) {
      setTimeout(() => {
        this.working = false;
        this.work();
      });
    }
  }

  take(line) {
    if (line === '') {
      return;
    }
    const event = JSON.parse(line);
    const { state } = this;
    state.line++;
    reduce(state, event, (kind, details) => this.track.take(state, kind, details));
    if (event.kind === 'send' && event.type === 'invoke') {
      this.remember(event);
    }
    const ids = ['poll', 'acquire'].includes(event.kind) ? event.records.map((each) => each.id) : [event.id];
    ids.forEach((id) => this.watched.get(id)?.push({ line: state.line, event }));
    if (!this.clock || event.t > this.now()) {
      this.set(event.t);
    }
  }

  /** The latest emails are watched from their beginning, in case one of them is to be followed. */
  remember(event) {
    this.recent = event.id;
    this.watched.set(event.id, []);
    if (this.watched.size > WATCHED) {
      const oldest = [...this.watched.keys()].find((id) => id !== this.followed);
      this.watched.delete(oldest);
    }
  }

  async find(id) {
    this.followed = id;
    if (!this.watched.has(id)) {
      this.watched.set(id, []);
    }
    return this.watched.get(id);
  }
}
