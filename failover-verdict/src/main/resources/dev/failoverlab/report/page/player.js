// Plays a history: blocks of its bytes, and the state at the beginning of each, so that any moment is near.

import { newState, reduce } from './state.js';
import { Track } from './track.js';

/** So many that a jump, which reads up to one block, is a short task even in an hour of a hundred partitions. */
const BLOCKS = 256;

const SMALLEST = 128 * 1024;

/**
 * Work in pieces, so that the page stays responsive: so many characters cost some 10 ms. Counted, not timed: on a busy machine,
 * pieces of equal time would hold ever less.
 */
export const PIECE = 512 * 1024;

const DECODER = new TextDecoder();

export class Player {
  constructor() {
    this.blocks = [];
    this.track = new Track();
    this.end = 0;
    this.state = newState();
    this.place = null;
    this.notable = [];
    this.found = { id: null, lines: [] };
  }

  /** Reads all. `progress(share)` is called now and then. */
  async load(bytes, progress = () => {}) {
    const state = newState();
    const size = Math.max(SMALLEST, Math.ceil(bytes.length / BLOCKS));
    let done = 0;
    for (let from = 0; from < bytes.length;) {
      const to = lineEnd(bytes, Math.min(bytes.length, from + size));
      this.blocks.push({ t: state.t, line: state.line, text: bytes.subarray(from, to), state: structuredClone(state) });
      for (const line of linesOf(bytes, from, to)) {
        state.line++;
        if (line !== '') {
          reduce(state, JSON.parse(line), (kind, details) => this.track.take(state, kind, details));
        }
        done += line.length;
        if (done >= PIECE) {
          progress(from / bytes.length);
          await rest();
          done = 0;
        }
      }
      from = to;
    }
    if (this.blocks.length === 0) {
      this.blocks.push({ t: 0, line: 0, text: bytes, state: structuredClone(state) });
    }
    this.end = state.t;
    this.notable = this.track.events.filter((each) => each.kind !== 'note' && each.kind !== 'observation');
    this.begin = Math.max(0, (this.track.first ?? 0) - 1e9);
    this.state = state;
    this.place = null;
  }

  /** The state at a moment. */
  seek(t) {
    if (!this.place || t < this.state.t) {
      this.jump(t);
    }
    const behind = this.blocks.findLast((each) => each.t <= t);
    if (behind && behind.t > this.state.t && behind !== this.place.block) {
      this.jump(t);
    }
    this.forward(t);
    this.state.t = t;
    return this.state;
  }

  jump(t) {
    const block = this.blocks.findLast((each) => each.t < t) ?? this.blocks[0];
    this.state = structuredClone(block.state);
    this.place = { block, lines: null, next: 0 };
  }

  forward(t) {
    for (;;) {
      const { place } = this;
      place.lines ??= DECODER.decode(place.block.text).split('\n');
      while (place.next < place.lines.length - 1 || (place.next < place.lines.length && place.lines[place.next])) {
        const line = place.lines[place.next];
        if (line !== '') {
          place.event ??= JSON.parse(line);
          if (place.event.t > t) {
            return;
          }
          reduce(this.state, place.event);
          place.event = undefined;
        }
        this.state.line++;
        place.next++;
      }
      const next = this.blocks[this.blocks.indexOf(place.block) + 1];
      if (!next) {
        return;
      }
      this.place = { block: next, lines: null, next: 0 };
    }
  }

  nextEvent(t) {
    return this.notable.find((each) => each.t > t)?.t ?? this.end;
  }

  previousEvent(t) {
    return this.notable.findLast((each) => each.t < t - 1e6)?.t ?? this.begin;
  }

  /** The lines about one email. They are searched for once, however often the email is shown. */
  async find(id) {
    if (this.found.id !== id) {
      this.found = { id, lines: await this.search(JSON.stringify(id)) };
    }
    return this.found.lines;
  }

  async search(mark) {
    const found = [];
    for (const block of this.blocks) {
      let line = block.line;
      for (const text of DECODER.decode(block.text).split('\n')) {
        line++;
        if (text.includes(mark)) {
          found.push({ line, event: JSON.parse(text) });
        }
      }
      await rest();
    }
    return found;
  }
}

/** A pause in which the browser can draw and take input. */
export function rest() {
  return new Promise((done) => { setTimeout(done); });
}

function lineEnd(bytes, from) {
  const end = bytes.indexOf(10, from);
  return end < 0 || from >= bytes.length ? bytes.length : end + 1;
}

function* linesOf(bytes, from, to) {
  // Small pieces: a whole block as an array of texts would be a long task.
  for (let at = from; at < to;) {
    const end = lineEnd(bytes, Math.min(to, at + 32 * 1024));
    const stop = Math.min(end, to);
    const lines = DECODER.decode(bytes.subarray(at, stop)).split('\n');
    if (lines.at(-1) === '') {
      lines.pop();
    }
    yield* lines;
    at = stop;
  }
}

/** The bytes of base64 text that is gzip. */
export async function unpack(base64) {
  const text = base64.trim();
  const parts = [];
  for (let at = 0; at < text.length; at += PIECE) {
    parts.push(Uint8Array.from(atob(text.slice(at, at + PIECE)), (letter) => letter.charCodeAt(0)));
    await rest();
  }
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
