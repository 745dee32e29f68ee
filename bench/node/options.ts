// The command line of `npm run bench`.
import { parseArgs } from "node:util";
import { type SystemId, systemIds } from "../systems";

/** The parts of the benchmark, in the order in which they run. */
export const parts = ["same-work", "products", "steps", "sampling", "page"] as const;

/** One of the parts. */
export type Part = (typeof parts)[number];

/** Where WebGPU is measured. */
export const places = ["node", "chromium"] as const;

/** What the command line asks for. */
export interface Options {
  readonly parts: readonly Part[];
  readonly systems: readonly SystemId[];
  /** Ids of peers; empty for all. */
  readonly peers: readonly string[];
  readonly places: readonly (typeof places)[number][];
  readonly rounds: number;
  /** Milliseconds a turn. */
  readonly turn: number;
  /** Steps of the same-work pass. */
  readonly sameSteps: number;
  /** Path of the JSON file, null for a dated one in bench/results. */
  readonly out: string | null;
}

/** Reads the command line; throws on an unknown word. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: "boolean", default: false },
      parts: { type: "string" },
      systems: { type: "string" },
      peers: { type: "string" },
      places: { type: "string" },
      rounds: { type: "string" },
      turn: { type: "string" },
      "same-steps": { type: "string" },
      out: { type: "string" },
    },
  });
  const quick = values.quick === true;
  return {
    parts: chosen(values.parts, parts),
    systems: chosen(values.systems, systemIds),
    peers: values.peers?.split(",") ?? [],
    places: chosen(values.places, places),
    rounds: positive(values.rounds, quick ? 2 : 9),
    turn: positive(values.turn, quick ? 200 : 2000),
    sameSteps: positive(values["same-steps"], quick ? 3 : 10),
    out: values.out ?? null,
  };
}

function chosen<Name extends string>(value: string | undefined, names: readonly Name[]): readonly Name[] {
  if (value === undefined) return names;
  const words = value.split(",");
  const unknown = words.find((word) => names.every((name) => name !== word));
  if (unknown !== undefined) {
    throw new Error(`readOptions: expected one of ${names.join(", ")}, got ${unknown}`);
  }
  // In the order of the names, whatever that of the words: later parts report on earlier ones.
  return names.filter((name) => words.includes(name));
}

function positive(value: string | undefined, fallback: number): number {
  const number = value === undefined ? fallback : Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`readOptions: expected a whole number, got ${value}`);
  return number;
}
