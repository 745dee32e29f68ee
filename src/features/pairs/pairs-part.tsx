// Rows as pairs: what the table looks like, the two templates, what was found, and what comes of it.
import { use } from "react";
import type { SourceSummary } from "@/domain/corpus/source";
import { isLastAnswer, namedColumns } from "@/domain/pairs/conversation-parts";
import { type OfferedPair, offeredPair } from "@/domain/pairs/offered-pairs";
import { hasPairs } from "@/domain/pairs/pair-template";
import { usePairsText } from "@/i18n/pairs-text";
import { useData, useSettings } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { TemplateBox } from "../template-box";
import { useSettingLock } from "../use-setting-lock";
import { PairSeparator } from "./pair-separator";
import "./pairs.css";

const pairReport = new LateModule(() => import("./pair-report"));

/** The part of a loaded table. */
export function PairsPart() {
  const text = usePairsText();
  const source = useData((data) => data.source);
  const isOn = useSettings(({ config }) => hasPairs(config.corpus));
  const response = useSettings(({ config }) => config.corpus.response);
  if (source === null) return null;
  const columns = namedColumns(source);
  return (
    <div className="pairs stack" data-testid="pairs" data-value={isOn}>
      {!isOn && <Offer source={source} />}
      <Disclosure summary={text.pairs(isOn ? "titleOn" : "title")} startsOpen={isOn} testId="pair-settings">
        <p className="hint">{text.pairs("explanation")}</p>
        <div className="stack">
          <TemplateBox path="corpus.prompt" testId="pair-prompt" columns={columns} hasLines />
        </div>
        <PairSeparator />
        <div className="stack">
          <TemplateBox path="corpus.response" testId="pair-response" columns={columns} hasLines />
        </div>
        {isLastAnswer(response, source) && (
          <p className="hint" data-testid="pair-conversations">
            {text.pairs("conversations")}
          </p>
        )}
        {isOn && <WayBack />}
        {isOn && (
          <Part name="pair-report">
            <LateReport />
          </Part>
        )}
      </Disclosure>
    </div>
  );
}

function LateReport() {
  const { PairReport } = use(pairReport.get());
  return <PairReport />;
}

/** What the table looks like, and the press that takes it; nothing where it looks like no pairs. */
function Offer({ source }: { readonly source: SourceSummary }) {
  const text = usePairsText();
  const take = useTakePair();
  const lock = useSettingLock("corpus.prompt");
  const offered = offeredPair(source);
  if (offered === null) return null;
  const { prompt, response } = offered;
  return (
    <div className="row wrap hint" data-testid="pair-offer">
      <span>{text.pairs("offer", { prompt: prompt.replaceAll("\n", " "), response })}</span>
      <Button className="btn" disabledReason={lock} onClick={() => take(offered)} data-testid="pair-take">
        {text.pairs("take")}
      </Button>
    </div>
  );
}

function WayBack() {
  const text = usePairsText();
  const take = useTakePair();
  const lock = useSettingLock("corpus.prompt");
  return (
    <div className="row wrap">
      <Button
        className="btn"
        disabledReason={lock}
        onClick={() => take({ prompt: "", response: "", separator: null })}
        data-testid="pair-leave"
      >
        {text.pairs("leave")}
      </Button>
    </div>
  );
}

/** Gives the function that sets both templates, and the separator where there is one. */
function useTakePair() {
  const set = useSettings((settings) => settings.set);
  return ({ prompt, response, separator }: Omit<OfferedPair, "separator"> & { readonly separator: string | null }) => {
    set("corpus.prompt", prompt);
    set("corpus.response", response);
    if (separator !== null) set("corpus.pairSeparator", separator);
  };
}
