// What can be wrong with dropped data.
import type { ContainerRefusal } from "../container/container-kind";
import type { SourceProblem } from "./source";
import type { TemplatePlace } from "./template";

/** Why data cannot be read or gives no records. */
export type CorpusError =
  | { readonly code: "fileEmpty"; readonly name: string }
  | { readonly code: "fileBinary"; readonly name: string; readonly detected: string }
  | { readonly code: "fileUtf32"; readonly name: string }
  /** An archive or a document that cannot be opened; `detail` is for the report of a fault. */
  | {
      readonly code: "containerRefused";
      readonly name: string;
      readonly reason: ContainerRefusal;
      readonly detail?: string;
    }
  /** `first` says what is wrong with the first of what could not be read. */
  | {
      readonly code: "noRecords";
      readonly name: string;
      readonly problems: number;
      readonly first: Pick<SourceProblem, "line" | "reason">;
    }
  /** A random share of the rows was asked for, and chance took none. */
  | { readonly code: "noRowDrawn"; readonly name: string; readonly rows: number }
  | {
      readonly code: "tooManyColumns";
      readonly name: string;
      readonly columns: number;
      readonly limit: number;
      /** Whether no column holds text, which is the better reason. */
      readonly onlyNumbers: boolean;
    }
  | {
      readonly code: "templateUnknownColumn";
      readonly column: string;
      readonly columns: readonly string[];
      readonly part: TemplatePlace;
    }
  | { readonly code: "templateWithoutColumn"; readonly part: TemplatePlace }
  | { readonly code: "corpusEmpty" }
  | { readonly code: "loadCancelled"; readonly name: string }
  | { readonly code: "loadFailed"; readonly name: string; readonly detail: string }
  /** Data that the page brings along; `name` is null for the list of it. */
  | { readonly code: "notArrived"; readonly name: string | null; readonly detail: string }
  | { readonly code: "noData" };
