// Writes what the kernels must know of the host as AssemblyScript: the arguments of each kernel as a class, the
// switch that calls it, and the numbers that both agree on. All of it comes from modules of src/engine/plan.
import { join } from "node:path";
import { runnerImport } from "vite";
import { projectRoot } from "./project-root.mjs";

/** @typedef {Readonly<Record<string, string>>} Fields Kinds of arguments by name, in the order of their words. */

/** Modules all of whose numbers the kernels get. */
const NUMBERS = ["plan/wasm/control", "plan/wasm/tuning"];

/**
 * How each kind of argument is read: the type of its word and, where that is not what a kernel wants, how to get it.
 * @type {Readonly<Record<string, { word: string, type?: string, read?: (word: string) => string }>>}
 */
const READERS = {
  buffer: { word: "usize" },
  optional: { word: "usize" },
  step: { word: "usize", type: "usize", read: (word) => `${word} + stepOffset` },
  optionalStep: { word: "usize", type: "usize", read: (word) => `${word} + stepOffset` },
  size: { word: "i32" },
  flag: { word: "i32", type: "bool", read: (word) => `${word} != 0` },
  float: { word: "f32" },
  rate: { word: "i32" },
  activation: { word: "i32" },
};

const NOTICE = "// Made by scripts/kernel-sources.mjs; see there.";

/** @param {string} path of a module below src/engine, without its ending */
async function load(path) {
  const { module } = await runnerImport(join(projectRoot, "src/engine", `${path}.ts`), {
    configFile: false,
    root: projectRoot,
    logLevel: "silent",
    resolve: { alias: { "@": join(projectRoot, "src") } },
  });
  return /** @type {Readonly<Record<string, any>>} */ (module);
}

/** @param {string} kernel */
const classOf = (kernel) => `${kernel[0].toUpperCase()}${kernel.slice(1)}Arguments`;

/**
 * A class over words in memory.
 * @param {string} name
 * @param {Fields} fields
 */
function classSource(name, fields) {
  const members = Object.entries(fields).flatMap(([field, kind]) => {
    const { word, type, read } = READERS[kind];
    if (read === undefined) return [`  readonly ${field}!: ${word};`];
    return [
      `  private readonly ${field}Word!: ${word};`,
      `  @inline get ${field}(): ${type} { return ${read(`this.${field}Word`)}; }`,
    ];
  });
  return `@unmanaged\nexport class ${name} {\n${members.join("\n")}\n}\n`;
}

/**
 * The kernels' sources that follow from the host's, by the names of their files.
 * @param {ReadonlyMap<string, string>} places the module of each kernel that there is, as the generated files import it
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function kernelSources(places) {
  const { kernelArguments } = await load("plan/contract/kernel-arguments");
  const { commandHeader, opcodes, activationCodes } = await load("plan/wasm/commands");
  const kernels = Object.keys(kernelArguments);
  const classes = [
    classSource("CommandHeader", commandHeader),
    ...kernels.map((kernel) => classSource(classOf(kernel), kernelArguments[kernel])),
  ];
  const numbers = (await Promise.all(NUMBERS.map(load))).flatMap((module) =>
    Object.entries(module).filter(([, value]) => typeof value === "number"),
  );
  for (const [name, code] of Object.entries(activationCodes)) {
    numbers.push([`ACTIVATION_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`, code]);
  }
  return new Map([
    [
      "constants.as.ts",
      `${NOTICE}\n${numbers.map(([name, value]) => `export const ${name} = ${value};`).join("\n")}\n`,
    ],
    [
      "kernel-arguments.as.ts",
      `${NOTICE}\nimport { stepOffset } from "../assembly/context.as";\n\n${classes.join("\n")}`,
    ],
    ["execute.as.ts", executeSource(kernels, opcodes, places)],
  ]);
}

/**
 * @param {readonly string[]} kernels
 * @param {Readonly<Record<string, number>>} opcodes
 * @param {ReadonlyMap<string, string>} places
 */
function executeSource(kernels, opcodes, places) {
  const missing = kernels.filter((kernel) => !places.has(kernel));
  if (missing.length > 0) {
    throw new Error(`kernelSources: expected a kernels.as.ts that exports ${missing.join(", ")}, got none`);
  }
  const imports = [...new Set(kernels.map((kernel) => places.get(kernel)))].map((place) => {
    const names = kernels.filter((kernel) => places.get(kernel) === place);
    return `import { ${names.join(", ")} } from "${place}";`;
  });
  const cases = kernels.map(
    (kernel) => `    case ${opcodes[kernel]}: ${kernel}(changetype<${classOf(kernel)}>(args)); break;`,
  );
  return `${NOTICE}
${imports.join("\n")}
import {
${kernels.map((kernel) => `  ${classOf(kernel)},`).join("\n")}
} from "./kernel-arguments.as";

/** Runs the kernel of a command. */
export function execute(opcode: i32, args: usize): void {
  switch (opcode) {
${cases.join("\n")}
    default: unreachable();
  }
}
`;
}
