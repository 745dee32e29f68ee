// The plot of a line chart: the only file that knows the chart library, and loaded only when a chart is shown.
// It draws grid and axes; the curves are plain paths over them, since the library needs several milliseconds for a
// line that changes ten times a second, and so is the crosshair. Title and legend are in chart-figure.tsx.
import { createContext, memo, useContext, useId, useMemo } from "react";
import {
  CartesianGrid,
  LineChart as RechartsLineChart,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { ChartCrosshair, type Crosshair, type CrosshairEvents } from "./chart-crosshair";
import {
  type PlacedWord,
  type PlotArea,
  type PlotEdges,
  type PlotPoint,
  placeEndWords,
  placeLevelWords,
  placeMarkWord,
  placeRuleWords,
} from "./chart-labels";
import {
  type ChartLine,
  type ChartPoint,
  curvePath,
  markedPoints,
  verticalDomain,
  verticalTicks,
  withRoomBelow,
} from "./chart-rows";
import type { ChartView } from "./chart-view";
import { type LineLook, markerPath } from "./line-key";

/** A dotted horizontal line with its label above its right end. */
export interface ChartReference {
  readonly id: string;
  readonly value: number;
  readonly label: string;
}

/** A point that stands out: "now" is filled, "best" is a ring with a label under it, or over it where there is no room. */
export interface ChartMark {
  readonly id: string;
  readonly kind: "now" | "best";
  readonly color: string;
  readonly x: number;
  readonly y: number;
  readonly label: string | null;
}

/** An upright line with its label at the top; that of a cut is broken. */
export interface ChartRule {
  readonly id: string;
  readonly kind?: "cut";
  readonly x: number;
  readonly label: string | null;
}

/** A dot on a line where the crosshair reads it. */
export interface ChartDot extends ChartPoint {
  readonly id: string;
  readonly look: LineLook;
}

/** What to draw, in the units of the data. */
export interface LineChartProps extends CrosshairEvents {
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  readonly rules: readonly ChartRule[];
  /** Whether the ordinate is logarithmic; the abscissa never is. */
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
  /** What is shown of the abscissa, and all that there is of it. */
  readonly view: ChartView;
  readonly whole: ChartView;
  readonly xTicks: readonly number[];
  /** Writes a tick of the abscissa. */
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** The newest abscissa, where keys begin; 0 without any. */
  readonly newest: number;
  readonly crosshair: Crosshair & { readonly dots: readonly ChartDot[] };
  /** Names the crosshair, and says which keys move it. */
  readonly label: string;
  readonly description: string;
}

const LABEL = { fontSize: 12, fill: "var(--ink-3)" };
/** Share of the lowest plot (172 pixels, on small laptops) that a label of 22 pixels under a ring needs. */
const LABEL_SHARE = 0.13;
const MARGIN = { top: 18, right: 8, bottom: 0, left: 0 };
const X_AXIS_HEIGHT = 24;
const Y_AXIS_WIDTH = 36;
/** The library draws axes alone. */
const NO_DATA: never[] = [];
const INSET = { ...MARGIN, bottom: MARGIN.bottom + X_AXIS_HEIGHT, left: MARGIN.left + Y_AXIS_WIDTH };

/** A plot that fills its parent; nothing in it moves but the data. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { lines, references, marks, rules, logarithmic, yDomain } = props;
  const labelled = marks.some(({ label }) => label !== null);
  const [low, high] = useMemo(() => {
    const levels = references.map((reference) => reference.value);
    if (yDomain !== null) return yDomain;
    const domain = verticalDomain(lines, levels, logarithmic);
    return logarithmic && labelled ? withRoomBelow(domain, LABEL_SHARE) : domain;
  }, [yDomain, lines, references, logarithmic, labelled]);
  const curves = useMemo(
    () => ({ lines, references, marks, rules, logarithmic }),
    [lines, references, marks, rules, logarithmic],
  );
  return (
    <CurvesContext value={curves}>
      <DotsContext value={props.crosshair}>
        <div className="line-chart" aria-hidden="true">
          <Frame
            low={low}
            high={high}
            logarithmic={logarithmic}
            xLow={props.view[0]}
            xHigh={props.view[1]}
            xTicks={props.xTicks}
            formatX={props.formatX}
            formatY={props.formatY}
          />
        </div>
      </DotsContext>
      <ChartCrosshair
        crosshair={props.crosshair}
        label={props.label}
        description={props.description}
        view={props.view}
        whole={props.whole}
        newest={props.newest}
        inset={INSET}
        onPoint={props.onPoint}
        onMove={props.onMove}
        onView={props.onView}
      />
    </CurvesContext>
  );
});

/** What changes with every point, and what with every move of the hand, handed past the library's components so that they rest. */
const CurvesContext = createContext<Pick<
  LineChartProps,
  "lines" | "references" | "marks" | "rules" | "logarithmic"
> | null>(null);
const DotsContext = createContext<LineChartProps["crosshair"] | null>(null);

interface FrameProps extends Pick<LineChartProps, "logarithmic" | "xTicks" | "formatX" | "formatY"> {
  readonly low: number;
  readonly high: number;
  readonly xLow: number;
  readonly xHigh: number;
}

const Frame = memo(function Frame(props: FrameProps) {
  const { low, high, logarithmic, xLow, xHigh, xTicks, formatX, formatY } = props;
  return (
    <RechartsLineChart responsive data={NO_DATA} margin={MARGIN} accessibilityLayer={false} className="line-chart">
      <CartesianGrid stroke="var(--grid)" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[xLow, xHigh]}
        ticks={[...xTicks]}
        tickFormatter={formatX}
        tick={LABEL}
        tickLine={false}
        axisLine={{ stroke: "var(--line-2)" }}
        height={X_AXIS_HEIGHT}
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
        width={Y_AXIS_WIDTH}
        interval={0}
        allowDataOverflow
      />
      <Curves />
      <Dots />
    </RechartsLineChart>
  );
});

