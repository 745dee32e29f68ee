// Measurements of a run as far as they are kept for its files: all of them at first, then those of every second
// step, every fourth, so that an endless run stays small.

const MOST_ROWS = 20_000;

/** At most MOST_ROWS rows in order of their steps, evenly spread. */
export class ThinnedLog<Row extends { readonly step: number }> {
  #rows: Row[] = [];
  #stride = 1;

  /** Takes rows in, in order; those of the same or later steps that it holds give way. */
  add(rows: readonly Row[]): void {
    const [first] = rows;
    if (first === undefined) return;
    this.forgetFrom(first.step);
    for (const row of rows) {
      if (row.step % this.#stride === 0) this.#rows.push(row);
    }
    while (this.#rows.length > MOST_ROWS) {
      this.#stride *= 2;
      this.#rows = this.#rows.filter((row) => row.step % this.#stride === 0);
    }
  }

  /** Forgets the rows of `step` and later. */
  forgetFrom(step: number): void {
    const last = this.#rows.at(-1);
    if (last !== undefined && last.step >= step) this.#rows = this.#rows.filter((row) => row.step < step);
  }

  /** Copies the kept rows, in order. */
  rows(): readonly Row[] {
    return [...this.#rows];
  }
}
