// What can be done: faults, healing, load, scenarios; and where the page has no power, the command to type.

import { ask, outcome } from './act.js';
import { h, section, whenChanged } from './dom.js';
import { Live } from './live.js';
import { playedView } from './played.js';
import { text } from './text.js';

/** After so many milliseconds, a lab that did not say what it can do is asked again. */
const AGAIN = 3000;

export function controlsView(settings) {
  return settings.power ? powerView() : commandsView(settings.commands ?? 'lab', settings.link);
}

function powerView() {
  const place = h('div', { class: 'controls' }, h('p', { class: 'soft' }, text('control.busy')));
  const playing = h('div', { class: 'control', hidden: true });
  const past = h('ul', { class: 'runs' });
  let played = null;
  const follow = (run) => {
    played = playedView(run, new Live(`runs/${run}/events`), h('a', { href: `?run=${encodeURIComponent(run)}` }, text('run.watch')));
    playing.hidden = false;
    playing.replaceChildren(played.element);
  };
  const fill = (can) => {
    place.replaceChildren(...[faults(can), can.load && load(can.load), can.scenarios?.length > 0 && scenarios(can.scenarios, follow), playing,
      h('details', { class: 'control' }, h('summary', {}, text('control.runs')), past)].filter(Boolean));
    past.replaceChildren(...can.runs.map(pastRun));
    if (can.playing) {
      follow(can.playing);
    }
  };
  const begin = () => ask('GET', 'actions').then(fill, (error) => {
    place.replaceChildren(h('p', { class: 'bad' }, error.message));
    setTimeout(begin, AGAIN);
  });
  begin();
  return {
    element: section('controls', text('control.heading'), place),
    update() {
      played?.update();
      if (played?.over && !played.listed) {
        played.listed = true;
        ask('GET', 'actions').then((can) => past.replaceChildren(...can.runs.map(pastRun)), () => {});
      }
    },
    send: async () => (await ask('POST', 'emails', {})).id,
  };
}

function select(label, options, onchange) {
  const element = h('select', { onchange }, options.map(([value, shown]) => h('option', { value }, shown)));
  return { element, label: h('label', {}, h('span', { class: 'soft' }, label), element) };
}

function faults({ targets, actions }) {
  const said = outcome();
  const action = select(text('control.action'), actions.map((each) => [each.word, each.word]), show);
  const target = select(text('control.target'), targets.map((each) => [each, /^\d+$/.test(each) ? text('node', { id: each }) : text(`target.${each}`)]), show);
  const values = h('input', { type: 'text', 'aria-label': text('control.values') });
  const sentence = h('p', { class: 'soft' });
  const button = h('button', { type: 'button', onclick: () => said.run(() => ask('POST', `actuator/brokers/${encodeURIComponent(target.element.value)}`, body())) });
  const healAll = h('button', { type: 'button', onclick: () => said.run(() => ask('POST', 'actuator/brokers/all', { action: 'heal' })) }, text('control.heal'));
  const chosen = () => actions.find((each) => each.word === action.element.value);
  function body() {
    return { action: action.element.value, ...(values.hidden || !values.value ? {} : { values: values.value }) };
  }
  function show() {
    const { word, sentence: does, heals, parameters } = chosen();
    sentence.textContent = does;
    values.hidden = !parameters || parameters.length === 0;
    values.placeholder = (parameters ?? []).map((each) => `${each.name}=${each.otherwise ?? '…'}`).join(' ');
    button.className = heals ? '' : 'danger';
    button.textContent = text('control.do', { action: word, target: target.element.selectedOptions[0]?.textContent ?? '' });
  }
  show();
  return h('div', { class: 'control' }, h('h3', {}, text('control.faults')), h('div', { class: 'row' }, action.label, target.label, values), sentence,
    h('div', { class: 'row' }, button, healAll), said.place);
}

function load({ rate, most }) {
  const said = outcome();
  const shown = h('output', {}, text('control.rate', { count: rate }));
  const slider = h('input', { type: 'range', min: '0', max: String(most), value: String(rate), 'aria-label': text('control.load'),
    oninput: () => { shown.textContent = text('control.rate', { count: Number(slider.value) }); },
    onchange: () => said.run(() => ask('PUT', 'load', { rate: Number(slider.value) })) });
  return h('div', { class: 'control' }, h('h3', {}, text('control.load')), h('div', { class: 'row' }, slider, shown), said.place);
}

function scenarios(all, follow) {
  const said = outcome();
  const question = h('p', { class: 'soft' });
  const choice = select(text('control.scenario'), all.map((each) => [each.name, each.name]), show);
  function show() {
    question.textContent = all.find((each) => each.name === choice.element.value)?.question ?? '';
  }
  async function run() {
    const started = await said.run(() => ask('POST', 'runs', { name: choice.element.value }));
    if (started) {
      follow(started.run);
    }
  }
  show();
  return h('div', { class: 'control' }, h('h3', {}, text('control.scenarios')), h('div', { class: 'row' }, choice.label,
    h('button', { type: 'button', onclick: run }, text('control.run'))), question, said.place);
}

function pastRun(run) {
  return h('li', {}, run.outcome ? h('a', { href: `runs/${run.name}` }, run.name) : run.name, ' ',
    h('span', { class: `soft ${run.outcome ?? ''}` }, run.outcome ? text(`outcome.${run.outcome}`) : ''));
}

/** The commands that do what a button would, and the one that prints the link to the buttons, if there is one. */
function commandsView(kind, link) {
  const list = h('ul', { class: 'commands' });
  const draw = whenChanged((ids) => list.replaceChildren(...ids.flatMap((id) => COMMANDS[kind](id)).map(command)));
  return {
    element: section('controls', text('control.heading'), h('p', { class: 'soft' }, text(`control.commands.${kind}`)), list,
      ...(link ? [h('p', { class: 'soft' }, text('control.link')), h('ul', { class: 'commands' }, command(link))] : [])),
    update({ state }) {
      draw([...state.nodes.keys()].join(), [...state.nodes.keys()]);
    },
  };
}

const COMMANDS = {
  lab: (id) => [`./lab kill ${id}`, `./lab start ${id}`],
  compose: (id) => [`docker compose kill kafka-${id}`, `docker compose start kafka-${id}`],
};

function command(line) {
  const button = h('button', { type: 'button', 'aria-label': text('control.copy.what', { line }), onclick: async () => {
    await navigator.clipboard.writeText(line);
    button.textContent = text('control.copied');
  } }, text('control.copy'));
  return h('li', {}, h('code', {}, line), button);
}
