// The arithmetic of a slider: where a value stands on its native track and which value a place there means.
// "linear" scales snap to their step; "log" ones to two significant digits, or to whole numbers;
// "log2" ones, made for sizes, to four round stops an octave: 32, 40, 48, 56, 64, 80, …
import { tidyNumber } from "./tidy-number";

/** Range of a control. A logarithmic scale that starts at 0 keeps 0 as its leftmost place. */
export interface SliderScale {
  readonly kind: "linear" | "log" | "log2";
  readonly min: number;
  readonly max: number;
  /** Distance of neighbouring values; on a logarithmic scale also the smallest value above 0. */
  readonly step: number;
}

/** Range of the native input that shows a scale: the values themselves, or places on a logarithmic track. */
export interface Track {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

// Fine enough for eight decades of two significant digits, so that each of their stops has a place of its own.
const LOG_POSITIONS = 2000;
const STEPS_A_DECADE = 10;
const STOPS_AN_OCTAVE = 4;
/** Share of the track kept for 0 on a logarithmic scale that starts there. */
const ROOM_FOR_ZERO = 0.05;

/** Gives the range of the native input for a scale. */
export function trackOf({ kind, min, max, step }: SliderScale): Track {
  switch (kind) {
    case "linear":
      return { min, max, step };
    case "log":
    case "log2":
      return { min: 0, max: LOG_POSITIONS, step: 1 };
  }
  return kind satisfies never;
}

/** Finds the native number that shows a value; `fromTrack` gives each stop of the scale back. */
export function toTrack(scale: SliderScale, value: number): number {
  switch (scale.kind) {
    case "linear":
      return Math.min(scale.max, Math.max(scale.min, value));
    case "log":
    case "log2":
      return Math.round(shareOf(scale, value) * LOG_POSITIONS);
  }
  return scale.kind satisfies never;
}

/** Finds the value that a native number stands for, always one of the scale's stops. */
export function fromTrack(scale: SliderScale, number: number): number {
  switch (scale.kind) {
    case "linear":
      return snap(scale, number);
    case "log":
    case "log2": {
      const share = Math.min(1, Math.max(0, number / LOG_POSITIONS));
      const room = roomForZero(scale);
      if (share < room) return scale.min;
      const low = lowestPositive(scale);
      return snap(scale, low * (scale.max / low) ** ((share - room) / (1 - room)));
    }
  }
  return scale.kind satisfies never;
}

/** Gives the share of the track to the left of a value, 0 to 1. */
export function shareOf(scale: SliderScale, value: number): number {
  const { min, max } = scale;
  if (max <= min) return 0;
  const bounded = Math.min(max, Math.max(min, value));
  switch (scale.kind) {
    case "linear":
      return (bounded - min) / (max - min);
    case "log":
    case "log2": {
      const low = lowestPositive(scale);
      if (bounded < low) return 0;
      const room = roomForZero(scale);
      return room + ((1 - room) * Math.log(bounded / low)) / Math.log(max / low);
    }
  }
  return scale.kind satisfies never;
}

/** How a key moves a slider. */
export interface KeyMove {
  readonly direction: 1 | -1;
  readonly size: "arrow" | "page";
}

/** Moves a value by key: an arrow is one stop or a tenth of a decade, a page ten steps, ×10 or ×2. */
export function stepValue(scale: SliderScale, value: number, { direction, size }: KeyMove): number {
  switch (scale.kind) {
    case "linear":
      return snap(scale, value + direction * scale.step * (size === "page" ? 10 : 1));
    case "log":
      return multiply(scale, value, direction, size === "page" ? 10 : 10 ** (1 / STEPS_A_DECADE));
    case "log2":
      return multiply(scale, value, direction, size === "page" ? 2 : 2 ** (1 / STOPS_AN_OCTAVE));
  }
  return scale.kind satisfies never;
}

/** Brings any number into the range, without snapping: a typed value is kept as typed. */
export function clampToScale(scale: SliderScale, value: number): number {
  const bounded = Math.min(scale.max, Math.max(scale.min, value));
  return isWhole(scale) ? Math.round(bounded) : bounded;
}

function multiply(scale: SliderScale, value: number, direction: 1 | -1, factor: number): number {
  const low = lowestPositive(scale);
  if (value < low) return direction > 0 ? low : scale.min;
  const moved = direction > 0 ? value * factor : value / factor;
  if (moved < low * (1 - 1e-9)) return scale.min;
  const snapped = snap(scale, moved);
  return snapped === value ? snap(scale, value + direction * scale.step) : snapped;
}

function snap(scale: SliderScale, value: number): number {
  if (value <= scale.min) return scale.min;
  if (value >= scale.max * (1 - 1e-9)) return scale.max;
  switch (scale.kind) {
    case "linear": {
      const steps = Math.round((value - scale.min) / scale.step);
      return Math.min(scale.max, tidyNumber(scale.min + steps * scale.step));
    }
    case "log":
      return isWhole(scale) && value < 100 ? Math.round(value) : Number(value.toPrecision(2));
    case "log2": {
      const stop = Math.max(1, 2 ** Math.floor(Math.log2(value)) / STOPS_AN_OCTAVE);
      return Math.max(scale.min, Math.round(value / stop) * stop);
    }
  }
  return scale.kind satisfies never;
}

function isWhole(scale: SliderScale): boolean {
  return Number.isInteger(scale.step) && Number.isInteger(scale.min);
}

function lowestPositive(scale: SliderScale): number {
  return scale.min > 0 ? scale.min : scale.step;
}

function roomForZero(scale: SliderScale): number {
  return scale.min > 0 ? 0 : ROOM_FOR_ZERO;
}
