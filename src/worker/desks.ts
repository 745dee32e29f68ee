// One of everything that the worker owns. What it can be asked is spread over methods that share these.
import type { ComparisonDesk } from "./comparison-desk";
import type { DataDesk } from "./data-desk";
import type { DeviceDesk } from "./device-desk";
import type { EvaluationDesk } from "./evaluation-desk";
import type { ExportDesk } from "./export-desk";
import type { FormDesk } from "./form-desk";
import type { WorkerApi } from "./protocol";
import type { RunDesk } from "./run-desk";
import type { SampleDesk } from "./sample-desk";
import type { ScratchFolder } from "./scratch-folder";
import type { UnpackedOfRuns } from "./unpacked-of-runs";

/** The desks. */
export interface Desks {
  readonly device: DeviceDesk;
  readonly data: DataDesk;
  readonly runs: RunDesk;
  readonly samples: SampleDesk;
  readonly evaluation: EvaluationDesk;
  readonly comparison: ComparisonDesk;
  readonly forms: FormDesk;
  readonly exports: ExportDesk;
  readonly scratch: ScratchFolder;
  readonly unpacked: UnpackedOfRuns;
}

/** Some of the methods. */
export type Methods<Name extends keyof WorkerApi> = Pick<WorkerApi, Name>;
