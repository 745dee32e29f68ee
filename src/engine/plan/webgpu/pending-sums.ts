// Sums that calls have left to be done later: one dispatch does all that wait, before something else needs them.
import { alignedWords } from "../contract/device-buffer";
import { RECORD_DECLARATION } from "./declarations";
import type { Dispatch } from "./kernel";
import { isOneBinding, overlap, type Place, spanOf } from "./place";
import type { DeviceTraits } from "./traits";

/** One job: word w of the target becomes the sum of the source's words start + p * stride + w over the parts p. */
export interface SumJob {
  /** In the arena; in the record of the step where that is the target. */
  readonly target: Place;
  readonly intoRecord: boolean;
  readonly source: Place;
  /** Scratch is bound as one stretch, whatever lies in it. */
  readonly fromScratch: boolean;
  readonly start: number;
  readonly parts: number;
  readonly stride: number;
}

/** A dispatch over a table of jobs, with what it is bound to. */
export interface SumDispatch extends Dispatch {
  readonly table: readonly number[];
  readonly places: readonly Place[];
}

const INVOCATIONS = 256;
/** From so many parts on, several invocations share those of one word where that is cheap. */
const MANY_PARTS = 32;
const LANES = 8;
/** As many as fit beside table, target and record into the eight storage arrays that every device has. */
const MOST_SOURCES = 5;
/** Columns of the table. */
const columns = ["source", "start", "parts", "stride", "words", "into", "width", "first", "intoRecord"] as const;

/** Gathers jobs as long as one dispatch can do them. */
export class PendingSums {
  readonly #traits: DeviceTraits;
  readonly #records: Place;
  #jobs: SumJob[] = [];

  /** Takes the place of the records in the arena, which are bound beside whatever else is. */
  constructor(traits: DeviceTraits, records: Place) {
    this.#traits = traits;
    this.#records = records;
  }

  /** Tells whether a job can wait together with those that wait already. */
  accepts(job: SumJob): boolean {
    const jobs = [...this.#jobs, job];
    const targets = targetSpan(jobs);
    const sources = sourcesOf(jobs);
    const canBeBound = [...sources, targets].every((place) => isOneBinding(place, this.#traits));
    const isApart = ![...sources, this.#records].some((place) => overlap(place, targets));
    return sources.length <= MOST_SOURCES && canBeBound && isApart;
  }

  add(job: SumJob): void {
    this.#jobs.push(job);
  }

  /** Tells whether work on places of the arena and of the record must wait until the sums are there. */
  touches(arena: readonly Place[], record: readonly Place[]): boolean {
    return this.#jobs.some(
      ({ target, intoRecord, source }) =>
        (intoRecord ? record : arena).some((place) => overlap(place, target)) ||
        arena.some((place) => overlap(place, source)),
    );
  }

  /** Gives the dispatch that does all that waits, null where nothing does. */
  take(): SumDispatch | null {
    const jobs = this.#jobs;
    this.#jobs = [];
    if (jobs.length === 0) return null;
    const sources = sourcesOf(jobs);
    const targets = targetSpan(jobs);
    const lanes = this.#traits.cheapWorkgroupMemory ? LANES : 1;
    const { table, workgroups } = tableOf(jobs, { sources, targets, lanes });
    const places = targets.words === 0 ? sources : [...sources, targets];
    const code = codeFor(sources.length, targets.words > 0, lanes > 1);
    return { code, workgroups: [workgroups, 1, 1], table, places };
  }
}

/** Gives what is bound as sources: scratch first, then the others. */
function sourcesOf(jobs: readonly SumJob[]): readonly Place[] {
  const scratch = jobs.filter((job) => job.fromScratch).map((job) => job.source);
  const others = new Map(
    jobs.filter((job) => !job.fromScratch).map(({ source }) => [`${source.offset}+${source.words}`, source]),
  );
  return [...(scratch.length === 0 ? [] : [spanOf(scratch)]), ...others.values()];
}

/** Gives the stretch with all targets in the arena, from a border of bindings on; none has no words. */
function targetSpan(jobs: readonly SumJob[]): Place {
  const targets = jobs.filter((job) => !job.intoRecord).map((job) => job.target);
  if (targets.length === 0) return { offset: 0, words: 0 };
  const { offset, words } = spanOf(targets);
  const border = alignedWords(offset + 1 - alignedWords(1));
  return { offset: border, words: words + offset - border };
}

/** Lists the jobs, and behind them the job of each workgroup. */
function tableOf(
  jobs: readonly SumJob[],
  bound: { readonly sources: readonly Place[]; readonly targets: Place; readonly lanes: number },
) {
  const { sources, targets, lanes } = bound;
  const rows: number[] = [jobs.length];
  const jobOfGroup: number[] = [];
  for (const [index, { target, source, ...job }] of jobs.entries()) {
    const width = job.parts < MANY_PARTS ? INVOCATIONS : INVOCATIONS / lanes;
    const at = sources.findIndex((other) => overlap(other, source));
    const row: Record<(typeof columns)[number], number> = {
      source: at,
      start: source.offset - sources[at].offset + job.start,
      parts: job.parts,
      stride: job.stride,
      words: target.words,
      into: job.intoRecord ? target.offset : target.offset - targets.offset,
      width,
      first: jobOfGroup.length,
      intoRecord: Number(job.intoRecord),
    };
    rows.push(...columns.map((column) => row[column]));
    for (let word = 0; word < target.words; word += width) jobOfGroup.push(index);
  }
  return { table: [...rows, ...jobOfGroup], workgroups: jobOfGroup.length };
}

function codeFor(sources: number, hasTargets: boolean, shares: boolean): string {
  const indices = Array.from({ length: sources }, (_, index) => index);
  const targets = `@group(0) @binding(${sources + 1}) var<storage, read_write> targets: array<f32>;`;
  return /* wgsl */ `
struct Job { ${columns.map((column) => `${column}: u32`).join(", ")} }
@group(0) @binding(0) var<storage, read> table: array<u32>;
${indices.map((i) => `@group(0) @binding(${i + 1}) var<storage, read_write> source${i}: array<f32>;`).join("\n")}
${hasTargets ? targets : ""}
${RECORD_DECLARATION}
${shares ? `var<workgroup> sums: array<f32, ${INVOCATIONS}>;` : ""}

fn jobOf(group: u32) -> Job {
  let at = 1u + ${columns.length}u * table[1u + ${columns.length}u * table[0] + group];
  return Job(${columns.map((_, index) => `table[at + ${index}u]`).join(", ")});
}

fn part(source: u32, index: u32) -> f32 {
  switch source {
    ${indices.map((i) => `case ${i}u${i === 0 ? ", default" : ""}: { return source${i}[index]; }`).join("\n    ")}
  }
}

@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let job = jobOf(group.x);
  let word = (group.x - job.first) * job.width + local % job.width;
  let lanes = ${INVOCATIONS}u / job.width;
  var sum = 0.0;
  if (word < job.words) {
    for (var p = local / job.width; p < job.parts; p += lanes) {
      sum += part(job.source, job.start + p * job.stride + word);
    }
  }
  ${shares ? "sums[local] = sum;\n  workgroupBarrier();" : ""}
  if (local >= job.width || word >= job.words) { return; }
  ${shares ? "for (var lane = 1u; lane < lanes; lane++) { sum += sums[lane * job.width + local]; }" : ""}
  if (job.intoRecord == 1u) {
    record[job.into + word] = bitcast<u32>(sum);
  }${hasTargets ? " else { targets[job.into + word] = sum; }" : ""}
}`;
}
