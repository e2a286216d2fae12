// Draws the views one after another with pauses: together they would be one long task.

import { rest } from './player.js';

/** So much work is done between two pauses, in milliseconds, and at least one view. */
const PIECE = 8;

export class Painter {
  constructor(model, views) {
    this.model = model;
    this.views = views;
    this.wanted = false;
    this.painting = null;
  }

  /** Resolves when all views show what is known now. What changes meanwhile is drawn in one more round. */
  paint() {
    this.wanted = true;
    this.painting ??= this.rounds().finally(() => { this.painting = null; });
    return this.painting;
  }

  async rounds() {
    while (this.wanted) {
      this.wanted = false;
      await this.round(this.model());
    }
  }

  async round(model) {
    let began = performance.now();
    for (const view of this.views) {
      if (performance.now() - began > PIECE) {
        await rest();
        began = performance.now();
      }
      view.update(model);
      // The charts draw in a microtask of their own.
      await null;
    }
  }
}
