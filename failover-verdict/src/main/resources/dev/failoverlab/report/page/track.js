// What a history leaves behind over time, bounded however long it is: the latency of sends, rates, events, faults, outages.

const MOST_SLOTS = 1200;

const MOST_EVENTS = 2000;

/** Equal changes of several partitions within this time are one entry. */
const TOGETHER = 500e6;

/** A series of slots of equal length; when there are too many, neighbours are merged. */
class Slots {
  constructor(width, merge) {
    this.width = width;
    this.merge = merge;
    this.values = [];
  }

  add(t, value) {
    let slot = Math.floor(t / this.width);
    while (slot >= MOST_SLOTS) {
      this.halve();
      slot = Math.floor(t / this.width);
    }
    const before = this.values[slot];
    while (this.values.length < slot) {
      this.values.push(null);
    }
    this.values[slot] = before === undefined || before === null ? value : this.merge(before, value);
  }

  halve() {
    const merged = [];
    for (let i = 0; i < this.values.length; i += 2) {
      const [one, other] = [this.values[i], this.values[i + 1] ?? null];
      merged.push(one === null ? other : other === null ? one : this.merge(one, other));
    }
    this.values = merged;
    this.width *= 2;
  }
}

const SUM = (one, other) => one + other;

const RATES = ['sent', 'acknowledged', 'delivered'];

export class Track {
  constructor() {
    this.latency = [];
    this.missed = new Slots(100e6, SUM);
    this.rates = Object.fromEntries(RATES.map((name) => [name, new Slots(1e9, SUM)]));
    this.events = [];
    this.dropped = 0;
    this.faults = [];
    this.outages = [];
    this.elections = [];
    this.controllers = [];
    this.ways = new Map();
    this.first = null;
    this.version = 0;
  }

  /** Takes what a step of the state tells. */
  take(state, kind, details) {
    const step = TAKES[kind];
    if (step) {
      step(this, state, details);
    } else {
      this.note(state, kind, details);
    }
  }

  note(state, kind, details) {
    this.version++;
    this.events.push({ t: state.t, line: state.line, kind, ...details });
    if (this.events.length > MOST_EVENTS) {
      this.events.shift();
      this.dropped++;
    }
  }

  /** One entry for what many partitions have in common. */
  together(state, kind, key, details) {
    for (let i = this.events.length - 1; i >= 0 && state.t - this.events[i].t <= TOGETHER; i--) {
      const each = this.events[i];
      if (each.kind === kind && each.key === key && !each.partitions.includes(details.partition)) {
        each.partitions.push(details.partition);
        this.version++;
        return;
      }
    }
    this.note(state, kind, { ...details, key, partitions: [details.partition] });
  }
}

const TAKES = {
  sent(track, state) {
    track.first ??= state.t;
    track.rates.sent.add(state.t, 1);
  },

  acknowledged(track, state, { partition, invoked, t }) {
    track.rates.acknowledged.add(t, 1);
    track.latency[partition] ??= new Slots(50e6, Math.max);
    track.latency[partition].add(invoked, t - invoked);
  },

  unacknowledged(track, state, { invoked }) {
    track.missed.add(invoked, 1);
  },

  delivered(track, state, { count }) {
    if (count > 0) {
      track.rates.delivered.add(state.t, count);
    }
  },

  leader(track, state, details) {
    track.elections.push({ t: state.t, ...details });
    track.together(state, 'leader', `${details.from}>${details.to}`, details);
  },

  isr(track, state, details) {
    track.together(state, 'isr', `${details.from}>${details.to}`, isrChange(details));
  },

  controller(track, state, details) {
    track.controllers.push({ t: state.t, ...details });
    track.note(state, 'controller', details);
  },

  begin(track, state, details) {
    track.faults.push({ ...details, begin: state.t, end: null });
    track.note(state, 'begin', details);
  },

  end(track, state, details) {
    const found = track.faults.find((each) => each.fault === details.fault && each.end === null
      && each.nodes.join() === details.nodes.join());
    if (found) {
      found.end = state.t;
    }
    track.note(state, 'end', details);
  },

  outage(track, state, details) {
    track.outages.push(details);
    track.together(state, 'outage', 'ended', { ...details, length: details.to - details.from });
  },

  way(track, state, details) {
    track.ways.set(details.id, details);
    track.version++;
  },
};

function isrChange({ partition, from, to }) {
  return {
    partition, from, to,
    left: from.filter((id) => !to.includes(id)),
    joined: to.filter((id) => !from.includes(id)),
  };
}
