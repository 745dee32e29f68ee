// English words about what runs do by themselves, which come with the first run.

export const enHeard = {
  title: "What it writes",
  source: "step {step} of {run}",
  seed: "Seed {seed}, so that texts of different steps can be compared",
  output: "Text written at step {step}",
  toNewest: "Back to the newest",
  waiting: "The first text comes before the first step.",
  writing: "The first text is being written.",
  none: "This run has written no text yet.",
  silent: "Runs write only when you press Generate.",
  timeline: "Texts of this run, from the first to the newest",
  place: "step {step}, text {place} of {count}",
  placeNewest: "step {step}, the newest of {count}",
  options: "While it trains",
  isOn: "Write texts by itself",
  isOnHelp:
    "From the untrained model on, at steps that lie further and further apart. It costs less than 5 % of the speed.",
  length: "Tokens of a text",
  lengthHelp: "Most tokens of each text that a run writes by itself",
  hint: "The prompt, the temperature and all else are those of the sample panel.",
  notice: "Tell me when the run ends",
  noticeHelp: "A message of your browser, only while you look at something else",
  noticeRefused: "Your browser does not let this page show messages.",
  noticeFinished: "{run} has finished",
  noticeFailed: "{run} has failed",
  noticeBody: "Curió, step {step}",
} as const;
