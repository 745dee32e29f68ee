// Making what has been written less likely to come again (Keskar et al. 2019, "CTRL", section 4.1), as `transformers`
// does it: positive logits are divided by the penalty, negative ones multiplied.

/** Which tokens a text holds, and how much less likely they become. */
export class RepetitionPenalty {
  readonly #penalty: number;
  readonly #seen = new Set<number>();

  /** `penalty` is 1 for none; `prompt` counts as written. */
  constructor(penalty: number, prompt: ArrayLike<number>) {
    this.#penalty = penalty;
    for (let at = 0; at < prompt.length; at++) this.#seen.add(prompt[at]);
  }

  /** Takes note of a token that was written. */
  add(token: number): void {
    this.#seen.add(token);
  }

  /** Changes logits (V) in place. */
  apply(logits: Float32Array): void {
    if (this.#penalty === 1) return;
    for (const id of this.#seen) logits[id] = logits[id] > 0 ? logits[id] / this.#penalty : logits[id] * this.#penalty;
  }
}
