// A run of tokens side by side, special ones outlined; pointing at one tells its id.
import { readableToken } from "@/domain/tokenizer/readable-token";
import { isSpecialId } from "@/domain/tokenizer/special-ids";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import { useText } from "@/i18n/use-text";
import { visibleToken } from "./token-text";

/** Token ids in reading order, and what they stand for. */
export interface TokenChipsProps {
  readonly ids: readonly number[];
  readonly tokenizer: TokenizerState;
  readonly label: string;
}

/** The tokens of `ids`; arrow keys are not needed, the whole run is one stop. */
export function TokenChips({ ids, tokenizer, label }: TokenChipsProps) {
  const text = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows the ids that a pointer would show
    <ol className="strip" aria-label={label} tabIndex={0}>
      {ids.map((id, position) => {
        const special = isSpecialId(tokenizer, id);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a token has no identity beyond its position
            key={position}
            className={special ? "sp" : undefined}
            data-id={id}
            title={
              special ? `${text.t("tokens.special")}, ${text.t("tokens.id", { id })}` : text.t("tokens.id", { id })
            }
          >
            {special ? readableToken(tokenizer, id) : visibleToken(readableToken(tokenizer, id))}
          </li>
        );
      })}
    </ol>
  );
}
