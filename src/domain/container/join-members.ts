// Several files that were read become one data set: those that are alike are joined, with a column that names the
// file of each row, and what is not taken is told.
import { countCodePoints } from "../corpus/code-points";
import { createContentHash } from "../corpus/content-hash";
import type { FoundPlace } from "../corpus/finding";
import type { RecordPlaces, Source, SourceFacts, SourceProblem, SourceRow, SourceRows } from "../corpus/source";
import type { SourceNote, SourceNoteKind } from "../corpus/source-note";
import type { DialectCounts, ReadDialect } from "../corpus/table-dialect";
import { textReading } from "../corpus/text-reading";
import { lineRows, markedRows } from "../corpus/text-rows";
import type { ContainerFacts, LeftOut, OfferedMember } from "./container-facts";
import { baseName, isCompanion } from "./member-names";

/** A file of an archive or a sheet of a workbook, read. */
export interface ReadMember {
  readonly path: string;
  readonly source: Source;
}

/** What holds the members, and what is wished of them. */
export interface JoinRequest {
  /** Name of the archive, the workbook or what was dropped. */
  readonly name: string;
  /** Sheets are taken one by one, files that are alike together. */
  readonly unit: "file" | "sheet";
  /** The setting `corpus.member`; what it does not name is chosen by size. */
  readonly wish: string;
  readonly leftOut: readonly LeftOut[];
}

/** Members alike: texts, or tables with the same columns. Those of which no row was drawn may be among them. */
interface Group {
  readonly members: readonly ReadMember[];
  readonly characters: number;
}

/** What tables have in common of which no row was drawn that would tell their columns. */
const NO_COLUMNS = "[]";
const KEPT_LEFT_OUT = 20;
const KEPT_PROBLEMS = 100;
/** Groups that are offered, and files of groups that are offered one by one. */
const MOST_OFFERED = 24;

/** Gives one source for all members, of which there must be one at least. */
export function joinMembers(members: readonly ReadMember[], request: JoinRequest): Source {
  const groups = groupAlike(members);
  const taken = choose(members, groups, request);
  const chosenPaths = new Set(taken.members.map(({ path }) => path));
  const others = members.filter(({ path }) => !chosenPaths.has(path));
  const passedOver = request.unit === "sheet" ? [] : others;
  const leftOut = [
    ...request.leftOut,
    ...passedOver.map(({ path }) => ({ path, reason: isCompanion(path) ? "companion" : "other" }) as const),
  ];
  const facts: ContainerFacts = {
    name: request.name,
    isDocument: request.unit === "sheet",
    offered: offer(groups, request.unit),
    chosen: taken.value,
    count: taken.members.length,
    leftOut: leftOut.slice(0, KEPT_LEFT_OUT),
    leftOutCount: leftOut.length,
  };
  const [first] = taken.members;
  return taken.members.length === 1 ? alone(first, facts, request) : together(taken.members, facts, request);
}

/** A file keeps its own name; a sheet goes by that of its workbook. What the file itself offers comes first. */
function alone({ path, source }: ReadMember, facts: ContainerFacts, { name, unit }: JoinRequest): Source {
  const inner = source.facts.container;
  const own = unit === "sheet" ? { ...facts, name: null } : facts;
  const offersMore = inner !== null && inner.offered.length > 1;
  const container: ContainerFacts = {
    ...own,
    isDocument: own.isDocument || (inner?.isDocument ?? false),
    ...(offersMore ? { offered: inner.offered, chosen: inner.chosen } : {}),
  };
  return { ...source, facts: { ...source.facts, name: unit === "sheet" ? name : baseName(path), container } };
}

