// Elements in one line each. What comes from a history is only ever text.

import { plain } from './text.js';

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && typeof value !== 'string') {
      element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === 'string' ? plain(child) : child)));
  return element;
}

/** Calls `draw` only when the signature of what it shows has changed. */
export function whenChanged(draw) {
  let before = null;
  return (signature, ...rest) => {
    if (signature !== before) {
      before = signature;
      draw(...rest);
    }
  };
}

/** A part of the page with a heading. */
export function section(id, heading, ...children) {
  return h('section', { id, class: `card ${id}`, 'aria-labelledby': `${id}-heading` },
    h('h2', { id: `${id}-heading` }, heading), ...children);
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
