// English words of pairs, which come with their part of the page.

export const enPairs = {
  title: "Learn pairs of prompt and response",
  titleOn: "Pairs of prompt and response",
  explanation:
    "Each row becomes a prompt and the response that the model shall learn to give. Fill in both; fields stand in braces.",
  conversations:
    "Of each conversation the last answer is learned. Earlier answers stand in the prompt, where the model only reads them.",
  offer: "This looks like pairs: {prompt} → {response}.",
  take: "Learn them as pairs",
  leave: "Learn whole records instead",
  spaces: { one: "{count} space", other: "{count} spaces" },
  found: "Found among the pairs",
  none: "none empty",
  empty: "{responses} empty responses, {prompts} empty prompts",
  markupOnly: { one: "{count} field of tags alone", other: "{count} fields of tags alone" },
  entities: { one: "{count} found", other: "{count} found" },
  duplicates: { one: "{count} found", other: "{count} found" },
  repeated: {
    one: "{count} pair asks what came before and answers it otherwise.",
    other: "{count} pairs ask what came before and answer it otherwise.",
  },
  repeatedFirst: {
    one: "{count} pair asked what came before and was left out.",
    other: "{count} pairs asked what came before and were left out.",
  },
  preview: "First pairs",
  count: { one: "{count} pair", other: "{count} pairs" },
  countQuestions: { one: "{count} pair, {questions} prompts", other: "{count} pairs, {questions} prompts" },
  tokens: "{prompt} tokens of prompt, {response} of response",
  lengths: "Lengths in tokens",
  lengthOf: "Lengths of",
  both: "Both",
  lengthSentence: "From {shortest} to {longest} tokens, half of them up to {median}.",
  allFit: "All pairs fit into a window of {context} tokens.",
  cut: {
    one: "{count} pair is longer than a window of {context} tokens: {prompts} prompts lose their beginning, {responses} responses their end. A prompt keeps at least half of the window.",
    other:
      "{count} pairs are longer than a window of {context} tokens: {prompts} prompts lose their beginning, {responses} responses their end. A prompt keeps at least half of the window.",
  },
  longer: {
    one: "{count} pair is longer than the context of {context} tokens: where its response ends, the model no longer sees how it was asked.",
    other:
      "{count} pairs are longer than the context of {context} tokens: where their responses end, the model no longer sees how they were asked.",
  },
} as const;
