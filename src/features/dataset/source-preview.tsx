// The first rows of the file as they were read, before cleaning.
import type { SourceSummary } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";

const shownRows = 6;

/** How a long file begins, while the rest is still being read. */
export function ProvisionalPreview() {
  const text = useText();
  const preview = useData((data) => data.preview);
  if (preview === null) return null;
  return (
    <div className="stack" data-testid="provisional-preview">
      <p className="hint" role="status">
        {text.t("data.provisional", { name: preview.facts.name })}
      </p>
      <SourcePreview source={preview} />
    </div>
  );
}

/** A table of the first rows with the lines they start on. */
export function SourcePreview({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const columns = source.kind === "text" ? [text.t("data.textColumn")] : source.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="preview" tabIndex={0} aria-label={text.t("data.preview")}>
      <table>
        <thead>
          <tr>
            <th className="ln">{text.t("data.line")}</th>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {source.preview.slice(0, shownRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of several files may share a line
            <tr key={index}>
              <td className="ln">{text.number(row.line)}</td>
              {columns.map((column, index) => (
                <Cell key={column} value={row.values[index] ?? ""} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value }: { readonly value: string }) {
  const text = useText();
  return value.trim() === "" ? <td className="muted">{text.t("data.empty")}</td> : <td>{value}</td>;
}
