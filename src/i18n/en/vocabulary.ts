// English words of the list of tokens, which come with it when it is opened.

export const enVocabulary = {
  order: "Order",
  count: "Count",
  id: "Id",
  length: "Length",
  token: "Token",
  search: "Find tokens with",
  shown: { one: "{count} token", other: "{count} tokens" },
  shownFirst: { one: "{count} token, the first {shown} shown", other: "{count} tokens, the first {shown} shown" },
  learning: { one: "{count} piece of {wanted} learned", other: "{count} pieces of {wanted} learned" },
  times: { one: "stood {count} time in the text", other: "stood {count} times in the text" },
} as const;
