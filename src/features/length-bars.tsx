// The bars of a histogram, and the same figures as a table for keyboard and screen readers.
import type { LengthHistogram } from "@/domain/clinic/diagnosis";
import { type ClinicText, useClinicText } from "@/i18n/clinic-text";
import { Disclosure } from "@/ui/disclosure";
import "./length-bars.css";

interface LengthBarsProps {
  readonly histogram: LengthHistogram;
  /** Where to mark the context length, null for nowhere. */
  readonly context: number | null;
}

const WIDTH = 480;
const HEIGHT = 120;

/** A histogram of lengths. */
export function LengthBars({ histogram: { bins }, context }: LengthBarsProps) {
  const text = useClinicText();
  const highest = Math.max(...bins.map(({ count }) => count));
  const step = WIDTH / bins.length;
  const start = bins[0]?.from ?? 0;
  const width = (bins[0]?.until ?? start + 1) - start;
  const place = context === null ? null : ((context - start) / width) * step;
  const mark = place !== null && place >= 0 && place <= WIDTH ? place : null;
  const last = bins.at(-1);
  return (
    <figure className="length-bars">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text.clinic("histogram", { bins: bins.length, highest })}
      >
        {bins.map((bin, index) => (
          <rect
            key={bin.from}
            className={bin.until === null ? "open" : undefined}
            x={index * step}
            width={Math.max(1, step - 1.5)}
            y={HEIGHT - barHeight(bin.count, highest)}
            height={barHeight(bin.count, highest)}
          >
            <title>{`${rangeOf(text, bin)}: ${text.number(bin.count)}`}</title>
          </rect>
        ))}
        {mark !== null && <path d={`M${mark} 0V${HEIGHT}`} />}
      </svg>
      <figcaption>
        <span>{text.number(start)}</span>
        {context !== null && mark !== null && <span className="mark">{text.clinic("contextMark", { context })}</span>}
        <span>{last !== undefined && rangeOf(text, last)}</span>
      </figcaption>
      <Disclosure summary={text.clinic("asTable")}>
        <table>
          <thead>
            <tr>
              <th>{text.clinic("length")}</th>
              <th className="count">{text.clinic("number")}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map((bin) => (
              <tr key={bin.from}>
                <td>{rangeOf(text, bin)}</td>
                <td className="count">{text.number(bin.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </figure>
  );
}

/** A bin that holds anything shows at least a line. */
function barHeight(count: number, highest: number): number {
  return count === 0 ? 0 : Math.max(2, (HEIGHT * count) / highest);
}

function rangeOf(text: ClinicText, { from, until }: LengthHistogram["bins"][number]): string {
  if (until === null) return text.clinic("binOpen", { from });
  return until === from + 1 ? text.number(from) : text.clinic("binRange", { from, until: until - 1 });
}
