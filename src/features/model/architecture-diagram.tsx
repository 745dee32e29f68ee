// Draws a model's stages from left to right: letters, what becomes of them, one score for each token.
// Shades are decoration; the numbers below are real, and the sentence for screen readers says them.
import type { ReactNode } from "react";
import { shortenText } from "@/domain/shorten-text";
import "./architecture-diagram.css";
import type { ArchitectureStage } from "./architecture-stages";

/** The two lines under a stage. */
export interface StageCaption {
  readonly size: string;
  readonly name: string;
}

/** What to draw; one caption a stage, in the same order. */
export interface ArchitectureDiagramProps {
  readonly stages: readonly ArchitectureStage[];
  readonly captions: readonly StageCaption[];
  /** The first letters of the data, shown before the vectors. */
  readonly letters: readonly string[];
  /** The whole picture as a sentence, for screen readers. */
  readonly label: string;
}

const WIDTH = 256;
const ROWS = 7;
const ROW_HEIGHT = 12;
/** Characters that fit beside the grid of the vectors. */
const LONGEST_LETTERS = 3;
const MIDDLE = (ROWS * ROW_HEIGHT) / 2 + 4;

const GLYPH_WIDTH = {
  vectors: 60,
  joined: 8,
  hidden: 9,
  memory: 84,
  attention: 82,
  scores: 44,
} as const satisfies Record<ArchitectureStage["kind"], number>;
const COLUMN_WIDTH = {
  vectors: 64,
  joined: 46,
  hidden: 46,
  memory: 92,
  attention: 90,
  scores: 52,
} as const satisfies Record<ArchitectureStage["kind"], number>;

/** The picture of a model. */
export function ArchitectureDiagram({ stages, captions, letters, label }: ArchitectureDiagramProps) {
  const total = stages.reduce((sum, stage) => sum + COLUMN_WIDTH[stage.kind], 0);
  const gap = Math.max(0, (WIDTH - total) / Math.max(1, stages.length));
  let left = gap / 2;
  const columns = stages.map((stage, index) => {
    const column = { stage, caption: captions[index], center: left + COLUMN_WIDTH[stage.kind] / 2 };
    left += COLUMN_WIDTH[stage.kind] + gap;
    return column;
  });
  return (
    <div className="arch">
      <svg viewBox={`0 0 ${Math.max(WIDTH, total)} 118`} role="img" aria-label={label}>
        {columns.map(({ stage, center }, index) => {
          const next = columns[index + 1];
          return next === undefined ? null : (
            <path
              key={stage.kind}
              stroke="var(--line-2)"
              d={`M${center + GLYPH_WIDTH[stage.kind] / 2 + 2} ${MIDDLE}H${next.center - GLYPH_WIDTH[next.stage.kind] / 2 - 2}`}
            />
          );
        })}
        {columns.map(({ stage, caption, center }) => (
          <g key={stage.kind}>
            <g transform={`translate(${center - GLYPH_WIDTH[stage.kind] / 2} 4)`}>{glyph(stage, letters)}</g>
            <text className="n" x={center} y={102} textAnchor="middle">
              {caption?.size}
            </text>
            <text x={center} y={115} textAnchor="middle">
              {caption?.name}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function glyph(stage: ArchitectureStage, letters: readonly string[]): ReactNode {
  switch (stage.kind) {
    case "vectors":
      return <Vectors letters={letters} />;
    case "joined":
      return <rect width="8" height={ROWS * ROW_HEIGHT} rx="2" className="shade-4" />;
    case "hidden":
      return <rect width="9" height="44" y={(ROWS * ROW_HEIGHT - 44) / 2} rx="2" className="shade-9" />;
    case "memory":
      return <Memory />;
    case "attention":
      return <Looks causal={stage.causal} />;
    case "scores":
      return <Scores />;
  }
  return stage satisfies never;
}

function Vectors({ letters }: { readonly letters: readonly string[] }) {
  return places(ROWS).map((row) => (
    <g key={row} transform={`translate(0 ${row * ROW_HEIGHT})`}>
      <text className="m" x="15" y="9" textAnchor="end">
        {cut(letters[row] ?? "·")}
      </text>
      {places(8).map((column) => (
        <rect
          key={column}
          x={18 + column * 5}
          y="1"
          width="4"
          height="9"
          rx="1"
          className={`shade-${2 + ((row * 5 + column * 3 + row * column) % 7)}`}
        />
      ))}
    </g>
  ));
}

function cut(written: string): string {
  const token = written.trim();
  return token.length <= LONGEST_LETTERS ? token : `${shortenText(token, LONGEST_LETTERS - 1)}…`;
}

function Memory() {
  return places(4).map((cell) => (
    <g key={cell} transform={`translate(${cell * 23} 0)`}>
      {cell < 3 && <path d="M14 42h9" stroke="var(--accent)" strokeWidth="1.5" />}
      <rect width="15" height="34" y="25" rx="4" className={`shade-${3 + cell * 2}`} />
    </g>
  ));
}

function Looks({ causal }: { readonly causal: boolean }) {
  return places(ROWS).flatMap((row) =>
    places(ROWS).map((column) => {
      const seen = !causal || column <= row;
      const shade = seen ? `shade-${3 + ((row * 4 + column * 5) % 7)}` : "unseen";
      return (
        <rect key={`${row}-${column}`} x={column * 12} y={row * 12} width="10" height="10" rx="1.5" className={shade} />
      );
    }),
  );
}

function Scores() {
  const bars = [5, 18, 4, 9, 3, 42, 7];
  return bars.map((width, row) => (
    <rect
      key={width}
      x="0"
      y={row * ROW_HEIGHT + 3}
      width={width}
      height="5"
      rx="1"
      className={width === 42 ? "shade-9" : "shade-4"}
    />
  ));
}

function places(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
