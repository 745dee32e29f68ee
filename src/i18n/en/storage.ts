// English words of the list of what is kept in the browser.

export const enStorage = {
  title: "Kept in this browser",
  about:
    "Settings, runs, the models that you open and your data up to {limit} are kept on this computer alone, and come back when you open the page again. Nothing is sent anywhere.",
  "state.saved": "Everything is saved.",
  "state.saving": "Saving.",
  "state.memory": "This browser does not let the page keep anything. What you want to keep, export as a file.",
  "state.full": "There is no room left: what is new is not saved. Delete something here, or export the run as a file.",
  dataTooLarge:
    "The data on the page are larger than {limit}, so they are not kept; load the file again after a return.",
  weightsTooLarge:
    "The weights of this run take more than the limit below, so only its figures are kept; export it, or raise the limit.",
  weightsSeldom:
    "The weights of this run are large, so they are saved every {seconds} seconds while it trains, and whenever it rests. An accident can cost as much training.",
  empty: "Nothing is kept yet.",
  list: "What is kept",
  "kind.page": "Settings of the page",
  "kind.queue": "Queue of runs",
  "kind.data": "Data",
  "kind.run": "Run",
  "kind.tokens": "Table of tokens",
  "kind.model": "Files of a model",
  "kind.unreadable": "Cannot be read by this version of the page",
  savedAt: "saved {time}",
  uses: { one: "used by {count} run", other: "used by {count} runs" },
  needed: "It goes with the last run that uses it: delete these first.",
  remove: "Delete {name}",
  budget: "Room for checkpoints",
  budgetNote: "Beyond it the oldest checkpoints go; the newest and the best of a run never do.",
  clear: "Delete everything kept",
  clearSure: "Press again to delete everything",
  clearNote: "What is on the page stays until the tab closes.",
} as const;
