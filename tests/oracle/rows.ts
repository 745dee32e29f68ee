// The oracle's only data type.

/** Rows of channels of one window in float64: (T,C), or one row (C). */
export type Rows = readonly (readonly number[])[];
