// The engine, or its opening, which calls that need it wait for.
import { failure, type Result, success } from "@/domain/result";
import type { BackendChoice, DeviceReport, TfjsBackend } from "@/domain/training/device-report";
import { chooseEngine } from "@/engine/choose-engine";
import type { Engine } from "@/engine/engine";
import type { EngineHost } from "@/engine/engine-host";

/** Holds at most one engine. */
export class DeviceDesk {
  readonly #host: EngineHost;
  /** Null before the first, and after one that failed. */
  #engine: Promise<Engine | null> = Promise.resolve(null);

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /** Opens a device in the place of the former one, once nothing uses that. */
  async open(
    choice: BackendChoice,
    tfjs: TfjsBackend | null,
    release: () => Promise<void>,
  ): Promise<Result<DeviceReport>> {
    const former = this.#engine;
    const opening = release().then(async () => {
      (await former)?.dispose();
      return chooseEngine(choice, tfjs, this.#host);
    });
    this.#engine = opening.then(
      (opened) => (opened.ok ? opened.value : null),
      () => null,
    );
    const opened = await opening;
    return opened.ok ? success(opened.value.device) : opened;
  }

  /** Does what needs the engine, once it is there; fails for calls before the first and after one that failed. */
  async with<T>(work: (engine: Engine) => Promise<Result<T>>): Promise<Result<T>> {
    const engine = await this.#engine;
    return engine === null ? failure({ code: "deviceUnavailable", wanted: "auto" }) : work(engine);
  }
}