function together(members: readonly ReadMember[], container: ContainerFacts, { name, unit }: JoinRequest): Source {
  // One of which no row was drawn tells least of what all are like.
  const sources = [...members].sort(byRows).map(({ source }) => source);
  const [{ facts, ...first }] = sources;
  const columns = first.kind === "text" ? ["text"] : first.columns;
  const fileColumn = freeName(unit, columns);
  const asides = [fileColumn, ...(first.kind === "text" ? [] : first.asides)];
  const rows: SourceRow[] = [];
  for (const { path, source } of members) {
    const label = unit === "sheet" ? path : withoutCommonFolder(path, members);
    // Tables alike may have their columns in another order.
    const order = source.kind === "text" ? [0] : columns.map((column) => source.columns.indexOf(column));
    for (const { line, values } of rowsOf(source)) {
      rows.push({ line, values: [label, ...order.map((index) => values[index])] });
    }
  }
  // Files may differ in their encoding; one that leaves a choice is shown.
  const witness = sources.find((source) => source.facts.encodings.length > 0)?.facts ?? facts;
  const joined: SourceFacts = {
    ...facts,
    encoding: witness.encoding,
    encodings: witness.encodings,
    name,
    bytes: sources.reduce((sum, source) => sum + source.facts.bytes, 0),
    problems: joinProblems(members),
    problemCount: sources.reduce((sum, source) => sum + source.facts.problemCount, 0),
    notes: joinNotes(members),
    places: joinPlaces(sources),
    dialect: joinDialects(sources),
    drawn: facts.drawn && {
      ...facts.drawn,
      seen: sources.reduce((sum, { facts: { drawn } }) => sum + (drawn?.seen ?? 0), 0),
    },
    hash: hashOf(sources),
    container,
  };
  return { kind: "table", facts: joined, columns: [fileColumn, ...columns], asides, rows };
}

/** A text is one record, unless it is a list or marks its records itself. */
function rowsOf(source: Source): SourceRows {
  if (source.kind === "table") return source.rows;
  const reading = textReading({ textRecords: "auto", separator: "" }, source);
  if (reading === "lines") return lineRows(source.text);
  if (reading === "markers" && source.shape.markers !== null) return markedRows(source.text, source.shape.markers);
  return [{ line: 1, values: [source.text] }];
}

/**
 * Gives the members alike, those with most to read first. Of JSON only rows tell the columns: where none was drawn they
 * are taken for those of the largest tables.
 */
function groupAlike(members: readonly ReadMember[]): readonly Group[] {
  const groups = new Map<string, { members: ReadMember[]; characters: number }>();
  for (const member of members) {
    const { source } = member;
    const key = source.kind === "text" ? "text" : JSON.stringify([...source.columns].sort());
    const companion = isCompanion(member.path) ? "companion " : "";
    const group = groups.get(companion + key) ?? { members: [], characters: 0 };
    group.members.push(member);
    // A note beside the data is never taken for it, not even where no row of the data was drawn.
    group.characters = companion === "" ? group.characters + charactersOf(source) : -1;
    groups.set(companion + key, group);
  }
  const sorted = [...groups.values()].sort((first, second) => second.characters - first.characters);
  const undrawn = groups.get(NO_COLUMNS);
  const tables = sorted.find(
    (group) => group !== undrawn && group.characters >= 0 && group.members[0].source.kind === "table",
  );
  if (undrawn === undefined || tables === undefined) return sorted;
  const alike = new Set([...tables.members, ...undrawn.members]);
  tables.members = members.filter((member) => alike.has(member));
  return sorted.filter((group) => group !== undrawn);
}

function choose(
  members: readonly ReadMember[],
  groups: readonly Group[],
  { wish, unit }: JoinRequest,
): { readonly value: string; readonly members: readonly ReadMember[] } {
  if (wish.startsWith("+")) {
    const wished = groups.find((group) => groupValue(group) === wish);
    if (wished !== undefined) return { value: wish, members: wished.members };
  }
  const named = members.find(({ path }) => path === wish);
  if (named !== undefined) return { value: named.path, members: [named] };
  if (unit === "sheet") {
    const longest = members.reduce((best, next) => (rowCount(next) > rowCount(best) ? next : best));
    return { value: longest.path, members: [longest] };
  }
  return { value: groupValue(groups[0]), members: groups[0].members };
}

