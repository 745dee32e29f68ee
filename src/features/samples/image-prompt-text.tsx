// A sentence for an image generator, with a button that copies it.
import { useState } from "react";
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";

/** Shows and copies the sentence. */
export function ImagePromptText({ sentence }: { readonly sentence: string }) {
  const text = useText();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(sentence);
    setCopied(sentence);
  };
  return (
    <div className="image-prompt">
      <div className="sec-head">
        <h4>{text.t("samples.imagePrompt")}</h4>
        <button type="button" className="link" onClick={() => void copy().catch(() => setCopied(null))}>
          <Icon name="copy" size={14} />
          {text.t(copied === sentence ? "samples.copied" : "samples.copy")}
        </button>
      </div>
      <p data-testid="image-prompt">{sentence}</p>
    </div>
  );
}
