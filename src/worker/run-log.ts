// What the run measured so far, for its files: its steps and the looks at the validation between them.
import type { LoggedCheck, LoggedStep, RunHistory } from "@/domain/checkpoint/run-history";
import { ThinnedLog } from "./thinned-log";

/** The log of one run. */
export class RunLog {
  readonly #steps = new ThinnedLog<LoggedStep>();
  readonly #checks = new ThinnedLog<LoggedCheck>();

  /** Goes on from what was logged before. */
  constructor({ steps, checks }: RunHistory) {
    this.#steps.add(steps);
    this.#checks.add(checks);
  }

  /** Takes finished steps in. Made anew from restored weights, they replace all that was measured of the thrown-away ones. */
  addSteps(steps: readonly LoggedStep[]): void {
    const [first] = steps;
    if (first !== undefined) this.#checks.forgetFrom(first.step);
    this.#steps.add(steps.map(({ step, loss, accuracy, learningRate }) => ({ step, loss, accuracy, learningRate })));
  }

  /** Takes a look at the validation in. */
  addCheck(check: LoggedCheck): void {
    this.#checks.add([check]);
  }

  /** Copies what is kept. */
  history(): RunHistory {
    return { steps: this.#steps.rows(), checks: this.#checks.rows() };
  }
}
