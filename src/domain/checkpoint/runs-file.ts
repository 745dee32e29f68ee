// The name by which a zip of several runs is known.

/** The list of the runs; a zip that has it holds runs. */
export const RUNS_FILE = "curio-runs.json";
