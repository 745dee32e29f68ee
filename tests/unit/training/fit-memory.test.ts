import { describe, expect, it } from "vitest";
import { forecastMemory } from "@/domain/training/fit-memory";
import type { FittingSettings } from "@/domain/training/memory-forecast";

/** A model of 100 bytes that holds ten more for each position of a batch. */
const within =
  (limit: number) =>
  ({ batchSize, contextLength }: FittingSettings) => ({
    bytes: 100 + contextLength + 10 * batchSize * contextLength,
    limit,
  });

describe("forecasting memory", () => {
  it("proposes nothing where the run fits", () => {
    const wanted = { batchSize: 4, contextLength: 10, canAdapt: true, canHalve: true };
    expect(forecastMemory(wanted, within(510))).toEqual({ bytes: 510, limit: 510, fitting: null });
  });

  it("proposes the largest batch that fits", () => {
    const { fitting } = forecastMemory(
      { batchSize: 4096, contextLength: 10, canAdapt: false, canHalve: false },
      within(1000),
    );
    expect(fitting).toEqual({ batchSize: 8, contextLength: 10, adapters: false, halves: false });
  });

  it("proposes the longest context where no batch would fit", () => {
    const { fitting } = forecastMemory(
      { batchSize: 4, contextLength: 500, canAdapt: false, canHalve: false },
      within(1000),
    );
    expect(fitting).toEqual({ batchSize: 4, contextLength: 21, adapters: false, halves: false });
  });

  it("gives up the batch only where no context would fit with it", () => {
    const { fitting } = forecastMemory(
      { batchSize: 512, contextLength: 500, canAdapt: false, canHalve: false },
      within(1000),
    );
    expect(fitting).toEqual({ batchSize: 1, contextLength: 81, adapters: false, halves: false });
  });

  it("proposes adapters where no batch would fit with all weights trained, and only where there are any", () => {
    const needOf = (limit: number) => (settings: FittingSettings) => {
      const { bytes } = within(limit)(settings);
      return { bytes: settings.adapters ? bytes : bytes + 1000, limit };
    };
    const wanted = { batchSize: 32, contextLength: 10, canAdapt: true, canHalve: false };
    expect(forecastMemory(wanted, needOf(1000)).fitting).toEqual({
      batchSize: 8,
      contextLength: 10,
      adapters: true,
      halves: false,
    });
    expect(forecastMemory({ ...wanted, canAdapt: false, canHalve: false }, needOf(1000)).fitting).toBeNull();
    expect(forecastMemory(wanted, needOf(1300)).fitting).toEqual({
      batchSize: 1,
      contextLength: 10,
      adapters: false,
      halves: false,
    });
  });

  describe("beside weights that could be halves", () => {
    /** Frozen weights take 400 more, half of that as halves; trained ones 1000 more. */
    const needOf = (frozen: boolean, limit: number) => (settings: FittingSettings) => {
      const { bytes } = within(limit)(settings);
      const weights = frozen || settings.adapters ? (settings.halves ? 200 : 400) : 1000;
      return { bytes: bytes + weights, limit };
    };
    const wanted = { batchSize: 4, contextLength: 10 };

    it("proposes a smaller batch first, then halves at the batch that is wanted", () => {
      const frozen = { ...wanted, canAdapt: false, canHalve: true };
      expect(forecastMemory(frozen, needOf(true, 810)).fitting).toMatchObject({ batchSize: 3, halves: false });
      expect(forecastMemory(frozen, needOf(true, 600)).fitting).toMatchObject({ batchSize: 2, halves: true });
      expect(forecastMemory({ ...frozen, canHalve: false }, needOf(true, 560)).fitting).toMatchObject({
        contextLength: 1,
        halves: false,
      });
    });

    it("proposes adapters alone, and halves beside them only where they do not suffice", () => {
      const trained = { ...wanted, canAdapt: true, canHalve: false };
      expect(forecastMemory(trained, needOf(false, 910)).fitting).toMatchObject({ adapters: true, halves: false });
      expect(forecastMemory(trained, needOf(false, 600)).fitting).toEqual({
        batchSize: 2,
        contextLength: 10,
        adapters: true,
        halves: true,
      });
    });
  });

  it("proposes nothing where the model alone is too large", () => {
    expect(
      forecastMemory({ batchSize: 4, contextLength: 10, canAdapt: false, canHalve: false }, within(100)).fitting,
    ).toBeNull();
  });
});
