// Finds places for the words inside a plot, so that none lies on another or on the labels of the axis.
// All lengths are pixels, ordinates grow downwards.

/** A word of the plot: its ends, which of them is sure, and the line that its letters stand on. */
export interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The other end is an estimate. */
  readonly anchor: "start" | "end";
  readonly baseline: number;
}

/** A point of the plot. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

/** Middle and right end of a plot, and its lower end. */
export interface PlotEdges {
  readonly middle: number;
  readonly right: number;
  readonly bottom: number;
}

/** All edges of a plot. */
export interface PlotArea extends PlotEdges {
  readonly left: number;
  readonly top: number;
}

/** Height of a line of words. */
const LINE_HEIGHT = 14;
/** How far letters like g reach under their line. */
const DESCENT = 3;
/** From the middle of a ring to the baselines tried for its word: under it, over it, then one line further. */
const BASELINES = [19, -10, 19 + LINE_HEIGHT, -10 - LINE_HEIGHT];
/** Mean width of a letter of 12 pixels; a plot is not laid out twice to measure its words. */
const LETTER_WIDTH = 6.5;

/** Places each level's word over the right end of its line, or under it where that of a line just above would be covered. */
export function placeLevelWords(
  levels: readonly { readonly text: string; readonly y: number }[],
  { right }: PlotEdges,
): readonly PlacedWord[] {
  return levels.map(({ text, y }) => {
    const crowded = levels.some((other) => y > other.y && y - other.y < LINE_HEIGHT + 2);
    return wordAt(text, right - 4, "end", y + (crowded ? LINE_HEIGHT : -5));
  });
}

/** Places the word of a ring under it, or where no word of `taken` stands and the plot does not end. */
export function placeMarkWord(
  text: string,
  { x, y }: PlotPoint,
  { middle, bottom }: PlotEdges,
  taken: readonly PlacedWord[],
): PlacedWord {
  // Away from the nearer edge, where a centred word would leave the plot.
  const leftwards = x > middle;
  const at = (baseline: number) => wordAt(text, leftwards ? x - 2 : x + 2, leftwards ? "end" : "start", baseline);
  const inside = BASELINES.map((shift) => at(y + shift)).filter(
    ({ baseline }) => baseline >= LINE_HEIGHT && baseline + DESCENT <= bottom,
  );
  const free = inside.find((place) => !taken.some((other) => overlaps(place, other)));
  return free ?? inside[0] ?? at(y);
}

/** Places the words of upright lines at the top, beside their lines; one that another covers is left out. */
export function placeRuleWords(
  rules: readonly { readonly x: number; readonly label: string | null }[],
  { middle, top }: PlotArea,
): readonly PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const { x, label } of rules.toReversed()) {
    if (label === null) continue;
    const baselines = [1, 2, 3].map((line) => top + line * LINE_HEIGHT);
    const words = baselines.map((baseline) =>
      x > middle ? wordAt(label, x - 4, "end", baseline) : wordAt(label, x + 4, "start", baseline),
    );
    const free = words.find((word) => !placed.some((other) => overlaps(word, other)));
    if (free !== undefined) placed.push(free);
  }
  return placed;
}

/** Places names over or under the ends of their lines; where neither is free, none stands. */
export function placeEndWords(
  ends: readonly (PlotPoint & { readonly text: string })[],
  { left, right, bottom }: PlotArea,
  taken: readonly PlacedWord[],
): readonly PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const { text, x, y } of ends) {
    if (x < left) continue;
    const words = BASELINES.map((shift) =>
      wordAt(text, Math.min(x, right) - 4, "end", y + Math.sign(shift) * 2 + shift / 1.5),
    );
    const free = words.find(
      (word) =>
        word.left >= left &&
        word.baseline + DESCENT <= bottom &&
        ![...taken, ...placed].some((other) => overlaps(word, other)),
    );
    if (free !== undefined) placed.push(free);
  }
  return placed;
}

function wordAt(text: string, x: number, anchor: "start" | "end", baseline: number): PlacedWord {
  const width = text.length * LETTER_WIDTH;
  return {
    text,
    anchor,
    baseline,
    left: anchor === "start" ? x : x - width,
    right: anchor === "start" ? x + width : x,
  };
}

function overlaps(one: PlacedWord, other: PlacedWord): boolean {
  const beside = one.right <= other.left || other.right <= one.left;
  return !beside && Math.abs(one.baseline - other.baseline) < LINE_HEIGHT;
}
