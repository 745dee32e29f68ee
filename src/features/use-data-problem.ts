// Why the data cannot be trained on as the settings stand; a refused file leaves the data before it in use.
import type { AppError } from "@/domain/errors";
import { preparationKey } from "@/state/preparation-key";
import { useData, useSettings } from "@/state/use-app";

/** Gives the failure of the newest load or preparation, null while data fits the settings. */
export function useDataProblem(): AppError | null {
  const key = useSettings((settings) => preparationKey(settings.config));
  return useData((data) => (data.prepared !== null && data.preparedKey === key ? null : data.error));
}
