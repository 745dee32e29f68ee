// The card that lies beside a model or an adapter in a zip: what it is, where it came from, and how it is opened.
import type { WrittenType } from "@/domain/checkpoint/safetensors-write";
import { isAnyFrozen } from "@/domain/graph/tune";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import type { Run } from "@/domain/run/run";
import type { SayExport } from "@/i18n/export-text";

/** What a card tells of. */
export interface CardFacts {
  readonly run: Pick<Run, "name" | "parent" | "data" | "progress" | "config">;
  readonly shape: Gpt2Shape;
  /** Names the model that it began with; "" for fresh weights. */
  readonly base: string;
}

/** Writes the card of a model in Hugging Face's layout. */
export function modelCard(say: SayExport, facts: CardFacts, form: WrittenType): string {
  const opening =
    form === "I8"
      ? ["```", `python3 read_curio.py ${say("card.folder")} "${say("card.prompt")}"`, "```", "", say("card.int8")]
      : [
          "```python",
          "from transformers import AutoTokenizer, GPT2LMHeadModel",
          `tokenizer = AutoTokenizer.from_pretrained("${say("card.folder")}")`,
          `model = GPT2LMHeadModel.from_pretrained("${say("card.folder")}")`,
          "```",
        ];
  return card(say, facts, "transformers", [say("card.model", sizes(facts.shape))], opening);
}

/** Writes the card of an adapter in PEFT's layout. */
export function adapterCard(say: SayExport, facts: CardFacts): string {
  const { loraRank: rank, loraAlpha: alpha } = facts.run.config.tuning;
  const opening = [
    "```python",
    "from peft import PeftModel",
    "from transformers import GPT2LMHeadModel",
    `base = GPT2LMHeadModel.from_pretrained("${facts.base}")`,
    `model = PeftModel.from_pretrained(base, "${say("card.folder")}")`,
    "```",
  ];
  return card(say, facts, "peft", [say("card.adapter", { rank, alpha, base: facts.base })], opening);
}

function card(
  say: SayExport,
  { run, base }: CardFacts,
  library: string,
  about: readonly string[],
  opening: readonly string[],
): string {
  const { name, data, progress } = run;
  const learned = say("card.learned", { count: progress.step, data: data.name });
  const began = base === "" ? [] : [say("card.began", { base })];
  const { tuning } = run.config;
  const rounded = isAnyFrozen(tuning) && tuning.frozenStorage === "float16" ? [say("card.rounded")] : [];
  const lines = [
    "---",
    `library_name: ${library}`,
    "pipeline_tag: text-generation",
    "---",
    "",
    `# ${name}`,
    "",
    [...about, ...began, learned, ...rounded].join(" "),
    "",
    `## ${say("card.open")}`,
    "",
    ...opening,
    "",
    say("card.curio"),
  ];
  return `${lines.join("\n")}\n`;
}

function sizes({ layers, heads, embeddingSize, positions, vocabularySize }: Gpt2Shape) {
  return { layers, heads, channels: embeddingSize, positions, tokens: vocabularySize };
}
