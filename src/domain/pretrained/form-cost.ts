// What the form of a model's numbers does to it, and how far two models write the same.
import type { WrittenType } from "../checkpoint/safetensors-write";

/** The weights of a run as they are, or as a file of numbers of this type gives them back. */
export type MeasuredForm = "own" | WrittenType;

/** What a model does in some form. */
export interface FormMeasure {
  /** Of the file of weights; null for those that are in none. */
  readonly bytes: number | null;
  /** In nats a token. */
  readonly loss: number;
  readonly windows: number;
  /** Name of the data. */
  readonly dataset: string;
  /** Most tokens of a text. */
  readonly length: number;
  readonly texts: readonly FormText[];
}

/** What a model writes behind a prompt by its likeliest tokens. */
export interface FormText {
  readonly prompt: string;
  readonly text: string;
  readonly ids: readonly number[];
}

/** Tokens in common before two lists part, over all texts. */
export interface SharedTokens {
  /** Tokens up to the first that differs. */
  readonly same: number;
  /** Tokens of the longer of the two. */
  readonly all: number;
  /** The earliest place at which a text parts, counted from 1; null where none does. */
  readonly parting: number | null;
}

/** Counts the tokens that two models have in common at the beginning of each text. */
export function sharedTokens(own: readonly (readonly number[])[], other: readonly (readonly number[])[]): SharedTokens {
  let [same, all] = [0, 0];
  let parting: number | null = null;
  for (const [index, ids] of own.entries()) {
    const others = other[index] ?? [];
    const shared = sharedLength(ids, others);
    const longest = Math.max(ids.length, others.length);
    same += shared;
    all += longest;
    if (shared < longest) parting = Math.min(parting ?? Number.POSITIVE_INFINITY, shared + 1);
  }
  return { same, all, parting };
}

/** Counts the elements in common at the beginning. */
export function sharedLength(one: readonly number[], other: readonly number[]): number {
  const end = one.findIndex((id, place) => id !== other[place]);
  return end === -1 ? one.length : end;
}
