// Which forms products and recurrences take, by times that the tests tell.
import { describe, expect, it, vi } from "vitest";
import { gruFormOf } from "@/engine/operations/gru/gru-forms";
import { matmulCall } from "@/engine/operations/matmul/plan";
import { candidatesFor, classOf, formNames, formOf, productForms } from "@/engine/operations/matmul/product-forms";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import type { CallOf } from "@/engine/plan/contract/kernel-call";
import { chooseForms, type FormedCall, type FormedKind } from "@/engine/plan/webgpu/choose-forms";
import { formsOf } from "@/engine/plan/webgpu/form-choices";

const card = { cheapWorkgroupMemory: true, mostOperations: 4e9 };

function product(m: number, n: number, k: number, transposeA = false): CallOf<"matmul"> {
  const [a, b, c] = [m * k, k * n, m * n].map((words) => createBuffer("operand", words));
  return matmulCall({ a, b, c, m, n, k, transposeA }) as CallOf<"matmul">;
}

const large = product(2048, 512, 512);
const small = product(64, 96, 128);

/** Chooses with a clock that goes on by what each form takes. */
async function choose(
  calls: readonly FormedCall[],
  timesOf: (form: number) => number,
  known = new Map<number, number>(),
  kind: FormedKind = "matmul",
) {
  let clock = 0;
  const time = vi.fn(async (_: FormedCall, forms: readonly number[], left: () => number) => {
    const times: number[] = [];
    for (const form of forms) {
      if (left() <= 0) break;
      times.push(timesOf(form));
      if (Number.isFinite(timesOf(form))) clock += timesOf(form);
    }
    return times;
  });
  const chosen = await chooseForms(calls, new Map([[kind, known]]), { formsOf, traits: card, time, now: () => clock });
  return { chosen: chosen.get(kind) ?? new Map<number, number>(), tried: time.mock.calls.map(([call]) => call) };
}

describe("the choice of a form", () => {
  const [rule, second, third] = candidatesFor(large, card);

  it("falls on the fastest, if it is clearly faster than the rule's", async () => {
    const { chosen } = await choose([large], (form) => (form === third ? 8.9 : form === second ? 9.5 : 10));
    expect(chosen.get(classOf(large))).toBe(third);
    const { chosen: close } = await choose([large], (form) => (form === third ? 9.1 : 10));
    expect(close.get(classOf(large))).toBe(rule);
  });

  it("passes over forms that are of no use, and leaves all as it is where the rule's own is", async () => {
    const { chosen } = await choose([large], (form) => (form === rule ? 10 : form === third ? 5 : Infinity));
    expect(chosen.get(classOf(large))).toBe(third);
    const { chosen: none } = await choose([large], () => Infinity);
    expect(none.get(classOf(large))).toBe(rule);
  });

  it("tries each class once, the one with the most work first, on its largest product", async () => {
    const alike = product(2300, 512, 512);
    const { chosen, tried } = await choose([small, large, alike, small], () => 1);
    expect(tried).toEqual([alike, small]);
    expect([...chosen.keys()]).toEqual([classOf(large), classOf(small)]);
    expect((await choose([small, large], () => 1, new Map(chosen))).tried).toEqual([]);
  });

  it("leaves to the rule for good what the time does not reach", async () => {
    const { chosen, tried } = await choose([small, large], (form) => (form === rule ? 900 : 700));
    expect(tried).toEqual([large]);
    expect(chosen.get(classOf(large))).toBe(second);
    expect(chosen.get(classOf(small))).toBe(candidatesFor(small, card)[0]);
  });
});

function recurrence(batch: number, positions: number, channels: number): CallOf<"gru"> {
  const rows = batch * positions;
  const [projected, recurrent, bias, y] = [3 * rows * channels, 3 * channels ** 2, 6 * channels, rows * channels].map(
    (words) => createBuffer("argument", words),
  );
  const absent = { gates: null, previous: null, initial: null, final: null };
  return { kind: "gru", projected, recurrent, bias, y, ...absent, batch, positions, channels };
}

describe("the forms of a recurrence", () => {
  const short = recurrence(64, 100, 256);
  const { classOf: classOfGru, candidatesFor: candidatesForGru } = formsOf("gru");

  it("are one dispatch a layer or one a position, whichever is faster by trial", async () => {
    expect(gruFormOf(short, card)).toBe("sequence");
    const { chosen } = await choose([short], (form) => (form === 1 ? 5 : 10), new Map(), "gru");
    expect(gruFormOf(short, { ...card, formOf: (_, shape) => chosen.get(shape) })).toBe("steps");
    const { chosen: rule } = await choose([short], (form) => (form === 0 ? 5 : 10), new Map(), "gru");
    expect(gruFormOf(short, { ...card, formOf: (_, shape) => rule.get(shape) })).toBe("sequence");
  });

  it("are only one where a workgroup has no invocation for each channel", async () => {
    const wide = recurrence(64, 100, 300);
    expect(candidatesForGru(wide, card)).toEqual([1]);
    expect(classOfGru(wide)).not.toBe(classOfGru(short));
    expect(gruFormOf(wide, card)).toBe("steps");
  });
});

describe("the forms of a product", () => {
  it("follow what was chosen for its class, and the rule beside it", () => {
    const chosen = (_: string, shapeClass: number) => (shapeClass === classOf(large) ? 6 : undefined);
    expect(formOf(large, { ...card, formOf: chosen })).toBe(productForms[6]);
    expect(formOf(small, { ...card, formOf: chosen })).toBe(productForms[candidatesFor(small, card)[0]]);
    expect(formOf(large, card)).toMatchObject({ kind: "tiles", m: 64, n: 64 });
    expect(formOf(small, card)).toMatchObject({ kind: "tiles", m: 32, n: 32 });
    expect(formOf(large, { ...card, cheapWorkgroupMemory: false })).toMatchObject({ kind: "blocks" });
  });

  it("fit the memory and the invocations of every device", () => {
    for (const form of productForms) {
      if (form.kind === "blocks") continue;
      expect(4 * form.k * (form.m + form.n)).toBeLessThanOrEqual(16_384);
      expect((form.m / form.rows) * (form.n / form.columns)).toBeLessThanOrEqual(256);
    }
    expect(new Set(formNames).size).toBe(productForms.length);
  });

  it("are worth a trial where they cut the sum otherwise, and waste little", () => {
    // Nothing is cut, so those that differ only in parts are one.
    expect(candidatesFor(large, card)).not.toContain(4);
    expect(candidatesFor(product(64, 64, 4096, true), card)).toContain(3);
    const fewRows = candidatesFor(product(4, 512, 512), card).map((form) => formNames[form]);
    expect(fewRows).toContain("8x128x16:4x4@256");
    expect(fewRows).not.toContain("64x128x16:8x8@256");
  });

  it("are chosen by magnitudes, transposes and the parts that a sum may have", () => {
    expect(classOf(product(2100, 500, 520))).toBe(classOf(large));
    expect(classOf(product(1024, 512, 512))).not.toBe(classOf(large));
    expect(classOf(product(2048, 512, 512, true))).not.toBe(classOf(large));
    expect(classOf({ ...large, transposeB: true })).not.toBe(classOf(large));
    const gradient = product(512, 512, 2048, true);
    expect(classOf({ ...gradient, accumulate: true })).not.toBe(classOf(gradient));
  });
});
