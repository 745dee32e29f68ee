// What stands between prompt and response, on one line: a break is typed as \n, a tab as \t.
import { parameters } from "@/domain/config/parameters";
import { usePairsText } from "@/i18n/pairs-text";
import { useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";

const PATH = "corpus.pairSeparator";

/** The separator; nothing while records are no pairs. */
export function PairSeparator() {
  const text = usePairsText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(PATH);
  if (parameters[PATH].restsBecause(config) !== null) return null;
  const separator = config.corpus.pairSeparator;
  return (
    <>
      <TextField
        label={text.setting(PATH)}
        help={<SettingHelp path={PATH} />}
        value={separator.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}
        monospace
        configPath={PATH}
        disabledReason={lock}
        onChange={(typed) => set(PATH, typed.replaceAll("\\n", "\n").replaceAll("\\t", "\t"))}
      />
      {separator.trim() === "" && !/[\n\t]/.test(separator) && (
        <p className="hint">{text.pairs("spaces", { count: separator.length })}</p>
      )}
    </>
  );
}
