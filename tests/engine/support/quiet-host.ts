// What engines in tests are opened with.
import type { EngineHost } from "@/engine/engine-host";

/** Gives a host that remembers for itself and hears nothing but what is asked for. */
export function quietHost(host: Partial<EngineHost> = {}): EngineHost {
  const kept = new Map<string, readonly number[]>();
  return {
    onDeviceFailure: () => undefined,
    onCompiling: () => undefined,
    measurements: { get: (key) => kept.get(key) ?? null, put: (key, values) => void kept.set(key, values) },
    ...host,
  };
}
