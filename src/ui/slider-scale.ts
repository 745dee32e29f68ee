// The arithmetic of a slider: where a value stands on the track and which value a place means.
// Linear scales snap to their step; "log" ones to two significant digits, or to whole numbers;
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

/** Places on the track of a native range input that shows a logarithmic scale. */
export const LOG_POSITIONS = 1000;

const STEPS_A_DECADE = 10;
const STOPS_AN_OCTAVE = 4;

/** Finds the place of a value on the track, 0 to 1. */
export function positionOf(scale: SliderScale, value: number): number {
  const { min, max } = scale;
  if (max <= min) return 0;
  const bounded = Math.min(max, Math.max(min, value));
  if (scale.kind === "linear") return (bounded - min) / (max - min);
  const low = lowestPositive(scale);
  if (bounded < low) return 0;
  const room = firstPosition(scale);
  return room + ((1 - room) * Math.log(bounded / low)) / Math.log(max / low);
}

/** Finds the value at a place on the track, 0 to 1. */
export function valueAt(scale: SliderScale, position: number): number {
  const { min, max } = scale;
  const bounded = Math.min(1, Math.max(0, position));
  if (scale.kind === "linear") return snap(scale, min + bounded * (max - min));
  const room = firstPosition(scale);
  if (bounded < room) return min;
  const low = lowestPositive(scale);
  return snap(scale, low * (max / low) ** ((bounded - room) / (1 - room)));
}

/** Moves a value by key: an arrow is one stop or a tenth of a decade, a page ten steps, ×10 or ×2. */
export function stepValue(scale: SliderScale, value: number, direction: 1 | -1, size: "arrow" | "page"): number {
  if (scale.kind === "linear") {
    return snap(scale, value + direction * scale.step * (size === "page" ? 10 : 1));
  }
  const low = lowestPositive(scale);
  if (value < low) return direction > 0 ? low : scale.min;
  const factor = size === "page" ? pageFactor(scale) : arrowFactor(scale);
  const moved = direction > 0 ? value * factor : value / factor;
  if (moved < low * (1 - 1e-9)) return scale.min;
  const snapped = snap(scale, moved);
  return snapped === value ? snap(scale, value + direction * scale.step) : snapped;
}

function pageFactor(scale: SliderScale): number {
  return scale.kind === "log2" ? 2 : 10;
}

function arrowFactor(scale: SliderScale): number {
  return scale.kind === "log2" ? 2 ** (1 / STOPS_AN_OCTAVE) : 10 ** (1 / STEPS_A_DECADE);
}

/** Brings any number into the range, without snapping: a typed value is kept as typed. */
export function clampToScale(scale: SliderScale, value: number): number {
  const bounded = Math.min(scale.max, Math.max(scale.min, value));
  return isWhole(scale) ? Math.round(bounded) : bounded;
}

function snap(scale: SliderScale, value: number): number {
  if (value <= scale.min) return scale.min;
  if (value >= scale.max * (1 - 1e-9)) return scale.max;
  if (scale.kind === "log2") {
    const stop = Math.max(1, 2 ** Math.floor(Math.log2(value)) / STOPS_AN_OCTAVE);
    return Math.max(scale.min, Math.round(value / stop) * stop);
  }
  if (scale.kind === "log") {
    return isWhole(scale) && value < 100 ? Math.round(value) : Number(value.toPrecision(2));
  }
  const steps = Math.round((value - scale.min) / scale.step);
  return Math.min(scale.max, tidyNumber(scale.min + steps * scale.step));
}

function isWhole(scale: SliderScale): boolean {
  return Number.isInteger(scale.step) && Number.isInteger(scale.min);
}

function lowestPositive(scale: SliderScale): number {
  return scale.min > 0 ? scale.min : scale.step;
}

/** Share of the track kept for 0 on a logarithmic scale that starts there. */
function firstPosition(scale: SliderScale): number {
  return scale.min > 0 ? 0 : 0.05;
}
