// What is going on, in one or two sentences.

import { faultsOf, goneSince, isStopped, noLeader, outages, status, whole } from './state.js';
import { duration, nodes, partitions, statusName, text } from './text.js';

/** A kind, a tone (good, busy, bad), a headline and a sentence that explains it. */
export function story(state) {
  for (const each of STORIES) {
    const told = each(state);
    if (told !== null) {
      return { kind: each.name, ...told };
    }
  }
  return null;
}

const STORIES = [allSilent, blocked, leaderless, faulty, returning, starting, calm];

function ids(state) {
  return [...state.nodes.keys()];
}

function allSilent(state) {
  const gone = ids(state);
  if (gone.length === 0 || !gone.every((id) => isStopped(state, id))) {
    return null;
  }
  const heard = Math.max(...gone.map((id) => state.nodes.get(id).heard ?? 0));
  return { tone: 'bad', headline: text('story.silent'), detail: text('story.silent.why', { age: duration(state.t - heard) }) };
}

function blocked(state) {
  const open = outages(state);
  if (open.length === 0) {
    return null;
  }
  const length = duration(Math.max(...open.map((each) => each.length)));
  const which = partitions(open.map((each) => each.partition), state.partitions.length);
  return { tone: 'bad', headline: text('story.blocked', { which, length }), detail: whyBlocked(state, open) };
}

/** The first reason that applies. */
export function whyBlocked(state, open) {
  const missing = [...new Set(open.flatMap((each) => each.missing))];
  const short = open.find((each) => each.isr < each.minIsr);
  if (short) {
    return text('now.minisr', { isr: short.isr, min: short.minIsr });
  }
  if (missing.length > 0 && !waitsForAll(state)) {
    return open.some((each) => each.leaderGone) ? `${text('now.leader', { nodes: nodes(missing) })} ${session(state, missing)}` : text('now.unknown');
  }
  if (missing.length === 0) {
    return open.some((each) => each.leaderGone) ? text('now.noleader') : text('now.unknown');
  }
  const rest = state.quorum && !majority(state) ? text('now.noquorum')
    : open.some((each) => each.leaderGone) ? text('now.and.leader') : '';
  return `${text('now.member', { nodes: nodes(missing) })} ${session(state, missing)} ${rest}`.trim();
}

/** Whether emails are acknowledged by every member of the ISR. */
function waitsForAll({ header }) {
  return ['all', '-1'].includes(header?.settings?.producer?.acks ?? 'all');
}

function session(state, missing) {
  const count = missing.length;
  if (state.header?.settings?.fast_failover && missing.every((id) => isStopped(state, id) && status(state, id).word !== 'paused')) {
    return text('now.guard', { count });
  }
  const since = Math.min(...missing.map((id) => goneSince(state, id) ?? Infinity));
  const length = (state.sessionTimeout ?? 9000) * 1e6;
  const timeout = duration(length);
  if (!Number.isFinite(since)) {
    return text('now.session', { timeout, count });
  }
  const left = length - (state.t - since);
  return left > 0 ? text('now.session.left', { timeout, left: duration(left), count }) : text('now.session.over', { timeout, count });
}

function majority(state) {
  const { voters } = state.quorum;
  return voters.filter((id) => !isStopped(state, id)).length * 2 > voters.length;
}

function leaderless(state) {
  const without = noLeader(state).map((each) => each.number);
  return without.length === 0 ? null : {
    tone: 'bad',
    headline: text('story.leaderless', { which: partitions(without, state.partitions.length) }),
    detail: text('story.leaderless.why'),
  };
}

function faulty(state) {
  const hit = ids(state).filter((id) => faultsOf(state, id).some((each) => each.fault !== 'none'));
  const silent = ids(state).filter((id) => status(state, id).word === 'silent');
  if (hit.length + silent.length === 0) {
    return null;
  }
  const headline = hit.length > 0 ? text('story.fault', { nodes: nodes(hit), status: statusName(status(state, hit[0])) })
    : text('story.noanswer', { nodes: nodes(silent) });
  return { tone: 'busy', headline, detail: text(state.sent > 0 ? 'story.fault.flows' : 'story.fault.idle') };
}

function returning(state) {
  const back = ids(state).filter((id) => ['starting', 'behind'].includes(status(state, id).word));
  return back.length === 0 || state.sent === 0 ? null : {
    tone: 'busy', headline: text('story.returning', { nodes: nodes(back) }), detail: text('story.returning.why'),
  };
}

function starting(state) {
  const ready = state.partitions.length > 0 && state.partitions.every(whole);
  return ready ? null : { tone: 'busy', headline: text('story.starting'), detail: '' };
}

function calm(state) {
  return {
    tone: 'good',
    headline: text('story.calm'),
    detail: text('story.calm.detail', {
      nodes: text('story.calm.nodes', { count: state.nodes.size }), partitions: text('story.calm.partitions', { count: state.partitions.length }),
    }),
  };
}
