// The plot of a line chart: the only file that knows the chart library, and loaded only when a chart is shown.
// It draws grid, axes and the pointer's box; the curves are plain paths over them, since the library needs
// several milliseconds for a line that changes ten times a second. Title and legend are in chart-figure.tsx.
import { createContext, memo, useContext, useMemo, useState } from "react";
import {
  CartesianGrid,
  LineChart as RechartsLineChart,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { type PlacedWord, type PlotEdges, type PlotPoint, placeLevelWords, placeMarkWord } from "./chart-labels";
import {
  type ChartLine,
  type ChartRow,
  chartRows,
  curvePath,
  verticalDomain,
  verticalTicks,
  withRoomBelow,
} from "./chart-rows";

/** A dotted horizontal line with its label above its right end. */
export interface ChartReference {
  readonly value: number;
  readonly label: string;
}

/** A point that stands out: "now" is filled, "best" is a ring with a label under it, or over it where there is no room. */
export interface ChartMark {
  readonly kind: "now" | "best";
  readonly x: number;
  readonly y: number;
  readonly label: string | null;
}

/** What to draw, in the units of the data; the plot keeps nothing but where the pointer is. */
export interface LineChartProps {
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  /** Whether the ordinate is logarithmic; the abscissa never is. */
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
  /** Right end of the abscissa, which starts at 0. */
  readonly xMaximum: number;
  readonly xTicks: readonly number[];
  /** Writes a tick of the abscissa. */
  readonly formatX: (x: number) => string;
  /** Writes the abscissa under the pointer. */
  readonly formatReading: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** Names of the lines that the pointer's box shows, by line id. */
  readonly names: Readonly<Record<string, string>>;
}

const LABEL = { fontSize: 12, fill: "var(--ink-3)" };
const NO_ROWS: readonly ChartRow[] = [];
/** Share of the lowest plot (172 pixels, on small laptops) that a label of 22 pixels under a ring needs. */
const LABEL_SHARE = 0.13;
const MARGIN = { top: 18, right: 8, bottom: 0, left: 0 };

/** A plot that fills its parent; nothing in it moves but the data. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { lines, references, marks, logarithmic, yDomain } = props;
  const labelled = marks.some(({ label }) => label !== null);
  const [pointed, setPointed] = useState(false);
  const rows = useMemo(() => (pointed ? chartRows(lines, logarithmic) : NO_ROWS), [pointed, lines, logarithmic]);
  const [low, high] = useMemo(() => {
    const levels = references.map((reference) => reference.value);
    if (yDomain !== null) return yDomain;
    const domain = verticalDomain(lines, levels, logarithmic);
    return logarithmic && labelled ? withRoomBelow(domain, LABEL_SHARE) : domain;
  }, [yDomain, lines, references, logarithmic, labelled]);
  return (
    <CurvesContext value={props}>
      <div
        className="line-chart"
        aria-hidden="true"
        onPointerEnter={() => setPointed(true)}
        onPointerLeave={() => setPointed(false)}
      >
        <Frame
          rows={rows}
          low={low}
          high={high}
          logarithmic={logarithmic}
          xMaximum={props.xMaximum}
          xTicks={props.xTicks}
          formatX={props.formatX}
          formatY={props.formatY}
        />
      </div>
    </CurvesContext>
  );
});

/** What changes with every point, handed past the library's components so that they rest. */
const CurvesContext = createContext<LineChartProps | null>(null);

interface FrameProps extends Pick<LineChartProps, "logarithmic" | "xMaximum" | "xTicks" | "formatX" | "formatY"> {
  readonly rows: readonly ChartRow[];
  readonly low: number;
  readonly high: number;
}

const Frame = memo(function Frame({ rows, low, high, logarithmic, xMaximum, xTicks, formatX, formatY }: FrameProps) {
  return (
    <RechartsLineChart responsive data={[...rows]} margin={MARGIN} accessibilityLayer={false} className="line-chart">
      <CartesianGrid stroke="var(--grid)" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[0, xMaximum]}
        ticks={[...xTicks]}
        tickFormatter={formatX}
        tick={LABEL}
        tickLine={false}
        axisLine={{ stroke: "var(--line-2)" }}
        height={24}
        interval="preserveStartEnd"
        allowDataOverflow
      />
      <YAxis
        type="number"
        scale={logarithmic ? "log" : "linear"}
        domain={[low, high]}
        ticks={[...verticalTicks([low, high], logarithmic)]}
        tickFormatter={formatY}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
        width={36}
        interval={0}
        allowDataOverflow
      />
      <Curves />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-2)" }}
        content={({ active, label }) => (active ? <Reading x={Number(label)} rows={rows} /> : null)}
      />
    </RechartsLineChart>
  );
});

function Curves() {
  const props = useContext(CurvesContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (props === null || xScale === undefined || yScale === undefined || area === undefined) return null;
  const right = area.x + area.width;
  const x = (value: number) => xScale(value) ?? 0;
  const y = (value: number) => yScale(value) ?? 0;
  const plot = { middle: area.x + area.width / 2, right, bottom: area.y + area.height };
  const levels = props.references.map(({ value, label }) => ({ text: label, y: y(value) }));
  const words = placeLevelWords(levels, plot);
  return (
    <g className="curves">
      {levels.map((level) => (
        <path key={level.text} className="reference" d={`M${area.x} ${level.y}H${right}`} />
      ))}
      {props.lines.map((line) => (
        <path
          key={line.id}
          d={curvePath(line.points, x, y, props.logarithmic)}
          stroke={line.color}
          strokeWidth={line.width}
          strokeOpacity={line.opacity}
          strokeDasharray={line.dash ?? undefined}
        />
      ))}
      {words.map((word) => (
        <Word key={word.text} word={word} />
      ))}
      {props.marks.map((mark) => (
        <Mark key={mark.kind} mark={mark} at={{ x: x(mark.x), y: y(mark.y) }} plot={plot} taken={words} />
      ))}
    </g>
  );
}

interface MarkProps {
  readonly mark: ChartMark;
  readonly at: PlotPoint;
  readonly plot: PlotEdges;
  readonly taken: readonly PlacedWord[];
}

function Mark({ mark: { kind, label }, at, plot, taken }: MarkProps) {
  return (
    <>
      <circle className={kind} cx={at.x} cy={at.y} r={kind === "now" ? 4 : 4.5} />
      {label !== null && <Word word={placeMarkWord(label, at, plot, taken)} />}
    </>
  );
}

function Word({ word }: { readonly word: PlacedWord }) {
  const { text, left, right, anchor, baseline } = word;
  return (
    <text x={anchor === "start" ? left : right} y={baseline} textAnchor={anchor}>
      {text}
    </text>
  );
}

function Reading({ x, rows }: { readonly x: number; readonly rows: readonly ChartRow[] }) {
  const props = useContext(CurvesContext);
  const row = rows.find((candidate) => candidate.x === x);
  if (props === null || row === undefined) return null;
  return (
    <div className="chart-reading">
      <span>{props.formatReading(x)}</span>
      {Object.entries(props.names).map(([id, name]) => {
        const value = row[id];
        return value === null || value === undefined ? null : (
          <span key={id}>
            {name} <b>{props.formatY(value)}</b>
          </span>
        );
      })}
    </div>
  );
}
