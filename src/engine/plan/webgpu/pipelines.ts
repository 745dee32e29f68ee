// Compiled kernels of one GPUDevice, found by their text, and the layouts that they are bound by.

/** What a pipeline is bound by: constants and `arrays` storage arrays in group 0, the step's record in group 1. */
export interface BindingShape {
  readonly constants: "uniform" | "read-only-storage";
  readonly arrays: number;
  readonly usesRecord: boolean;
}

/** Compiles each text once. */
export class PipelineCache {
  /** Of group 1: one record, chosen by a dynamic offset. */
  readonly recordLayout: GPUBindGroupLayout;
  readonly #device: GPUDevice;
  readonly #groupLayouts = new Map<string, GPUBindGroupLayout>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #onCompiling: (done: number, total: number) => void;
  #compiled = 0;

  /** `onCompiling` hears how many of the pipelines asked for so far are compiled, whenever that changes. */
  constructor(device: GPUDevice, onCompiling: (done: number, total: number) => void = () => undefined) {
    this.#device = device;
    this.#onCompiling = onCompiling;
    this.recordLayout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "storage", hasDynamicOffset: true } },
      ],
    });
  }

  /** Gives the layout of group 0. */
  groupLayout({ constants, arrays }: BindingShape): GPUBindGroupLayout {
    const types: GPUBufferBindingType[] = [constants, ...new Array<GPUBufferBindingType>(arrays).fill("storage")];
    const known = this.#groupLayouts.get(types.join());
    if (known !== undefined) return known;
    const layout = this.#device.createBindGroupLayout({
      entries: types.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
    });
    this.#groupLayouts.set(types.join(), layout);
    return layout;
  }

  /** Compiles WGSL with an entry point `main`; rejects with the compiler's words. The label is what tools show. */
  compile(code: string, shape: BindingShape, label: string): Promise<GPUComputePipeline> {
    const known = this.#pipelines.get(code);
    if (known !== undefined) return known;
    const bindGroupLayouts = [this.groupLayout(shape), ...(shape.usesRecord ? [this.recordLayout] : [])];
    const pipeline = this.#device.createComputePipelineAsync({
      label,
      layout: this.#device.createPipelineLayout({ bindGroupLayouts }),
      compute: { module: this.#device.createShaderModule({ code }), entryPoint: "main" },
    });
    this.#pipelines.set(code, pipeline);
    const tell = () => this.#onCompiling(this.#compiled, this.#pipelines.size);
    tell();
    pipeline.then(
      () => {
        this.#compiled += 1;
        tell();
      },
      // Whoever asked for it hears of a failure.
      () => undefined,
    );
    return pipeline;
  }
}
