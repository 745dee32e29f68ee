// What keeps each kind of record.
import type { KeptModels } from "./kept-models";
import type { PageKeeper } from "./page-keeper";
import type { QueueKeeper } from "./queue-keeper";
import type { RunKeeper } from "./run-keeper";

/** The keepers of one page. */
export interface Keepers {
  readonly runKeeper: RunKeeper;
  readonly queueKeeper: QueueKeeper;
  readonly page: PageKeeper;
  readonly models: KeptModels;
}
