// Where a model came from that was not trained here.
import type { StoredType } from "../stored-tensor";

/** What is told of a model out of files. */
export interface RunOrigin {
  /** Id of the model in the list beside the page; null for files of the user's. */
  readonly listed: string | null;
  /** Names the folder, or the model as its list does. */
  readonly name: string;
  /** As its list tells it, null where nobody does. */
  readonly licence: string | null;
  /** How its weights are stored. */
  readonly dtype: StoredType;
  /** Bytes of its weights as they are stored. */
  readonly bytes: number;
}
