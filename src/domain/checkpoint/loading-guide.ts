// The README inside a bundle: what the files are and how to read them in Python.
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { Checkpoint } from "./checkpoint";

const READING = {
  character: 'vocabulary = json.load(open("tokenizer.json"))["vocabulary"]',
  byteBpe: 'tokenizer = Tokenizer.from_file("tokenizer.json")  # from tokenizers import Tokenizer',
} as const;

function tokenizerNote(tokenizer: TokenizerState): string {
  return tokenizer.kind === "byteBpe"
    ? "byte-level byte pair encoding in the form of Hugging Face's tokenizers"
    : `token texts by id; the first ${tokenizer.specialCount} are special tokens`;
}

/** Writes the note for one checkpoint. */
export function loadingGuide({ tensors, details }: Checkpoint): string {
  const { model } = details.config;
  const rows = [...tensors]
    .filter(([name]) => !name.startsWith("optimizer."))
    .map(([name, { shape }]) => `| \`${name}\` | ${shape.join(" × ")} |`);
  return `# A model trained with Curió

A ${model.architecture} language model after ${details.progress.step} training steps on "${details.dataset.name}".
Drop this zip on Curió to go on sampling or training.

- \`model.safetensors\`: weights and optimizer state, little-endian float32; settings in the header's metadata
- \`config.json\`: every setting of the run
- \`tokenizer.json\`: ${tokenizerNote(details.tokenizer)}
- \`metrics.csv\`: losses and accuracies; a \`step\` row tells one training step, a \`check\` row a short look at the
  validation text, an \`epoch\` row the means of an epoch and all of the validation text

## In Python

\`\`\`python
from safetensors.numpy import load_file  # pip install safetensors numpy
import json

tensors = load_file("model.safetensors")
${READING[details.tokenizer.kind]}
weights = {name: value for name, value in tensors.items() if not name.startswith("optimizer.")}
\`\`\`

A linear layer computes \`x @ weight + bias\` with weight (inputs, outputs): transpose it for \`torch.nn.Linear\`.
GRU gates stand in the order z, r, h (Keras' reset_after cell); PyTorch's order is r, z, n.

| tensor | shape |
|---|---|
${rows.join("\n")}
`;
}
