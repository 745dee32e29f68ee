// Stands in the place of vitest where the suites of kernels run in a browser: gathers what they declare.

/** A test that waits to be run. */
export interface Collected {
  readonly name: string;
  readonly run: () => unknown;
}

type Run = (...given: never[]) => unknown;

/** All that suites have declared so far. */
export const collected: Collected[] = [];

let suite = "";

/** Declares the tests of a suite at once. */
export function describe(name: string, declare: () => void): void {
  suite = name;
  declare();
}

/** Declares a test. */
export function it(name: string, run: () => unknown): void {
  collected.push({ name: `${suite}: ${name}`, run });
}

/** Declares a test of the first and the last of some cases: in Node, where kernels compile no slower, all of them run. */
it.each = (cases: readonly unknown[]) => (name: string, run: Run) => {
  for (const each of new Set([cases[0], cases.at(-1)])) {
    const given = (Array.isArray(each) ? each : [each]) as never[];
    it(`${name} ${JSON.stringify(each)}`, () => run(...given));
  }
};
