// The vocabulary as a list with counts, to be searched and put in order, and the newest pieces of words.
import { useDeferredValue, useMemo, useState } from "react";
import { readableBytes, readableToken } from "@/domain/tokenizer/readable-token";
import { isSpecialId } from "@/domain/tokenizer/special-ids";
import { useVocabularyText } from "@/i18n/vocabulary-text";
import { useData } from "@/state/use-app";
import { Segmented } from "@/ui/segmented";
import { TextField } from "@/ui/text-field";
import { visibleToken } from "./token-text";

const SHOWN_TOKENS = 200;

type Order = "count" | "id" | "length";

/** The tokens of the prepared data. */
export function VocabularyList() {
  const text = useVocabularyText();
  const prepared = useData((data) => data.prepared);
  const [order, setOrder] = useState<Order>("count");
  const [wanted, setWanted] = useState("");
  const searched = useDeferredValue(wanted);
  const ids = useMemo(() => {
    if (prepared === null) return [];
    const { tokenizer, tokenCounts } = prepared;
    const countOf = (id: number) => tokenCounts[id] ?? 0;
    const all = tokenizer.vocabulary.map((_, id) => id);
    const found = searched === "" ? all : all.filter((id) => readableToken(tokenizer, id).includes(searched));
    const lengths = order === "length" ? all.map((id) => readableToken(tokenizer, id).length) : [];
    if (order === "count") found.sort((one, other) => countOf(other) - countOf(one) || one - other);
    if (order === "length") found.sort((one, other) => (lengths[other] ?? 0) - (lengths[one] ?? 0) || one - other);
    return found;
  }, [prepared, order, searched]);
  if (prepared === null) return null;
  const { tokenizer, tokenCounts } = prepared;
  const options = (["count", "id", "length"] as const).map((value) => ({ value, label: text.vocabulary(value) }));
  return (
    <div className="stack">
      <Segmented label={text.vocabulary("order")} value={order} options={options} onChange={setOrder} />
      <TextField
        label={text.vocabulary("search")}
        value={wanted}
        onChange={setWanted}
        monospace={true}
        testId="vocabulary-search"
      />
      <p className="hint" role="status">
        {text.vocabulary(ids.length > SHOWN_TOKENS ? "shownFirst" : "shown", {
          count: ids.length,
          shown: Math.min(SHOWN_TOKENS, ids.length),
        })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys (WCAG 2.1.1). */}
      <section className="token-table" tabIndex={0} aria-label={text.vocabulary("token")}>
        <table data-testid="vocabulary-list">
          <thead>
            <tr>
              <th scope="col">{text.vocabulary("token")}</th>
              <th scope="col">{text.vocabulary("id")}</th>
              <th scope="col">{text.vocabulary("count")}</th>
            </tr>
          </thead>
          <tbody>
            {ids.slice(0, SHOWN_TOKENS).map((id) => {
              const token = readableToken(tokenizer, id);
              return (
                <tr key={id} data-id={id} data-count={tokenCounts[id]}>
                  <th scope="row">
                    <code className={isSpecialId(tokenizer, id) ? "sp" : undefined}>
                      {isSpecialId(tokenizer, id) ? token : visibleToken(token)}
                    </code>
                  </th>
                  <td>{id}</td>
                  <td>{text.number(tokenCounts[id] ?? 0)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The newest pieces of words, and how many of all are learned. */
export function LearningList() {
  const text = useVocabularyText();
  const learning = useData((data) => data.learning);
  if (learning === null) return null;
  const { newest, count, wanted } = learning;
  return (
    <div data-testid="learning" data-count={count}>
      <p className="hint">{text.vocabulary("learning", { count, wanted: text.number(wanted) })}</p>
      <ol className="strip">
        {newest.map(({ token, count: times }) => (
          <li key={token} title={text.vocabulary("times", { count: times })}>
            {visibleToken(readableBytes(token))}
          </li>
        ))}
      </ol>
    </div>
  );
}
