// A line in which special tokens are typed with spaces between them.
import { useState } from "react";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";

/** The user's own list of special tokens. */
export function SpecialTokenList({
  tokens,
  lock,
}: {
  readonly tokens: readonly string[];
  readonly lock: string | null;
}) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  // The typed line is kept apart from the list, or a space at its end could not be typed.
  const [draft, setDraft] = useState<string | null>(null);
  const settled = tokens.join(" ");
  const shown = draft !== null && words(draft).join(" ") === settled ? draft : settled;
  return (
    <TextField
      label={text.setting("tokens.specialTokens")}
      value={shown}
      placeholder={text.t("tokens.specialPlaceholder")}
      monospace
      configPath="tokens.specialTokens"
      disabledReason={lock}
      onChange={(line) => {
        setDraft(line);
        set("tokens.specialTokens", words(line));
      }}
    />
  );
}

function words(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}
