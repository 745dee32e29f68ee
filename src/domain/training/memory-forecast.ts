// What a run would hold on its device, beside what the device has.

/** The settings that memory depends on most, at values at which a run fits. */
export interface FittingSettings {
  readonly batchSize: number;
  readonly contextLength: number;
  /** Whether adapters are to be trained in the place of what was asked for, which needs no slots for the weights. */
  readonly adapters: boolean;
  /** Whether what is frozen is to be stored as halves. */
  readonly halves: boolean;
}

/** Bytes that a run would hold, and the most that one whose memory is so divided can hold here. */
export interface MemoryNeed {
  readonly bytes: number;
  readonly limit: number;
}

/** The same, and what would help. */
export interface MemoryForecast extends MemoryNeed {
  /** The largest settings that would fit; null where the run fits, and where nothing would help. */
  readonly fitting: FittingSettings | null;
}

/** Tells whether the run can be started. */
export function fitsMemory({ bytes, limit }: MemoryNeed): boolean {
  return bytes <= limit;
}
