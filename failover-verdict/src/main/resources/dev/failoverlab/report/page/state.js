// The state of a cluster as its history tells it: one pure step for each event, used live, in a replay and in a report.
// A state is small and can be cloned; what is only appended to is in the track (track.js).

const SECOND = 1e9;

/** Emails before the load begins are delivered, too, and are not counted. */
const WARM_UP = 'warm-up';

/** A stop shorter than this is not shown as an outage: a busy machine has many. */
export const SHORTEST_OUTAGE = 250e6;

/** A node that was started and has not answered for so long may never do so. */
const LONGEST_START = 60e9;

export function newState() {
  return {
    t: 0,
    line: 0,
    header: null,
    phase: null,
    nodes: new Map(),
    quorum: null,
    partitions: [],
    faults: [],
    sent: 0,
    acknowledged: 0,
    failed: 0,
    unknown: 0,
    delivered: 0,
    pending: 0,
    lastId: null,
    consumers: new Map(),
    sessionTimeout: null,
    leaders: {},
    moves: 0,
  };
}

export function partition(state, number) {
  while (state.partitions.length <= number) {
    state.partitions.push({
      number: state.partitions.length, leader: null, epoch: -1, isr: [], elr: [], replicas: [], seenFrom: null,
      ends: {}, waiting: new Map(), blockedSince: null, lastAck: null, acknowledged: 0, end: null,
    });
  }
  return state.partitions[number];
}

export function node(state, id) {
  let found = state.nodes.get(id);
  if (!found) {
    found = { id, answers: null, heard: null, healed: null, silent: null };
    state.nodes.set(id, found);
    state.nodes = new Map([...state.nodes].sort((a, b) => a[0] - b[0]));
  }
  return found;
}

/** The next state; the same object, changed. `notify(kind, details)` is told what a reader would want to know. */
export function reduce(state, event, notify = () => {}) {
  state.t = Math.max(state.t, event.t);
  const step = STEPS[event.kind];
  if (step) {
    step(state, event, notify);
  }
  return state;
}

function delivered(state, event, notify) {
  let count = 0;
  for (const record of event.records) {
    if (record.id && !record.id.startsWith(WARM_UP)) {
      count++;
    }
  }
  state.delivered += count;
  notify('delivered', { count });
}

const STEPS = {
  run(state, event) {
    state.header = event;
    for (let number = 0; number < event.partitions; number++) {
      partition(state, number);
    }
    const brokers = event.settings?.layout?.brokers ?? 0;
    for (let id = 1; id <= brokers; id++) {
      node(state, id);
    }
  },

  phase(state, event, notify) {
    state.phase = event.name;
    if (event.name === 'heal') {
      keepLeaders(state, 'after');
    }
    if (event.name === 'read') {
      keepLeaders(state, 'rebalanced');
    }
    notify('phase', { name: event.name });
  },

  config(state, event) {
    for (const settings of Object.values(event.nodes ?? {})) {
      const timeout = Number(settings['broker.session.timeout.ms']);
      state.sessionTimeout = Number.isFinite(timeout) ? timeout : state.sessionTimeout;
    }
  },

  send(state, event, notify) {
    SENDS[event.type]?.(state, event, notify);
  },

  poll: delivered,

  acquire: delivered,

  assign(state, event, notify) {
    if (event.partitions.length > 0) {
      state.consumers.set(event.process, event.partitions);
    } else {
      state.consumers.delete(event.process);
    }
    notify('assign', { process: event.process, partitions: event.partitions });
  },

  fault(state, event, notify) {
    FAULTS[event.type]?.(state, event, notify);
  },

  partition(state, event, notify) {
    heard(state, event.seen_from, event.t);
    const known = partition(state, event.partition);
    event.replicas.forEach((id) => node(state, id));
    if (event.epoch < known.epoch) {
      return;
    }
    const before = { leader: known.leader, isr: known.isr, known: known.epoch >= 0 };
    Object.assign(known, {
      leader: event.leader, epoch: event.epoch, isr: event.isr, elr: event.elr ?? [], replicas: event.replicas,
      seenFrom: event.seen_from,
    });
    if (before.known && before.leader !== event.leader) {
      state.moves++;
      notify('leader', { partition: event.partition, from: before.leader, to: event.leader });
    }
    if (before.known && !same(before.isr, event.isr)) {
      notify('isr', { partition: event.partition, from: before.isr, to: event.isr });
    }
    recover(state);
  },

  quorum(state, event, notify) {
    heard(state, event.seen_from, event.t);
    event.voters.forEach((id) => node(state, id));
    const before = state.quorum;
    if (before && event.epoch < before.epoch) {
      return;
    }
    state.quorum = {
      leader: event.leader, epoch: event.epoch, voters: event.voters, seenFrom: event.seen_from,
      lags: event.lags ?? before?.lags ?? {},
    };
    if (before && before.leader !== event.leader) {
      notify('controller', { from: before.leader, to: event.leader, epoch: event.epoch });
    }
  },

  node(state, event, notify) {
    const known = node(state, event.node);
    if (known.answers !== event.answers) {
      const first = known.answers === null;
      known.answers = event.answers;
      known.silent = event.answers ? null : event.t;
      if (event.answers) {
        known.heard = event.t;
      }
      if (!first) {
        notify('answers', { node: event.node, answers: event.answers });
      }
    }
  },

  offsets(state, event) {
    heard(state, event.seen_from, event.t);
    for (const [number, end] of Object.entries(event.ends)) {
      partition(state, Number(number)).ends[event.seen_from] = end;
    }
  },

  log(state, event) {
    partition(state, event.partition).end = event.end;
  },

  unmet(state, event, notify) {
    notify('unmet', { step: event.step, condition: event.condition, seen: event.seen });
  },

  observation(state, event, notify) {
    notify('observation', { name: event.name, value: event.value });
  },

  note(state, event, notify) {
    notify('note', { text: event.text });
  },

  way(state, event, notify) {
    notify('way', event);
  },
};

