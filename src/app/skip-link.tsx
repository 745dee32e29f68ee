// The first stop of the Tab key.
import { useText } from "@/i18n/use-text";

/** A link past the header and the set-up, seen only when focused. */
export function SkipLink() {
  const text = useText();
  return (
    <a className="skip" href="#train">
      {text.t("shell.skip")}
    </a>
  );
}
