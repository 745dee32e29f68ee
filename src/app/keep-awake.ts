// Keeps the screen on while a run trains, since a device that falls asleep trains no more.

/** The part of the document and of the browser in use. */
export interface ScreenHost {
  readonly wakeLock: Pick<WakeLock, "request"> | undefined;
  isHidden(): boolean;
}

/** Holds the lock while it is wanted. Browsers let go of it when the page is hidden, and may refuse it at any time. */
export class AwakeScreen {
  readonly #host: ScreenHost;
  #isWanted = false;
  #isAsking = false;
  #lock: Pick<WakeLockSentinel, "release" | "released"> | null = null;

  constructor(host: ScreenHost) {
    this.#host = host;
  }

  /** Says whether the screen is to stay on. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    void this.look();
  }

  /** Asks for the lock or lets go of it, as wanted; to be called when the page is seen again. */
  async look(): Promise<void> {
    const { wakeLock } = this.#host;
    if (this.#isAsking || wakeLock === undefined) return;
    this.#isAsking = true;
    try {
      if (!this.#isWanted) {
        const held = this.#lock;
        this.#lock = null;
        await held?.release();
      } else if (!this.#host.isHidden() && (this.#lock === null || this.#lock.released)) {
        this.#lock = await wakeLock.request("screen");
        if (!this.#isWanted) await this.#lock.release();
      }
    } catch {
      // Refused, for example to save the battery: the run goes on as well.
    } finally {
      this.#isAsking = false;
    }
  }
}
