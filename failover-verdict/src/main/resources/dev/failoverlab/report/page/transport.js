// Plays a history back: a scrubber, speeds, steps from event to event.

import { h } from './dom.js';
import { clock, text } from './text.js';

/** Ten pictures a second are enough, and leave the browser time for everything else. In milliseconds. */
const PICTURE = 100;

const SPEEDS = [0.25, 0.5, 1, 2, 5, 10];

export class Transport {
  constructor(player, changed) {
    this.player = player;
    this.changed = changed;
    this.now = player.end;
    this.speed = 1;
    this.playing = false;
    this.before = null;
    this.build();
  }

  build() {
    const { player } = this;
    this.button = h('button', { type: 'button', class: 'primary play', onclick: () => this.toggle() }, text('play'));
    this.range = h('input', { type: 'range', min: String(player.begin), max: String(player.end), step: '1000000', value: String(this.now), 'aria-label': text('play.moment'), oninput: () => this.go(Number(this.range.value)) });
    this.time = h('output', { class: 'time' });
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
    const speeds = h('select', { 'aria-label': text('play.speed'), onchange: () => { this.speed = Number(speeds.value); } },
      SPEEDS.map((speed) => h('option', { value: String(speed), selected: speed === 1 }, `${speed}×`)));
    const escape = (event) => { if (event.key === 'Escape' && this.playing) { this.toggle(); } };
    this.element = h('div', { class: 'transport', role: 'group', 'aria-label': text('play.heading'), onkeydown: escape }, this.button,
      h('button', { type: 'button', class: 'step', title: text('play.previous'), 'aria-label': text('play.previous'), onclick: () => this.go(player.previousEvent(this.now)) }, '‹'),
      h('button', { type: 'button', class: 'step', title: text('play.next'), 'aria-label': text('play.next'), onclick: () => this.go(player.nextEvent(this.now)) }, '›'),
      h('div', { class: 'scrubber' }, this.ticks, this.range), this.time, speeds);
    for (const event of player.notable.filter((each) => ['begin', 'leader', 'controller', 'outage', 'end'].includes(each.kind))) {
      const tick = h('i', { class: event.kind });
      tick.style.left = `${(100 * (event.t - player.begin)) / Math.max(1, player.end - player.begin)}%`;
      this.ticks.append(tick);
    }
    this.show();
  }

  toggle() {
    this.playing = !this.playing;
    if (this.playing && this.now >= this.player.end) {
      this.now = this.player.begin;
    }
    this.before = null;
    this.show();
    if (this.playing) {
      requestAnimationFrame((at) => this.frame(at));
    }
  }

  frame(at) {
    if (!this.playing) {
      return;
    }
    if (this.before !== null && at - this.before < PICTURE && this.now < this.player.end) {
      requestAnimationFrame((next) => this.frame(next));
      return;
    }
    if (this.before !== null) {
      this.now = Math.min(this.player.end, this.now + Math.min(250, at - this.before) * 1e6 * this.speed);
      this.changed();
    }
    this.before = at;
    if (this.now >= this.player.end) {
      this.playing = false;
    }
    this.show();
    requestAnimationFrame((next) => this.frame(next));
  }

  /** To a moment; resolves when it is drawn. */
  go(t) {
    this.now = Math.min(this.player.end, Math.max(this.player.begin, t));
    this.show();
    return this.changed();
  }

  show() {
    const label = text(this.playing ? 'play.pause' : 'play');
    if (this.button.textContent !== label) {
      this.button.textContent = label;
    }
    this.range.value = String(this.now);
    const shown = `${clock(this.now)} / ${clock(this.player.end)}`;
    if (this.time.textContent !== shown) {
      this.time.textContent = shown;
      this.range.setAttribute('aria-valuetext', clock(this.now));
    }
  }
}
