// Names every setting by its path ("training.learningRate"), the name it has in addresses, files and controls.
import { changeModel } from "../architectures/model-config";
import type { Architecture, ModelValues } from "../architectures/registry";
import type { CorpusConfig, RunConfig, TokenConfig, TrainingConfig, TuningConfig } from "./run-config";

interface Sections {
  readonly corpus: CorpusConfig;
  readonly tokens: TokenConfig;
  readonly model: ModelValues & { readonly architecture: Architecture };
  readonly tuning: TuningConfig;
  readonly training: TrainingConfig;
}

type PathOf<Section extends keyof Sections> = `${Section}.${Extract<keyof Sections[Section], string>}`;

/** Settings outside the sections, texts all of them. */
type PathOfWhole = "seed" | "base";

/** The path of one setting. */
export type ConfigPath =
  | PathOfWhole
  | PathOf<"corpus">
  | PathOf<"tokens">
  | PathOf<"model">
  | PathOf<"tuning">
  | PathOf<"training">;

/** The type of the setting at a path. */
export type ConfigValue<Path extends ConfigPath> = Path extends PathOfWhole
  ? string
  : Path extends `${infer Section extends keyof Sections}.${infer Key}`
    ? Key extends keyof Sections[Section]
      ? Sections[Section][Key]
      : never
    : never;

/** Reads the setting at `path`; of a model also what it keeps aside. */
export function getByPath<Path extends ConfigPath>(config: RunConfig, path: Path): ConfigValue<Path> {
  const [section, key] = path.split(".") as [keyof RunConfig, string | undefined];
  const part = config[section];
  if (typeof part === "string" || key === undefined) return part as ConfigValue<Path>;
  const holder = "aside" in part && key in part.aside ? part.aside : part;
  return holder[key as keyof typeof holder] as ConfigValue<Path>;
}

/** Gives a config that differs from `config` at `path` alone; the same object when nothing changes. */
export function setByPath<Path extends ConfigPath>(config: RunConfig, path: Path, value: ConfigValue<Path>): RunConfig {
  if (Object.is(getByPath(config, path), value)) return config;
  const [section, key] = path.split(".") as [keyof RunConfig, string | undefined];
  const part = config[section];
  if (typeof part === "string" || key === undefined) return { ...config, [section]: value };
  if (section === "model") return { ...config, model: changeModel(config.model, { [key]: value }) };
  return { ...config, [section]: { ...part, [key]: value } };
}

/**
 * Chooses the way to ask for a length that the named settings speak of, the last of them if they speak of both: whoever
 * names a number of epochs or of steps, in an address, a file or a preset, asks for a run of that length.
 */
export function withImpliedLength(config: RunConfig, named: Iterable<ConfigPath>): RunConfig {
  let implied = config;
  for (const path of named) {
    if (path === "training.epochs") implied = setByPath(implied, "training.runLength", "epochs");
    if (path === "training.steps") implied = setByPath(implied, "training.runLength", "steps");
  }
  return implied;
}

/**
 * Draws rows by the seed of the run where a share of them is named and no seed for it, as addresses and files do that
 * were written when one seed served for both.
 */
export function withImpliedRowSeed(config: RunConfig, named: Iterable<ConfigPath>): RunConfig {
  const paths = new Set(named);
  if (config.corpus.rowShare === 1 || !paths.has("corpus.rowShare") || paths.has("corpus.rowSeed")) return config;
  return setByPath(config, "corpus.rowSeed", config.seed);
}
