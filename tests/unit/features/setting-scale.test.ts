import { describe, expect, it } from "vitest";
import { getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, parameters } from "@/domain/config/parameters";
import { type NumberPath, settingScale } from "@/features/setting-scale";
import { clampToScale, fromTrack, trackOf } from "@/ui/slider-scale";

const numberPaths = configPaths.filter((path) => (parameters[path] as Parameter).kind === "number") as NumberPath[];

describe("the scale of a setting", () => {
  it("counts sizes in doublings and small rates in powers of ten", () => {
    expect(settingScale("training.batchSize").kind).toBe("log2");
    expect(settingScale("training.learningRate")).toMatchObject({ kind: "log", step: 1e-6 });
    expect(settingScale("training.epochs")).toMatchObject({ kind: "log", step: 1 });
    expect(settingScale("model.dropout").kind).toBe("linear");
  });

  it("gives the small numbers of a long range room on the track", () => {
    expect(settingScale("training.warmupSteps")).toMatchObject({ kind: "log", step: 1 });
    expect(settingScale("training.schedulePatience").kind).toBe("linear");
  });

  it.each(numberPaths)("of %s reaches from its least to its greatest value, with room for its default", (path) => {
    const scale = settingScale(path);
    const { min, max } = parameters[path];
    const track = trackOf(scale);
    expect([fromTrack(scale, track.min), fromTrack(scale, track.max)]).toEqual([min, max]);
    expect(scale.step).toBeGreaterThan(0);
    const initial = getByPath(defaultConfig, path);
    expect(clampToScale(scale, initial)).toBe(initial);
  });
});
