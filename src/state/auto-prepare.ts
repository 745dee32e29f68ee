// Keeps the prepared data, the live settings of a run and the memory estimate in step with the settings
// under edit.
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import { debounce } from "./debounce";
import { deviceKey, memoryKey } from "./memory-commands";
import { preparationKey, readingKey } from "./preparation-key";

/** Follows the settings until the returned function is called. */
export function followSettings(context: CommandContext, commands: Commands): () => void {
  const { settings, data, runs } = context.stores;
  const live = debounce(() => commands.updateLiveSettings(), 100);
  const stopSettings = settings.subscribe((next, last) => {
    if (next.config === last.config) return;
    if (next.config.training !== last.config.training) live.request();
    // Data are read by what is wished for, since what suits them is known only then.
    const reading = readingKey(next.wished);
    if (reading !== readingKey(last.wished) && reading !== data.getState().readKey) void commands.reload();
    else if (preparationKey(next.config) !== preparationKey(last.config)) commands.prepareSoon();
    if (memoryKey(next.config) !== memoryKey(last.config)) commands.predictMemorySoon();
  });
  const stopData = data.subscribe((next, last) => {
    if (next.prepared !== last.prepared) commands.predictMemorySoon();
  });
  const stopRun = runs.subscribe((next, last) => {
    if (deviceKey(next.device) !== deviceKey(last.device)) commands.predictMemorySoon();
  });
  return () => {
    live.cancel();
    stopSettings();
    stopData();
    stopRun();
  };
}