const SENDS = {
  invoke(state, event, notify) {
    state.sent++;
    state.lastId = event.id;
    state.pending++;
    const where = partition(state, event.partition);
    where.waiting.set(event.id, event.t);
    where.blockedSince ??= event.t;
    notify('sent', { partition: event.partition });
  },

  ok(state, event, notify) {
    const where = partition(state, event.partition);
    const invoked = take(state, event, where);
    state.acknowledged++;
    where.acknowledged++;
    if (event.offset !== undefined) {
      where.end = Math.max(where.end ?? 0, event.offset + 1);
    }
    const from = outageBegan(where);
    if (from !== null && event.t - from >= SHORTEST_OUTAGE) {
      notify('outage', { partition: where.number, from, to: event.t });
    }
    where.lastAck = event.t;
    where.blockedSince = where.waiting.size > 0 ? where.waiting.values().next().value : null;
    notify('acknowledged', { partition: where.number, invoked, t: event.t });
  },

  fail(state, event, notify) {
    state.failed++;
    ended(state, event, notify);
  },

  info(state, event, notify) {
    state.unknown++;
    ended(state, event, notify);
  },
};

const FAULTS = {
  asked(state, event, notify) {
    if (state.faults.every((fault) => fault.end !== null)) {
      state.leaders = {};
      state.faults = [];
      keepLeaders(state, 'before');
    }
    state.faults.push({ ...fault(event), asked: event.t, begin: null, end: null });
    notify('asked', fault(event));
  },

  begin(state, event, notify) {
    let found = open(state, event, (each) => each.begin === null);
    if (!found) {
      found = { ...fault(event), asked: event.t, begin: null, end: null };
      state.faults.push(found);
    }
    found.begin = event.t;
    found.nodes = fault(event).nodes;
    found.nodes.forEach((id) => { node(state, id).healed = null; });
    notify('begin', fault(event));
  },

  end(state, event, notify) {
    const found = open(state, event, (each) => (each.begin === null) === Boolean(event.error)) ?? open(state, event, () => true);
    if (found) {
      found.end = event.t;
    }
    if (event.error && found?.begin === null) {
      return;
    }
    if (!state.leaders.after) {
      keepLeaders(state, 'after');
    }
    recover(state);
    fault(event).nodes.forEach((id) => { node(state, id).healed = event.t; });
    notify('end', fault(event));
  },
};

/** A send that was not acknowledged: the partition stays blocked until one is. */
function ended(state, event, notify) {
  for (const where of state.partitions) {
    if (where.waiting.has(event.id)) {
      const invoked = take(state, event, where);
      notify('unacknowledged', { partition: where.number, invoked, error: event.error });
      return;
    }
  }
}

function take(state, event, where) {
  const invoked = where.waiting.get(event.id);
  if (where.waiting.delete(event.id)) {
    state.pending--;
  }
  return invoked ?? event.t;
}

/** The words whose process stops, in histories that do not say so themselves. */
const OLD_STOPPING = new Set(['stop', 'kill', 'pause', 'wipe', 'bounce']);

function fault(event) {
  return {
    fault: event.fault,
    phrase: event.phrase ?? event.fault,
    stops: event.stops_process ?? OLD_STOPPING.has(event.fault),
    nodes: event.nodes ?? (event.node === undefined || event.node === null ? [] : [event.node]),
    target: event.target ?? null,
    error: event.error ?? null,
  };
}

