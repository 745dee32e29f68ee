// The frame of a chart: title, live legend and the sentence that stands for the drawing.
import type { ReactNode } from "react";
import { LineKey, type LineLook } from "./line-key";
import "./chart-figure.css";
import { Explanation } from "./explanation";
// The plot comes later, its styles do not: a style sheet that failed to arrive is not asked for again.
import "./line-chart.css";
import "./chart-crosshair.css";

/** An entry of the live legend: a line sample, an optional word, the newest value. */
export interface LegendEntry {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly look: LineLook;
  /** Leaves the word to screen readers where space is short. */
  readonly hideName?: boolean;
  /** What the pointer reads on the entry; the name where left out. */
  readonly title?: string | undefined;
}

/** Everything around the drawing, which comes as children. */
export interface ChartFigureProps {
  readonly title: string;
  /** What is drawn and in which unit. */
  readonly caption: string;
  /** What a person who cannot see the drawing should know. */
  readonly label: string;
  readonly testId: string;
  /** What the figures and the lines mean, one press away. */
  readonly help: string;
  readonly legend: readonly LegendEntry[];
  /** What stands behind the legend. */
  readonly notes?: ReactNode;
  /** Controls at the right end of the title's line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A figure whose legend reads the newest values. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, caption, label, testId, help, legend, notes, tools, children } = props;
  return (
    <figure className="fig" aria-label={label} data-testid={testId}>
      <div className="fig-head">
        <h3>{title}</h3>
        <Explanation label={title} help={help} />
        <p>{caption}</p>
        {tools !== undefined && <div className="fig-tools">{tools}</div>}
      </div>
      <div className="read">
        {legend.map((entry) => (
          <span key={entry.id} title={entry.title ?? entry.name}>
            <LineKey look={entry.look} />
            <span className={entry.hideName === true ? "vh" : undefined}>{entry.name}</span> <b>{entry.value}</b>
          </span>
        ))}
        {notes}
      </div>
      <div className="chart-plot">{children}</div>
    </figure>
  );
}
