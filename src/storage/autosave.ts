// When to save by itself: at most once in an interval, sooner when what is worth it has come, at once when the page is
// hidden, never two at a time.

/** What autosaving stands on. */
export interface AutosaveSurroundings {
  /** Saves; tells whether it succeeded. Never throws. */
  readonly save: () => Promise<boolean>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after milliseconds; gives what calls it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** Milliseconds between two saves, where nothing comes that is worth one sooner. */
export const AUTOSAVE_INTERVAL = 10_000;
/** Copies of weights come about every five seconds, and each is saved as it comes: one that waited would be older. */
const RIPE_INTERVAL = 4_000;

/** Saves what changes, in time. */
export class Autosave {
  readonly #surroundings: AutosaveSurroundings;
  #dirty = false;
  #last = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;
  #saving: Promise<void> | null = null;

  constructor(surroundings: AutosaveSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Tells that something is not saved yet. */
  changed(): void {
    this.#dirty = true;
    if (this.#callOff !== null) return;
    const { now, after } = this.#surroundings;
    this.#callOff = after(Math.max(0, this.#last + AUTOSAVE_INTERVAL - now()), () => {
      this.#callOff = null;
      void this.flush();
    });
  }

  /** Tells that what is not saved yet can be saved as fresh as it gets: it is, unless the last save is recent. */
  ripe(): void {
    this.#dirty = true;
    if (this.#surroundings.now() - this.#last >= RIPE_INTERVAL) void this.flush();
    else this.changed();
  }

  /** Saves now what is not saved yet; resolves when nothing is left to save, or a save has failed. */
  async flush(): Promise<void> {
    this.stop();
    await this.#saving;
    // Others that waited too may have begun the next save.
    if (this.#dirty) this.#saving ??= this.#save();
    await this.#saving;
  }

  /** Calls off the save that waits. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  async #save(): Promise<void> {
    this.#dirty = false;
    this.#last = this.#surroundings.now();
    const saved = await this.#surroundings.save();
    this.#saving = null;
    // A failed save is tried again with the next change, an interval later at the earliest, or at the next flush.
    if (!saved) this.#dirty = true;
  }
}
