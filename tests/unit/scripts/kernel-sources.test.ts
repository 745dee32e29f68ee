// What the kernels are told of the host: every argument in the order of the table, every kernel in the switch.
import { describe, expect, it } from "vitest";
import { kernelArguments } from "@/engine/plan/contract/kernel-arguments";
import { encodeCommands } from "@/engine/plan/wasm/commands";
import { PARTIAL_CHUNKS } from "@/engine/plan/wasm/tuning";
import { kernelSources } from "../../../scripts/kernel-sources.mjs";

const kernels = Object.keys(kernelArguments);
const places = new Map(kernels.map((kernel) => [kernel, `../${kernel}.as`]));

describe("the kernels' sources", () => {
  it("give each argument its word, in the order of the table", async () => {
    const source = (await kernelSources(places)).get("kernel-arguments.as.ts") ?? "";
    for (const [kernel, kinds] of Object.entries(kernelArguments)) {
      const name = `${kernel[0].toUpperCase()}${kernel.slice(1)}Arguments`;
      const [, body] = source.split(`export class ${name} {`);
      const words = [...body.split("\n}\n")[0].matchAll(/readonly (\w+?)(?:Word)?!: /g)].map(([, word]) => word);
      expect(words).toEqual(Object.keys(kinds));
    }
  });

  it("call each kernel by the number that commands begin with", async () => {
    const source = (await kernelSources(places)).get("execute.as.ts") ?? "";
    const [opcode] = encodeCommands([{ kind: "add", a: 0, b: 0, y: 0, count: 0 }]);
    expect(source).toContain(`case ${opcode}: add(changetype<AddArguments>(args)); break;`);
    expect(source.match(/case \d+:/g)).toHaveLength(kernels.length);
  });

  it("hold the numbers of the target's tuning", async () => {
    const source = (await kernelSources(places)).get("constants.as.ts");
    expect(source).toContain(`export const PARTIAL_CHUNKS = ${PARTIAL_CHUNKS};\n`);
  });

  it("cannot be made while a kernel is missing, which is named", async () => {
    const some = new Map([...places].filter(([kernel]) => kernel !== "scatterSum"));
    await expect(kernelSources(some)).rejects.toThrow(/exports scatterSum,? got none/);
  });
});
