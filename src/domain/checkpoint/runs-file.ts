// The names by which zips of Curió's own are known.

/** The list of the runs; a zip that has it holds runs. */
export const RUNS_FILE = "curio-runs.json";
/** What was measured; a zip that has it holds one run. */
export const METRICS_FILE = "metrics.csv";
