// How runs write by themselves while they train: as the sample panel says, but shortly and by one seed, so that the texts
// of different steps and of different runs can be compared.
import { amount } from "../config/setting";
import type { SamplingConfig } from "./sampling-config";

/** Whether runs write by themselves, and how much. */
export interface HeardConfig {
  readonly isOn: boolean;
  /** Most tokens of a text. */
  readonly length: number;
}

/** The range of the length. */
export const heardLength = amount(10, 400);

/** Runs are heard until somebody wants silence. */
export const defaultHeard: HeardConfig = { isOn: true, length: 80 };

/** The one seed. */
const SEED = "1";

/** Gives the settings of the texts, null for none. */
export function heardSampling(sampling: SamplingConfig, { isOn, length }: HeardConfig): SamplingConfig | null {
  return isOn ? { ...sampling, length, answers: 1, seed: SEED } : null;
}
