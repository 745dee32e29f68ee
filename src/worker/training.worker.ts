// The worker: creates the desks, answers the page's calls by them and sends events.

import { expose } from "comlink";
import { failure, success } from "@/domain/result";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import { ClinicDesk } from "./clinic-desk";
import { ComparisonDesk } from "./comparison-desk";
import { createComparisonMethods } from "./comparison-methods";
import { DataDesk } from "./data-desk";
import type { Desks } from "./desks";
import { DeviceDesk } from "./device-desk";
import { errorOf } from "./error-of";
import { EvaluationDesk } from "./evaluation-desk";
import { EventOutbox } from "./event-outbox";
import { ExportDesk } from "./export-desk";
import { FormDesk } from "./form-desk";
import { createFormMethods } from "./form-methods";
import { Heart, type SendSignal } from "./heart";
import { KeptMeasurements } from "./kept-measurements";
import { LeavingFiles } from "./leaving-files";
import { createModelMethods } from "./model-methods";
import { tokenizerOf } from "./model-source";
import { predictMemory } from "./predict-memory";
import { createPretrainedMethods } from "./pretrained-methods";
import type { GivenTokens, WorkerApi } from "./protocol";
import { RunDesk } from "./run-desk";
import { createRunMethods } from "./run-methods";
import { RunSampler } from "./run-sampler";
import { SampleDesk } from "./sample-desk";
import { ScratchFolder } from "./scratch-folder";
import { SoundCopies } from "./sound-copies";
import { UnpackedOfRuns } from "./unpacked-of-runs";
import { isEventsSeen } from "./worker-signals";

const send: SendSignal = (signal, transfer) => self.postMessage(signal, { transfer });
const heart = new Heart(send);
const outbox = new EventOutbox();
outbox.listen((events) => send({ signal: "events", events }, []), "elsewhere");
self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isEventsSeen(data)) outbox.seen();
});
const data = new DataDesk(outbox);
const clinic = new ClinicDesk(outbox, data);
const now = () => performance.now();
const runs = new RunDesk(outbox, heart, new SoundCopies(send, now), new RunSampler(outbox, now));
const measurements = new KeptMeasurements((measured) => outbox.post({ type: "measured", measured }));
let isDeviceLost = false;
const device = new DeviceDesk({
  onDeviceFailure: (detail) => {
    // The page starts another worker; whatever is said until then is of the same loss.
    if (isDeviceLost) return;
    isDeviceLost = true;
    outbox.post({ type: "deviceLost", detail });
    runs.fail({ code: "deviceLost", detail });
  },
  onCompiling: (done, total) => outbox.post({ type: "compiling", done, total }),
  measurements,
});
const scratch = new ScratchFolder();
const desks: Desks = {
  device,
  data,
  runs,
  samples: new SampleDesk(outbox),
  evaluation: new EvaluationDesk(outbox),
  comparison: new ComparisonDesk(outbox),
  forms: new FormDesk(),
  exports: new ExportDesk(outbox, new LeavingFiles(scratch)),
  scratch,
  unpacked: new UnpackedOfRuns(),
};

const tokenizerBy = (given: GivenTokens) => (typeof given === "string" ? tokenizerOf(runs, given) : given);

const api: WorkerApi = {
  openDevice: (choice, tfjs, measured) => {
    measurements.takeUp(measured);
    return device.open(choice, tfjs, () => runs.closeAny());
  },
  loadData: (source, corpus) => data.load(source, corpus),
  cancelLoad: async () => {
    data.cancel();
    return success(null);
  },
  prepareData: async (seed, corpus, tokens, given) => {
    const prepared = await data.prepare(seed, corpus, tokens, tokenizerBy(given));
    return prepared.ok ? success(prepared.value.summary) : prepared;
  },
  predictMemory: (config, given) =>
    device.with(async (engine) => {
      const { seed, corpus } = config;
      const ready = data.preparedFor(seed, corpus, tokensInForce(config), tokenizerBy(given));
      return ready === null ? failure({ code: "noData" }) : success(predictMemory(engine, config, ready));
    }),
  examineData: (seed, corpus, tokens) => clinic.examine(seed, corpus, tokens),
  stopExamining: async () => {
    clinic.stop();
    return success(null);
  },
  ...createRunMethods(desks),
  ...createModelMethods(desks),
  ...createComparisonMethods(desks),
  ...createFormMethods(desks),
  ...createPretrainedMethods(desks),
};

/** Unexpected exceptions of any call become data; comlink would keep only their message. */
function guarded(target: WorkerApi): WorkerApi {
  return new Proxy(target, {
    get(object, key: keyof WorkerApi) {
      const method = object[key] as (...parameters: unknown[]) => Promise<unknown>;
      return async (...parameters: unknown[]) => {
        try {
          return await heart.during(() => method(...parameters));
        } catch (error) {
          return failure(errorOf(error));
        } finally {
          outbox.flush();
        }
      };
    },
  });
}

expose(guarded(api));
heart.start();
void scratch.sweep();
