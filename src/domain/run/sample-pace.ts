// When a run that trains writes a text by itself, and how much of its time that may take. All times are milliseconds of
// training, so that pauses earn nothing.

/** Part of the time of training that texts may take: with what it takes to look at the clock, below a twentieth. */
export const SAMPLE_SHARE = 0.04;
/** Beyond the first steps a text follows the one before by this time. */
export const SAMPLE_EVERY_MILLISECONDS = 3000;

/** Gives the first of 10, 30, 100, 300 and so on that lies beyond `step`. */
export function nextMilestone(step: number): number {
  for (let decade = 10; ; decade *= 10) {
    if (step < decade) return decade;
    if (step < 3 * decade) return 3 * decade;
  }
}

/** Spaces the texts of a run from the opening of its session on. */
export class SamplePace {
  readonly #openedAt: number;
  #next: number;
  #lastAt: number;
  #spent = 0;
  /** What the last text took before its first token. */
  #opening = 0;
  /** The weights of the text begun last, and what stood before it. */
  #begun: { readonly step: number; readonly next: number; readonly lastAt: number } | null = null;

  /** A run that has taken no step yet is heard at once. */
  constructor(step: number, trained: number) {
    this.#next = step === 0 ? 0 : nextMilestone(step);
    this.#openedAt = trained;
    this.#lastAt = trained;
  }

  /** The step from which on a text is due whatever the time. */
  get milestone(): number {
    return this.#next;
  }

  /** Gives the milliseconds that may be spent now. */
  credit(trained: number): number {
    return SAMPLE_SHARE * (trained - this.#openedAt) - this.#spent;
  }

  /** Tells whether a text may begin: it is due, and what its beginning takes has been earned. */
  mayBegin(step: number, trained: number): boolean {
    const isDue = step >= this.#next || trained - this.#lastAt >= SAMPLE_EVERY_MILLISECONDS;
    return isDue && this.credit(trained) >= this.#opening;
  }

  /** Takes in that a text by the weights after `step` steps was begun, and what that took. */
  begin(step: number, trained: number, milliseconds: number): void {
    this.#begun = { step, next: this.#next, lastAt: this.#lastAt };
    this.#next = nextMilestone(step);
    this.#lastAt = trained;
    this.#opening = milliseconds;
    this.spend(milliseconds);
  }

  /** Takes in that the text by the weights after `step` steps is given up, if it was begun in time: it is due still. */
  giveUp(step: number): void {
    if (this.#begun?.step !== step) return;
    this.#next = this.#begun.next;
    this.#lastAt = this.#begun.lastAt;
  }

  /** Takes in what was spent while the run trained. */
  spend(milliseconds: number): void {
    this.#spent += milliseconds;
  }
}
