// The characters of the data with their counts; those that do not show are named.
import type { CharacterRow, Diagnosis } from "@/domain/clinic/diagnosis";
import { type ClinicText, useClinicText } from "@/i18n/clinic-text";
import { Disclosure } from "@/ui/disclosure";
import { ScrollRegion } from "./scroll-region";
import { codeOf } from "./visible-text";

/** How many there are, and the table one press away. */
export function CharacterTable({ examination }: { readonly examination: Diagnosis }) {
  const text = useClinicText();
  const { distinct, rows } = examination;
  return (
    <section className="stack">
      <h3>{text.clinic("characters")}</h3>
      <Disclosure summary={text.clinic("distinct", { count: distinct })} testId="clinic-characters">
        {rows.length < distinct && <p className="hint">{text.clinic("rowsShown", { count: 300 })}</p>}
        <ScrollRegion label={text.clinic("characters")}>
          <table>
            <thead>
              <tr>
                <th>{text.clinic("character")}</th>
                <th>{text.clinic("code")}</th>
                <th className="count">{text.clinic("times")}</th>
                <th>{text.clinic("remark")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.code} data-kind={row.kind ?? ""}>
                  <td>{nameOf(text, row)}</td>
                  <td>
                    <code>U+{codeOf(row.code)}</code>
                  </td>
                  <td className="count">{text.number(row.count)}</td>
                  <td>{row.kind !== null && text.clinic(`kind.${row.kind}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
    </section>
  );
}

/** Gives the character itself, or its name in words where it does not show. */
function nameOf(text: ClinicText, { code, kind }: CharacterRow): string {
  const hex = codeOf(code);
  if (text.hasName(hex)) return text.clinic(`name.${hex}`);
  return kind === null || kind === "rare" ? String.fromCodePoint(code) : text.clinic(`kind.${kind}`);
}
