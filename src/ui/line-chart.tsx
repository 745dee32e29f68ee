// The plot of a line chart: the only file that knows the chart library, and loaded only when a chart is shown.
// Title, legend and the sentence for screen readers are in chart-figure.tsx.
import { memo, useMemo } from "react";
import {
  CartesianGrid,
  Line,
  LineChart as RechartsLineChart,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { type ChartLine, chartRows, verticalDomain, verticalTicks } from "./chart-rows";
import "./line-chart.css";

/** A dotted horizontal line with its label above its right end. */
export interface ChartReference {
  readonly value: number;
  readonly label: string;
}

/** A point that stands out: "now" is filled, "best" is a ring with a label under it. */
export interface ChartMark {
  readonly kind: "now" | "best";
  readonly x: number;
  readonly y: number;
  readonly label: string | null;
}

export interface LineChartProps {
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
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
const MARGIN = { top: 18, right: 8, bottom: 0, left: 0 };

/** A plot that fills its parent; nothing in it moves but the data. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { lines, logarithmic } = props;
  const rows = useMemo(() => [...chartRows(lines, logarithmic)], [lines, logarithmic]);
  return (
    <RechartsLineChart responsive data={rows} margin={MARGIN} accessibilityLayer={false} className="line-chart">
      <CartesianGrid stroke="var(--grid)" />
      <Axes {...props} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-2)" }}
        content={({ active, label, payload }) =>
          active ? <Reading label={props.formatReading(Number(label))} payload={payload} props={props} /> : null
        }
      />
      <References references={props.references} />
      {lines.map((line) => (
        <Line
          key={line.id}
          dataKey={line.id}
          stroke={line.color}
          strokeWidth={line.width}
          strokeOpacity={line.opacity}
          {...(line.dash === null ? {} : { strokeDasharray: line.dash })}
          type="linear"
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
        />
      ))}
      <Marks marks={props.marks} xMaximum={props.xMaximum} />
    </RechartsLineChart>
  );
});

function Axes(props: LineChartProps) {
  const { lines, references, logarithmic, yDomain } = props;
  const domain = useMemo(() => {
    const levels = references.map((reference) => reference.value);
    return yDomain ?? verticalDomain(lines, levels, logarithmic);
  }, [yDomain, lines, references, logarithmic]);
  const ticks = useMemo(() => [...verticalTicks(domain, logarithmic)], [domain, logarithmic]);
  return (
    <>
      <XAxis
        dataKey="x"
        type="number"
        domain={[0, props.xMaximum]}
        ticks={[...props.xTicks]}
        tickFormatter={props.formatX}
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
        domain={[...domain]}
        ticks={ticks}
        tickFormatter={props.formatY}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
        width={36}
        interval={0}
        allowDataOverflow
      />
    </>
  );
}

function References({ references }: Pick<LineChartProps, "references">) {
  return references.map((reference) => (
    <ReferenceLine
      key={reference.label}
      y={reference.value}
      stroke="var(--ref)"
      strokeDasharray="1 3"
      strokeLinecap="round"
      ifOverflow="hidden"
      label={{ ...LABEL, value: reference.label, position: "insideBottomRight", offset: 6 }}
    />
  ));
}

function Marks({ marks, xMaximum }: Pick<LineChartProps, "marks" | "xMaximum">) {
  return marks.map((mark) => (
    <ReferenceDot
      key={mark.kind}
      x={mark.x}
      y={mark.y}
      r={mark.kind === "now" ? 4 : 4.5}
      fill={mark.kind === "now" ? "var(--run-1)" : "var(--surface)"}
      stroke="var(--run-1)"
      strokeWidth={mark.kind === "now" ? 0 : 2}
      ifOverflow="hidden"
      {...(mark.label === null
        ? {}
        : { label: { ...LABEL, value: mark.label, position: markSide(mark, xMaximum), offset: 13 } })}
    />
  ));
}

// Under the ring and away from the nearer edge, where a centred label would leave the plot.
function markSide(mark: ChartMark, xMaximum: number): "insideTopLeft" | "insideTopRight" {
  return mark.x > xMaximum / 2 ? "insideTopRight" : "insideTopLeft";
}

interface ReadingProps {
  readonly label: string;
  readonly payload: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
  readonly props: LineChartProps;
}

function Reading({ label, payload, props }: ReadingProps) {
  return (
    <div className="chart-reading">
      <span>{label}</span>
      {payload.map((entry) => {
        const name = props.names[String(entry.dataKey)];
        return name === undefined || typeof entry.value !== "number" ? null : (
          <span key={name}>
            {name} <b>{props.formatY(entry.value)}</b>
          </span>
        );
      })}
    </div>
  );
}
