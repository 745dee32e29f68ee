// What was measured of a machine, from one visit to the next.
import { expect, it } from "vitest";
import { KeptMeasurements } from "@/worker/kept-measurements";

it("gives what this visit measured and what was kept of others, this visit's first", () => {
  let kept = "";
  const first = new KeptMeasurements((text) => {
    kept = text;
  });
  first.put("a", [1, 2]);
  first.put("b", [3]);
  const next = new KeptMeasurements(() => undefined);
  next.put("b", [4]);
  next.takeUp(kept);
  expect([next.get("a"), next.get("b"), next.get("c")]).toEqual([[1, 2], [4], null]);
});

it("keeps the newest hundred", () => {
  let kept = "";
  const measurements = new KeptMeasurements((text) => {
    kept = text;
  });
  for (let number = 0; number < 100; number++) measurements.put(`key ${number}`, [number]);
  measurements.put("key 0", [1]);
  measurements.put("one more", [2]);
  expect(JSON.parse(kept)).toHaveLength(100);
  expect(kept).toContain('"key 0"');
  expect(kept).not.toContain('"key 1"');
});

it.each([null, "", "plaid", "{}", '[["a",["1"]],["b",1],[1,[1]],7]'])("takes nothing from %s", (text) => {
  const measurements = new KeptMeasurements(() => undefined);
  measurements.takeUp(text);
  expect([measurements.get("a"), measurements.get("b")]).toEqual([null, null]);
});
