// Tags of HTML inside values, as scraped text carries them. Only names of HTML count, so that tags of templates and marks
// of speakers stay.

const BLOCKS =
  "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 " +
  "h6 header hr iframe li main nav ol p pre section table tbody td tfoot th thead tr ul video";
const INLINE =
  "a abbr acronym b bdi bdo big cite code col colgroup dfn del em embed font i img ins kbd link meta object param q s " +
  "samp script small span strike strong style sub sup tt u var wbr";

const names = (list: string) => list.split(" ").join("|");
/** Comments, and tags with their attributes. */
const TAG = `<!--[^<>]*-->|</?(?:${names(BLOCKS)}|${names(INLINE)})(?:[\\s/][^<>]*)?>`;
const TAGS = new RegExp(TAG, "gi");
/** Neighbouring tags with the white space around each. */
const RUN = new RegExp(`[ \\t\\n\\r]?(?:(?:${TAG})[ \\t\\n\\r]*)+`, "gi");
const IS_BLOCK = new RegExp(`</?(?:${names(BLOCKS)})[\\s/>]`, "i");

/** A text without its tags, and how many there were. */
export interface UnmarkedText {
  readonly text: string;
  readonly count: number;
}

/** Removes tags: those inside a line leave nothing, those that part paragraphs one space. */
export function removeMarkup(text: string): UnmarkedText {
  if (!text.includes("<")) return { text, count: 0 };
  let count = 0;
  const unmarked = text.replace(RUN, (run) => {
    const bare = run.replace(TAGS, () => {
      count++;
      return "";
    });
    return IS_BLOCK.test(run) ? " " : bare;
  });
  return { text: unmarked, count };
}
