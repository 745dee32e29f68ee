// What each kernel call of a training step takes: all calls one by one, each as a program of its own, on one device.
import { windowStarts } from "@/domain/windows/token-windows";
import type { SessionRequest } from "@/engine/engine";
import { sampleOptimizers, writeRates } from "@/engine/operations/optimizer/plan";
import { compileSession } from "@/engine/plan/compile-session";
import type { KernelCall } from "@/engine/plan/contract/kernel-call";
import { wasmTuning } from "@/engine/plan/wasm/tuning";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import type { CallTime, PeerSession } from "../peer";

/** Opens the step; each run takes every call `count` times and gives the least time of each kind of call. */
export async function openStepProfile(request: SessionRequest, threads: number): Promise<PeerSession> {
  const { store, training, memory, programs } = compileSession(request, wasmTuning, "weights");
  const device = await WasmDevice.open(threads);
  device.allocate(memory, programs);
  device.upload(store.tokens, request.windows.tokens);
  if (store.lossMask !== null && request.windows.lossMask !== null) {
    device.upload(store.lossMask, request.windows.lossMask);
  }
  fillWithNoise(device.view(store.weights));
  device.upload(training.records.buffer, recordOf(request, training));
  const calls = training.callsFor(0, { optimizer: sampleOptimizers[request.optimizer], gradientClip: null });
  const compiled = calls.map((call) => device.compile([call], training.records));
  return {
    async run(count) {
      const least = calls.map(() => Number.POSITIVE_INFINITY);
      const begun = performance.now();
      for (let round = 0; round < count; round++) {
        for (const [index, program] of compiled.entries()) {
          const before = performance.now();
          device.runNow(program);
          least[index] = Math.min(least[index], performance.now() - before);
        }
      }
      return { milliseconds: performance.now() - begun, losses: [], calls: byKind(calls, least) };
    },
    async close() {
      device.dispose();
    },
  };
}

/** Small numbers: what a call takes does not depend on them, as long as none is denormal. */
function fillWithNoise(weights: Float32Array): void {
  for (let index = 0; index < weights.length; index++) weights[index] = (((index * 40_503) % 1024) - 511.5) / 25_600;
}

type Training = ReturnType<typeof compileSession>["training"];

function recordOf({ windows, order, optimizer }: SessionRequest, { records, fields }: Training): Uint32Array {
  const record = new Uint32Array(records.stride);
  const at = windowStarts(windows.train);
  for (let window = 0; window < order.batchSize; window++) record[fields.starts.start + window] = at(window);
  const rates = new Float32Array(record.buffer, 4 * fields.rate.start, fields.rate.words);
  writeRates(rates, sampleOptimizers[optimizer], 1e-5, 1);
  return record;
}

function byKind(calls: readonly KernelCall[], times: readonly number[]): readonly CallTime[] {
  const kinds = new Map<string, CallTime>();
  for (const [index, call] of calls.entries()) {
    const name = nameOf(call);
    const { count, milliseconds, operations } = kinds.get(name) ?? { count: 0, milliseconds: 0, operations: 0 };
    const own = call.kind === "matmul" ? 2 * call.m * call.n * call.k * call.batches : 0;
    kinds.set(name, {
      name,
      count: count + 1,
      milliseconds: milliseconds + times[index],
      operations: operations + own,
    });
  }
  return [...kinds.values()].toSorted((a, b) => b.milliseconds - a.milliseconds);
}

function nameOf(call: KernelCall): string {
  if (call.kind !== "matmul") return call.kind;
  const { m, k, n, batches, transposeA, transposeB, accumulate } = call;
  const form = `${transposeA ? "T" : "N"}${transposeB ? "T" : "N"}`;
  return `matmul ${batches === 1 ? "" : `${batches} × `}(${m},${k})·(${k},${n}) ${form}${accumulate ? " added" : ""}`;
}
