// A slider and a number box in one control, over a linear or logarithmic range.
// The arithmetic is in slider-scale.ts; texts and number formats come from the caller.
import { type KeyboardEvent, useId, useState } from "react";
import type { ControlProps } from "./control-props";
import { Explanation, explanationId } from "./explanation";
import { type DecimalSeparator, parseNumberText } from "./number-text";
import "./slider.css";
import {
  clampToScale,
  fromTrack,
  type KeyMove,
  type SliderScale,
  shareOf,
  stepValue,
  toTrack,
  trackOf,
} from "./slider-scale";

// Home and End are left to the native input, whose ends are the scale's.
const KEY_MOVES: ReadonlyMap<string, KeyMove> = new Map([
  ["ArrowUp", { direction: 1, size: "arrow" }],
  ["ArrowRight", { direction: 1, size: "arrow" }],
  ["ArrowDown", { direction: -1, size: "arrow" }],
  ["ArrowLeft", { direction: -1, size: "arrow" }],
  ["PageUp", { direction: 1, size: "page" }],
  ["PageDown", { direction: -1, size: "page" }],
]);

/** A control over a range; a number typed in its box may lie between the places of the track. */
export interface SliderProps extends ControlProps {
  readonly value: number;
  readonly scale: SliderScale;
  /** A double click on the track brings this back. */
  readonly defaultValue: number;
  /** How the reader writes decimals, to read what is typed. */
  readonly decimal: DecimalSeparator;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
  /** Marks the number box, which takes raw numbers whatever the scale of the track. */
  readonly testId?: string | undefined;
  /** A word behind the label. */
  readonly badge?: string | undefined;
  /** Words under the track, from its left end to its right end. */
  readonly ends?: readonly string[] | undefined;
}

/** A labelled range with its value in an editable box; the box applies on Enter and when it is left. */
export function Slider(props: SliderProps) {
  const id = useId();
  const textId = explanationId(id, props);
  const off = props.disabledReason ?? null;
  return (
    <div className={off === null ? "slider" : "slider is-off"}>
      <span className="k row">
        <label htmlFor={id} id={`${id}-label`}>
          {props.label}
        </label>
        {props.badge !== undefined && <span className="badge live">{props.badge}</span>}
      </span>
      <NumberBox {...props} labelId={`${id}-label`} />
      <Track {...props} id={id} textId={textId} />
      <Explanation {...props} textId={textId} />
      {props.ends !== undefined && (
        <span className="ends" aria-hidden="true">
          {props.ends.map((end) => (
            <span key={end}>{end}</span>
          ))}
        </span>
      )}
    </div>
  );
}

function Track({
  id,
  value,
  scale,
  defaultValue,
  format,
  onChange,
  configPath,
  disabledReason,
  textId,
}: SliderProps & { readonly id: string; readonly textId: string | undefined }) {
  const change = (next: number) => {
    if (next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEY_MOVES.get(event.key);
    if (move === undefined) return;
    event.preventDefault();
    change(stepValue(scale, value, move));
  };
  return (
    <input
      id={id}
      type="range"
      {...trackOf(scale)}
      value={toTrack(scale, value)}
      aria-valuetext={format(value)}
      aria-describedby={textId}
      data-config={configPath}
      data-value={value}
      disabled={(disabledReason ?? null) !== null}
      style={{ "--v": `${(shareOf(scale, value) * 100).toFixed(1)}%` }}
      onChange={(event) => change(fromTrack(scale, event.target.valueAsNumber))}
      onKeyDown={onKeyDown}
      onDoubleClick={() => change(defaultValue)}
    />
  );
}

/** Places along a track, one more than this, whose values are looked at. */
const LOOKED_AT = 8;

/**
 * Characters of a value halfway between short and long, of those along a track. Room for them is kept: a value that grows
 * breaks the label beside it into more lines, and moves the track under the hand.
 */
function usualLength(scale: SliderScale, format: (value: number) => string): number {
  const { min, max } = trackOf(scale);
  const places = Array.from({ length: LOOKED_AT + 1 }, (_, place) => min + ((max - min) * place) / LOOKED_AT);
  const lengths = places.map((place) => format(fromTrack(scale, place)).length);
  return lengths.sort((a, b) => a - b).at(LOOKED_AT / 2) ?? 0;
}

function NumberBox({
  labelId,
  value,
  scale,
  decimal,
  format,
  onChange,
  configPath,
  testId,
  disabledReason,
}: SliderProps & { readonly labelId: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  const usual = usualLength(scale, format);
  const parsed = draft === null ? value : parseNumberText(draft, decimal);
  const apply = () => {
    setDraft(null);
    if (parsed === null) return;
    const next = clampToScale(scale, parsed);
    if (next !== value) onChange(next);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className="slider-value"
      data-testid={testId}
      aria-labelledby={labelId}
      aria-invalid={parsed === null}
      autoComplete="off"
      data-config={configPath}
      data-value={value}
      disabled={(disabledReason ?? null) !== null}
      size={Math.max(usual, (draft ?? format(value)).length)}
      style={{ minWidth: `calc(${usual}ch + 12px)` }}
      value={draft ?? format(value)}
      onPointerDown={(event) => {
        if (document.activeElement === event.currentTarget) return;
        event.preventDefault();
        event.currentTarget.focus();
      }}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