/** Groups first, in the order of their size; single files of groups only where there are few of them. */
function offer(groups: readonly Group[], unit: JoinRequest["unit"]): readonly OfferedMember[] {
  const whole = groups.map((group) => ({ value: groupValue(group), count: group.members.length }));
  const inGroups = groups.filter(({ members }) => members.length > 1).flatMap(({ members }) => members);
  const single = inGroups.map(({ path }) => ({ value: path, count: 1 }));
  const all = unit === "sheet" ? [...single, ...whole] : [...whole, ...single];
  return all.length <= MOST_OFFERED ? all : (unit === "sheet" ? single : whole).slice(0, MOST_OFFERED);
}

function groupValue({ members }: Group): string {
  return members.length === 1 ? members[0].path : `+${members[0].path}`;
}

function byRows(first: ReadMember, second: ReadMember): number {
  return Math.sign(rowCount(second)) - Math.sign(rowCount(first));
}

function rowCount({ source }: ReadMember): number {
  return source.kind === "text" ? 1 : source.rows.length;
}

function charactersOf(source: Source): number {
  if (source.kind === "text") return countCodePoints(source.text);
  let characters = 0;
  for (const { values } of source.rows) for (const value of values) characters += value.length;
  return characters;
}

/** Names a file without the folders that all share. */
function withoutCommonFolder(path: string, members: readonly ReadMember[]): string {
  let length = path.lastIndexOf("/") + 1;
  for (const other of members) {
    while (length > 0 && !other.path.startsWith(path.slice(0, length))) {
      length = path.lastIndexOf("/", length - 2) + 1;
    }
  }
  return path.slice(length);
}

function freeName(wished: string, columns: readonly string[]): string {
  let name = wished;
  for (let count = 2; columns.includes(name); count++) name = `${wished} ${count}`;
  return name;
}

function joinProblems(members: readonly ReadMember[]): readonly SourceProblem[] {
  return members
    .flatMap(({ path, source }) =>
      source.facts.problems.map((problem) => ({ ...problem, excerpt: `${baseName(path)}: ${problem.excerpt}` })),
    )
    .slice(0, KEPT_PROBLEMS);
}

/** The places in the first file, with what the lists of all files give. */
function joinPlaces(sources: readonly Source[]): RecordPlaces | null {
  const [{ facts }] = sources;
  const names = sources.flatMap((source) => source.facts.places?.lists?.names ?? []);
  if (facts.places === null || names.length === 0) return facts.places;
  const sum = (way: "lines" | "records") =>
    sources.reduce((total, source) => total + (source.facts.places?.lists?.[way] ?? rowsOf(source).length), 0);
  const lists = { names: [...new Set(names)], lines: sum("lines"), records: sum("records") };
  return { ...facts.places, lists };
}

/** The dialect of the first file, with the rows of all that its parts concern. */
function joinDialects(sources: readonly Source[]): ReadDialect | null {
  const [{ facts }] = sources;
  if (facts.dialect === null) return null;
  const sum = (part: keyof DialectCounts) =>
    sources.reduce((total, source) => total + (source.facts.dialect?.counts[part] ?? 0), 0);
  const counts = { delimiter: sum("delimiter"), quote: sum("quote"), escape: sum("escape"), lines: sum("lines") };
  return { ...facts.dialect, counts };
}

/** The fingerprint of the members' fingerprints, in order. */
function hashOf(sources: readonly Source[]): string {
  const hash = createContentHash();
  for (const { facts } of sources) hash.update(Uint8Array.from(facts.hash, (digit) => digit.charCodeAt(0)));
  return hash.digest();
}

function joinNotes(members: readonly ReadMember[]): readonly SourceNote[] {
  const byKind = new Map<SourceNoteKind, { count: number; places: FoundPlace[] }>();
  for (const { path, source } of members) {
    for (const { kind, count, places } of source.facts.notes) {
      const joined = byKind.get(kind) ?? { count: 0, places: [] };
      joined.count += count;
      joined.places.push(...places.map(({ line, text }) => ({ line, text: `${baseName(path)}: ${text}` })));
      byKind.set(kind, joined);
    }
  }
  return [...byKind].map(([kind, { count, places }]) => ({ kind, count, places: places.slice(0, KEPT_PROBLEMS) }));
}