function open(state, event, condition) {
  const { nodes } = fault(event);
  return state.faults.find((each) => each.fault === event.fault && each.end === null && condition(each)
    && (each.nodes.length === 0 || nodes.length === 0 || each.nodes.some((id) => nodes.includes(id))));
}

function heard(state, id, t) {
  node(state, id).heard = t;
}

/** A lab that stays up has no phase `read`: there, leadership is back once each preferred replica leads. */
function recover(state) {
  const { leaders, partitions } = state;
  if (leaders.after && !leaders.recovered && partitions.every(whole)) {
    keepLeaders(state, 'recovered');
  }
  if (leaders.recovered && !leaders.rebalanced && partitions.every((each) => each.leader === each.replicas[0])) {
    keepLeaders(state, 'rebalanced');
  }
}

/** The table of leaders; until the fault is over, the row after it shows who leads now. */
export function leadersSoFar(state) {
  const begun = state.faults.some((each) => each.begin !== null);
  return begun ? { after: leadersNow(state), ...state.leaders } : state.leaders;
}

function leadersNow(state) {
  return state.partitions.map((each) => (isStopped(state, each.leader) ? null : each.leader));
}

function keepLeaders(state, when) {
  state.leaders[when] = leadersNow(state);
}

/* Questions to a state. */

export function same(one, other) {
  return one.length === other.length && one.every((value) => other.includes(value));
}

export function whole(each) {
  return each.replicas.length > 0 && each.replicas.every((id) => each.isr.includes(id));
}

export function faultsOf(state, id) {
  return state.faults.filter((each) => each.begin !== null && each.end === null && each.nodes.includes(id));
}

/** Whether a node leads nothing at the moment, whatever old reports say. */
export function isStopped(state, id) {
  if (id === null) {
    return false;
  }
  return faultsOf(state, id).some((each) => each.stops) || state.nodes.get(id)?.answers === false;
}

/** What a node is doing: a word of the texts (`status.…`) and the fault, if one is in force. */
export function status(state, id) {
  const known = state.nodes.get(id);
  const fault = faultsOf(state, id).at(-1);
  if (fault && fault.fault !== 'none') {
    return { word: WORDS[fault.fault] ?? (fault.stops ? 'down' : 'disturbed'), fault };
  }
  const returning = known.healed !== null && (known.heard ?? 0) <= known.healed;
  if (known.answers === false && !(returning && state.t - known.healed < LONGEST_START)) {
    return { word: 'silent' };
  }
  if (returning) {
    return { word: 'starting' };
  }
  if (known.heard === null) {
    return { word: 'unknown' };
  }
  const behind = state.partitions.some((each) => each.replicas.includes(id) && !each.isr.includes(id));
  return { word: behind ? 'behind' : 'up' };
}

const WORDS = {
  kill: 'killed', stop: 'stopped', pause: 'paused', wipe: 'killed', stutter: 'paused', isolate: 'cut',
  partition: 'cut', 'partition-clients': 'cut', bounce: 'down', slow: 'slow',
};

/** Since when a partition has acknowledged nothing although emails wait; null when none waits. */
export function outageBegan(each) {
  return each.blockedSince === null ? null : Math.max(each.lastAck ?? 0, each.blockedSince);
}

/** The partitions that accept no writes now, with the ISR members that they wait for. */
export function outages(state, now = state.t) {
  return state.partitions
    .filter((each) => each.blockedSince !== null && now - outageBegan(each) >= SHORTEST_OUTAGE)
    .map((each) => ({
      partition: each.number,
      from: outageBegan(each),
      length: now - outageBegan(each),
      leaderGone: each.leader === null || isStopped(state, each.leader),
      missing: each.isr.filter((id) => unreachable(state, id)),
      isr: each.isr.length,
      minIsr: state.header?.min_isr ?? 1,
    }));
}

function unreachable(state, id) {
  return isStopped(state, id) || faultsOf(state, id).some((each) => each.fault !== 'none');
}

/** When a node's silence began, as far as the history tells. */
export function goneSince(state, id) {
  const fault = faultsOf(state, id)[0];
  return fault?.begin ?? state.nodes.get(id)?.silent ?? null;
}

export function noLeader(state) {
  return state.partitions.filter((each) => each.epoch >= 0 && (each.leader === null || isStopped(state, each.leader)));
}

/** How many records a replica is behind its leader; null when unknown. */
export function lag(each, id) {
  const end = each.ends[each.leader];
  return end === undefined || each.ends[id] === undefined ? null : Math.max(0, end - each.ends[id]);
}

export function seconds(t) {
  return t / SECOND;
}
