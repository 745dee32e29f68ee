// Everything a feature can ask for. Commands call the worker's client and write the answers into the stores;
// they never throw for what a user can cause.
import { type BaseAccess, createBaseAccess } from "./base-access";
import { type BranchCommands, createBranchCommands } from "./branch-commands";
import { type ClinicCommands, createClinicCommands } from "./clinic-commands";
import type { CommandContext } from "./command-context";
import { createDataCommands, type DataCommands } from "./data-commands";
import { createEvaluationCommands, type EvaluationCommands } from "./evaluation-commands";
import { createFileCommands, type FileCommands } from "./file-commands";
import { createKeepingCommands, type KeepingCommands, type KeptRuns } from "./keeping-commands";
import { createMemoryCommands, type MemoryCommands } from "./memory-commands";
import type { RunBundles } from "./notebook/notebook";
import { createOpeningCommands, type OpeningCommands } from "./opening-commands";
import { createRecoveryCommands, type RecoveryCommands } from "./recovery-commands";
import { createRunCommands, type RunCommands } from "./run-commands";
import { createSampleCommands, type SampleCommands } from "./sample-commands";
import { createWaysBack } from "./ways-back";

/** What the page itself can do. */
type PageCommands = Pick<CommandContext, "isOutdated" | "saveFile">;

/** Makes commands that come later than the page, with the code that needs them. */
export type LateMaker<T> = (context: CommandContext, commands: Commands, kept: KeptRuns) => T;

/** What leads to commands that come later. */
interface LateCommands {
  /** Gives what `make` makes over the same client and stores: one for the whole page. */
  later<T>(make: LateMaker<T>): T;
}

/** All commands, by name. */
export type Commands = DataCommands &
  BaseAccess &
  RunCommands &
  RecoveryCommands &
  BranchCommands &
  MemoryCommands &
  SampleCommands &
  EvaluationCommands &
  ClinicCommands &
  FileCommands &
  OpeningCommands &
  KeepingCommands &
  LateCommands &
  PageCommands;

/** Creates the commands over one client and one set of stores. */
export function createCommands(context: CommandContext): Commands {
  const bases: BaseAccess = createBaseAccess(context, () => keeping.kept);
  const data = createDataCommands(context, bases);
  const keeping = createKeepingCommands(context, data);
  const bundles: RunBundles = new Map();
  const opening = createOpeningCommands(context, keeping.kept, bases, bundles);
  const ways = createWaysBack(context, opening);
  const branch = createBranchCommands(context, ways);
  const runs = createRunCommands(context, data, bases, { ways, branch, kept: keeping.kept });
  const made = new Map<LateMaker<unknown>, unknown>();
  const commands: Commands = {
    ...data,
    ...bases,
    ...branch,
    ...runs,
    ...createRecoveryCommands(context, data, { ...runs, ...bases }, keeping.kept),
    ...createMemoryCommands(context, bases),
    ...createSampleCommands(context, keeping.kept),
    ...createEvaluationCommands(context, keeping.kept),
    ...createClinicCommands(context),
    ...opening,
    ...keeping.commands,
    ...createFileCommands(context, { ...data, ...bases }, ways, {
      bundles,
      kept: keeping.kept,
      openRun: opening.openRun,
      ...bases,
    }),
    isOutdated: context.isOutdated,
    saveFile: context.saveFile,
    later: <T>(make: LateMaker<T>) => {
      if (!made.has(make)) made.set(make, make(context, commands, keeping.kept));
      return made.get(make) as T;
    },
  };
  return commands;
}
