import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import { writeSafetensors } from "@/domain/checkpoint/safetensors-write";

const FLOAT_BYTES = new Uint8Array(new Float32Array([1, 2]).buffer);

/** Builds a file from a raw header text and data bytes. */
function fileOf(header: string, data: Uint8Array = FLOAT_BYTES, declared?: bigint): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, declared ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

function ruleOf(bytes: Uint8Array): string | null {
  const result = readSafetensors(bytes);
  return result.ok ? null : result.error.code === "weightsRuleBroken" ? result.error.rule : result.error.code;
}

const tensor = (dtype: string, shape: string, offsets: string) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;
const one = (entry: string) => `{"a":${entry}}`;
const GOOD = one(tensor("F32", "[2]", "[0,8]"));

const refused: readonly [string, Uint8Array, string][] = [
  ["an empty file", new Uint8Array(0), "tooShort"],
  ["seven bytes", new Uint8Array(7), "tooShort"],
  ["a header above the cap", fileOf(GOOD, FLOAT_BYTES, 100_000_001n), "headerTooLong"],
  ["a header length above 2^53", fileOf(GOOD, FLOAT_BYTES, 2n ** 53n + 1n), "headerTooLong"],
  ["a header length with upper bits set", fileOf(GOOD, FLOAT_BYTES, 2n ** 63n), "headerTooLong"],
  ["a header longer than the file", fileOf(GOOD, FLOAT_BYTES, 5000n), "headerBeyondFile"],
  ["a header that starts with a space", fileOf(` ${GOOD}`), "headerStart"],
  ["a header that is an array", fileOf("[1]"), "headerStart"],
  ["a header that is no JSON", fileOf("{a}"), "headerJson"],
  ["a header that is no UTF-8", fileOf(GOOD, FLOAT_BYTES).fill(0xff, 10, 12), "headerJson"],
  [
    "a name that stands twice",
    fileOf(`{"a":${tensor("F32", "[2]", "[0,8]")},"a":${tensor("F32", "[2]", "[0,8]")}}`),
    "duplicateName",
  ],
  [
    "a field that stands twice",
    fileOf('{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}'),
    "duplicateName",
  ],
  ["a name that reaches for prototypes", fileOf(`{"__proto__":${tensor("F32", "[2]", "[0,8]")}}`), "forbiddenName"],
  ["a constructor name", fileOf(`{"constructor":${tensor("F32", "[2]", "[0,8]")}}`), "forbiddenName"],
  ["metadata that is no text", fileOf('{"__metadata__":{"a":1}}', new Uint8Array(0)), "metadataStrings"],
  ["metadata that is a list", fileOf('{"__metadata__":[]}', new Uint8Array(0)), "metadataStrings"],
  ["an entry that is null", fileOf(one("null")), "tensorFields"],
  ["an entry without a shape", fileOf(one('{"dtype":"F32","data_offsets":[0,8]}')), "tensorFields"],
  ["three offsets", fileOf(one(tensor("F32", "[2]", "[0,8,9]"))), "tensorFields"],
  ["an unknown type", fileOf(one(tensor("F33", "[2]", "[0,8]"))), "unknownType"],
  ["a type named like a method", fileOf(one(tensor("toString", "[2]", "[0,8]"))), "unknownType"],
  ["a negative side", fileOf(one(tensor("F32", "[-2]", "[0,8]"))), "shape"],
  ["a fractional side", fileOf(one(tensor("F32", "[2.5]", "[0,8]"))), "shape"],
  ["a shape whose product overflows", fileOf(one(tensor("F32", "[4294967296,4294967296]", "[0,8]"))), "shape"],
  ["a negative offset", fileOf(one(tensor("F32", "[2]", "[-8,0]"))), "offsets"],
  ["offsets in the wrong order", fileOf(one(tensor("F32", "[2]", "[8,0]"))), "offsets"],
  ["fractional offsets", fileOf(one(tensor("F32", "[2]", "[0.5,8.5]"))), "offsets"],
  ["a size that does not fit the shape", fileOf(one(tensor("F32", "[3]", "[0,8]"))), "sizeMismatch"],
  [
    "overlapping tensors",
    fileOf(`{"a":${tensor("F32", "[2]", "[0,8]")},"b":${tensor("F32", "[1]", "[4,8]")}}`),
    "overlap",
  ],
  ["a hole between tensors", fileOf(`{"a":${tensor("F32", "[1]", "[4,8]")}}`), "hole"],
  ["data beyond the file", fileOf(one(tensor("F32", "[4]", "[0,16]"))), "beyondFile"],
  ["bytes behind the last tensor", fileOf(one(tensor("F32", "[1]", "[0,4]"))), "trailingBytes"],
  ["a type that Curió cannot use", fileOf(one(tensor("I16", "[4]", "[0,8]"))), "unsupportedType"],
];

describe("safetensors", () => {
  it.each(refused)("refuses %s and names the rule", (_, bytes, rule) => {
    expect(ruleOf(bytes)).toBe(rule);
  });

  it("gives back what was written, bit for bit", () => {
    const named = fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9.]{0,12}$/),
      fc.array(fc.float({ noNaN: true }), { maxLength: 9 }),
    );
    fc.assert(
      fc.property(named, fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.string()), (lists, metadata) => {
        fc.pre(!Object.hasOwn(lists, "constructor") && !Object.hasOwn(lists, "prototype"));
        const tensors = new Map(
          Object.entries(lists).map(([name, values]) => [
            name,
            { shape: [values.length], data: Float32Array.from(values) },
          ]),
        );
        const result = readSafetensors(writeSafetensors(tensors, metadata));
        expect(result.ok).toBe(true);
        if (result.ok) {
          expect([...result.value.tensors]).toEqual([...tensors]);
          expect([...result.value.metadata].sort()).toEqual(Object.entries(metadata).sort());
        }
      }),
      { numRuns: 300 },
    );
  });

  it("starts the data at a multiple of eight", () => {
    const bytes = writeSafetensors(new Map([["weight", { shape: [1], data: Float32Array.of(1) }]]), {});
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  it("never accepts a damaged file as something else than its rules allow", () => {
    const good = writeSafetensors(new Map([["weight", { shape: [2, 3], data: new Float32Array(6) }]]), { a: "b" });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (position, value, length) => {
        const mutant = good.slice(0, length === 0 ? good.length : length);
        mutant[position % mutant.length] = value;
        const result = readSafetensors(mutant);
        if (result.ok) {
          for (const { shape, data } of result.value.tensors.values()) {
            expect(data.length).toBe(shape.reduce((product, side) => product * side, 1));
          }
        }
      }),
      { numRuns: 10_000 },
    );
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
