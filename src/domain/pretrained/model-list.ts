// The list of models beside the page (models/index.json): the page's own, or those that a school hosts once for its
// classes, and where the originals of others are to be had. Nothing of a model is fetched before somebody chooses it.
import * as v from "valibot";

const words = v.object({ en: v.string(), "pt-BR": v.string() });
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const pathPart = v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/));

const listSchema = v.object({
  models: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)),
      folder: pathPart,
      name: words,
      about: words,
      licence: v.string(),
      bytes: count,
      files: v.pipe(v.array(pathPart), v.minLength(1), v.maxLength(120)),
    }),
  ),
  elsewhere: v.array(
    v.object({
      name: v.string(),
      address: v.pipe(v.string(), v.regex(/^https:\/\//)),
      bytes: count,
      licence: v.string(),
    }),
  ),
});

/** The models of the page, and links to those that are not here; `bytes` counts all files of a model. */
export type ModelList = v.InferOutput<typeof listSchema>;

/** A model of the list; its files lie in `folder`, beside the list, as Hugging Face lays them out. */
export type ListedModel = ModelList["models"][number];

/** Reads the list; throws on one that is malformed. */
export function parseModelList(value: unknown): ModelList {
  return v.parse(listSchema, value);
}
