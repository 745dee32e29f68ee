// Work that somebody asked for, one piece at a time: a newer one or a stop ends it, also while it waits to begin.

/** Tells whether the piece of work that it was given to may go on. */
export type MayGoOn = () => boolean;

/** Says whose turn it is. */
export class Turns {
  #current = 0;

  /** Begins a turn, which ends the one before. Called when work is asked for, before anything is waited for. */
  begin(): MayGoOn {
    this.#current += 1;
    const mine = this.#current;
    return () => mine === this.#current;
  }

  /** Ends the turn. */
  stop(): void {
    this.#current += 1;
  }
}
