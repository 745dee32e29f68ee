// The list of datasets that the page brings along (public/datasets/index.json), checked on arrival.
import * as v from "valibot";

const entrySchema = v.object({
  id: v.string(),
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  name: v.object({ en: v.string(), "pt-BR": v.string() }),
  about: v.object({ en: v.string(), "pt-BR": v.string() }),
  licence: v.string(),
  language: v.array(v.picklist(["en", "pt-BR"])),
  goodFor: v.array(v.picklist(["mlp", "gru", "attention", "pairs", "cleaning"])),
  preset: v.string(),
});

/** One bundled dataset: `file` lies beside the index, `language` is that of its text. */
export type BundledDataset = v.InferOutput<typeof entrySchema>;

/** Reads the index; throws on a malformed one, since it ships with the page. */
export function parseDatasetIndex(value: unknown): readonly BundledDataset[] {
  return v.parse(v.array(entrySchema), value);
}
