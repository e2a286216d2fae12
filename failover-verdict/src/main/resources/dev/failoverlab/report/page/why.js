// The sentence that explains an outage, from its key and parameters: the same rules as in Java (WhyText).

import { current, has, text } from './text.js';

export function sentence(why) {
  if (!has(`why.${why.key}`)) {
    return why.sentence ?? '';
  }
  const phases = why.phases.filter((each) => has(`why.${each.key}`)).map((each) => fill(each.key, each.parameters));
  return `${fill(why.key, why.parameters)}.${phases.length > 0 ? ` ${phases.join(', ')}.` : ''}`;
}

function fill(key, parameters) {
  return text(`why.${key}`).replace(/\{(\w+)}/g, (whole, name) => value(name, parameters));
}

function value(name, parameters) {
  const given = parameters[name];
  switch (name) {
    case 'stopped':
    case 'paused':
      return fill(`${name}.${parameters.ended === false ? 'open' : parameters.longest_ms - parameters.shortest_ms <= 200 ? 'same' : 'range'}`, parameters);
    case 'partitions':
    case 'led':
      return fill(`partitions.${given.length === 1 ? 'one' : given.length === parameters.of ? 'all' : 'some'}`, { list: given, count: given.length });
    case 'nodes':
      return fill(`nodes.${given.length === 1 ? 'one' : 'many'}`, { list: given });
    case 'list':
      return joined(given);
    case 'fault':
      return has(`why.fault.${given}`) ? text(`why.fault.${given}`) : parameters.phrase ?? given;
    default:
      return name.endsWith('_ms') ? milliseconds(given) : String(given);
  }
}

function joined(numbers) {
  return numbers.length < 2 ? numbers.join() : `${numbers.slice(0, -1).join(', ')}${text('why.and')}${numbers.at(-1)}`;
}

/** As the terminal has it. */
function milliseconds(ms) {
  const units = current() === 'ko' ? ['밀리초', '초', '분'] : ['ms', 's', 'min'];
  if (ms < 100) {
    return `${ms} ${units[0]}`;
  }
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} ${units[1]}`
    : `${Math.floor(ms / 60_000)} ${units[2]} ${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')} ${units[1]}`;
}
