// Requests that change something, and what came of them.

import { h } from './dom.js';
import { text } from './text.js';

export async function ask(method, url, body) {
  const answer = await fetch(url, { method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ? JSON.stringify(body) : undefined })
    .catch(() => { throw new Error(text('live.unreachable')); });
  const type = answer.headers.get('Content-Type') ?? '';
  const content = type.includes('json') ? await answer.json() : await answer.text();
  if (!answer.ok) {
    throw new Error(content.detail ?? `${answer.status}`);
  }
  return content;
}

/** Runs an action, says what came of it. */
export function outcome() {
  const place = h('p', { class: 'said', role: 'status' });
  const run = async (action) => {
    place.textContent = text('control.busy');
    place.className = 'said';
    try {
      const result = await action();
      place.textContent = [result].flat().map((each) => each?.message ?? '').filter(Boolean).join('; ') || text('control.done');
      return result;
    } catch (error) {
      place.textContent = error.message;
      place.className = 'said bad';
      return null;
    }
  };
  return { place, run };
}