/** Pixels under which names at the ends of lines would crowd a plot. */
const NARROW = 330;

function Curves() {
  const props = useContext(CurvesContext);
  const clip = useId();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (props === null || xScale === undefined || yScale === undefined || area === undefined) return null;
  const right = area.x + area.width;
  const x = (value: number) => xScale(value) ?? 0;
  const y = (value: number) => yScale(value) ?? 0;
  const plot = { left: area.x, middle: area.x + area.width / 2, right, top: area.y, bottom: area.y + area.height };
  const levels = props.references.map(({ value, label }) => ({ text: label, y: y(value) }));
  const rules = props.rules.map((rule) => ({ ...rule, x: x(rule.x) })).filter((rule) => isWithin(rule.x, plot));
  const above = placeRuleWords(rules, plot);
  const levelWords = placeLevelWords(levels, plot);
  const places = props.marks.map((mark) => ({ mark, at: { x: x(mark.x), y: y(mark.y) } }));
  const markWords = places.flatMap(({ mark: { label }, at }) =>
    label === null ? [] : [placeMarkWord(label, at, plot, levelWords)],
  );
  const ends = area.width < NARROW ? [] : endsOf(props, x, y);
  const endWords = placeEndWords(ends, plot, [...above, ...levelWords, ...markWords]);
  return (
    <g className="curves">
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - 4} width={area.width + 4} height={area.height + 8} />
      </clipPath>
      {levels.map((level) => (
        <path key={level.text} className="reference" d={`M${area.x} ${level.y}H${right}`} />
      ))}
      {rules.map((rule) => (
        <path key={rule.id} className={`rule ${rule.kind ?? ""}`} d={`M${rule.x} ${area.y}v${area.height}`} />
      ))}
      <g clipPath={`url(#${clip})`}>
        {props.lines.map((line) => (
          <Curve key={line.id} line={line} x={x} y={y} logarithmic={props.logarithmic} />
        ))}
        {props.lines.map((line) => (
          <Markers key={line.id} line={line} x={x} y={y} logarithmic={props.logarithmic} />
        ))}
      </g>
      {[...above, ...levelWords, ...endWords].map((word) => (
        <Word key={`${word.text} ${word.baseline}`} word={word} />
      ))}
      {places.map(({ mark, at }) => (
        <Mark key={mark.id} mark={mark} at={at} plot={plot} taken={levelWords} />
      ))}
    </g>
  );
}

function isWithin(x: number, { left, right }: PlotArea): boolean {
  return x >= left && x <= right;
}

interface CurveProps {
  readonly line: ChartLine;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly logarithmic: boolean;
}

function Curve({ line: { points, look }, x, y, logarithmic }: CurveProps) {
  return (
    <path
      d={curvePath(points, x, y, logarithmic)}
      stroke={look.color}
      strokeWidth={look.width}
      strokeOpacity={look.opacity}
      strokeDasharray={look.dash ?? undefined}
    />
  );
}

function Markers({ line, x, y, logarithmic }: CurveProps) {
  const { marker, color } = line.look;
  if (marker === null) return null;
  const places = markedPoints(line.points, x, y, logarithmic);
  return <path className="marker" fill={color} d={places.map((at) => markerPath(marker, at.x, at.y)).join("")} />;
}

/** Where the lines that have a name end. */
function endsOf({ lines }: Pick<LineChartProps, "lines">, x: CurveProps["x"], y: CurveProps["y"]) {
  return lines.flatMap(({ label, points }) => {
    const last = points.at(-1);
    return label === null || last === undefined ? [] : [{ text: label, x: x(last.x), y: y(last.y) }];
  });
}

interface MarkProps {
  readonly mark: ChartMark;
  readonly at: PlotPoint;
  readonly plot: PlotEdges;
  readonly taken: readonly PlacedWord[];
}

function Mark({ mark: { kind, color, label }, at, plot, taken }: MarkProps) {
  return (
    <>
      <circle
        className={kind}
        cx={at.x}
        cy={at.y}
        r={kind === "now" ? 4 : 4.5}
        {...(kind === "now" ? { fill: color } : { stroke: color })}
      />
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

/** The line of the crosshair, and a dot wherever it reads a line. */
function Dots() {
  const crosshair = useContext(DotsContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (crosshair === null || xScale === undefined || yScale === undefined || area === undefined) return null;
  const { x, dots } = crosshair;
  if (x === null) return null;
  return (
    <g className="crosshair-line">
      <path d={`M${xScale(x) ?? 0} ${area.y}v${area.height}`} />
      {dots.map((dot) => {
        const [cx, cy] = [xScale(dot.x), yScale(dot.y)];
        const drawn = cx !== undefined && cy !== undefined && Number.isFinite(cx) && Number.isFinite(cy);
        return drawn && <circle key={dot.id} cx={cx} cy={cy} r={3} fill={dot.look.color} />;
      })}
    </g>
  );
}
