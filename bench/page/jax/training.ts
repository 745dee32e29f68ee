// Training steps in jax-js: loss, gradients and optimizer of a step in one jit.
import { jit, nn, numpy as np, random, tree, valueAndGrad } from "@jax-js/jax";
import { initializeParameters } from "@/domain/graph/initialize";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { optimizerSlots } from "@/domain/training/optimizer";
import { cutBatch } from "../../batch";
import type { PeerSession } from "../../peer";
import { type System, startsOf } from "../../systems";
import { type JaxDevice, startJaxDevice } from "./device";
import { type Arrays, forward } from "./forward";
import { stepScalars, updateRule } from "./optimizers";

type Trained = { parameters: Arrays; slots: Arrays[] };
type StepInput = { tokens: np.Array; targets: np.Array; key: np.Array; rate: np.Array; rootCorrection: np.Array };
type StepOutput = { trained: Trained; loss: np.Array };

/** Opens training of a system from the weights that every peer starts with. */
export async function openJaxTraining(system: System, device: JaxDevice): Promise<PeerSession> {
  await startJaxDevice(device);
  const { graph, order, optimizer, learningRate } = system;
  const step = jit(trainingStep(system));
  const initial = initializeParameters(graph, order.seed);
  const arrays = (value: (data: Float32Array) => Float32Array<ArrayBuffer>): Arrays =>
    Object.fromEntries(
      Array.from(initial, ([name, { data, shape }]) => [name, np.array(value(data)).reshape([...shape])]),
    );
  let trained: Trained = {
    parameters: arrays((data) => Float32Array.from(data)),
    slots: optimizerSlots[optimizer.kind].map(() => arrays((data) => new Float32Array(data.length))),
  };
  let finished = 0;
  const advance = (): np.Array => {
    const { tokens, targets } = cutBatch(system, startsOf(system, finished));
    finished++;
    const [rate, rootCorrection] = stepScalars(optimizer, learningRate, finished);
    const output = step(trained, {
      tokens: np.array(tokens).reshape([order.batchSize, graph.contextLength]),
      targets: np.array(targets),
      key: random.key(finished),
      rate: np.array(rate),
      rootCorrection: np.array(rootCorrection),
    });
    trained = output.trained;
    return output.loss;
  };
  return {
    async run(count) {
      const begun = performance.now();
      const losses: number[] = [];
      // One step in flight: letting more queue up makes jax-js slower.
      for (let round = 0; round < count; round++) losses.push((await advance().data())[0] as number);
      return { milliseconds: performance.now() - begun, losses };
    },
    async close() {
      tree.dispose(trained);
      step.dispose();
    },
  };
}

/** Describes a whole step; everything that it is given is consumed. */
function trainingStep(system: System): (trained: Trained, input: StepInput) => StepOutput {
  const { graph, optimizer, learningRate } = system;
  const update = updateRule(optimizer, learningRate);
  const differentiate = valueAndGrad((parameters: Arrays, tokens: np.Array, targets: np.Array, key: np.Array) =>
    meanLoss(graph, parameters, { tokens, targets, key }),
  );
  return ({ parameters, slots }, { tokens, targets, key, rate, rootCorrection }) => {
    const [loss, gradients] = differentiate(tree.ref(parameters), tokens, targets, key);
    const next: Trained = { parameters: {}, slots: slots.map(() => ({})) };
    for (const [name, parameter] of Object.entries(parameters)) {
      const current = { parameter, slots: slots.map((slot) => slot[name] as np.Array) };
      const updated = update(current, gradients[name] as np.Array, rate.ref, rootCorrection.ref);
      next.parameters[name] = updated.parameter;
      for (const [index, slot] of updated.slots.entries()) (next.slots[index] as Arrays)[name] = slot;
    }
    tree.dispose([rate, rootCorrection]);
    return { trained: next, loss };
  };
}

/** Mean cross-entropy in nats over the positions that count. */
function meanLoss(
  graph: ModelGraph,
  parameters: Arrays,
  { tokens, targets, key }: { tokens: np.Array; targets: np.Array; key: np.Array },
): np.Array {
  const logits = forward(graph, parameters, tokens, key).reshape([-1, graph.vocabularySize]);
  const chosen = nn.logSoftmax(logits, -1).mul(nn.oneHot(targets, graph.vocabularySize));
  return chosen.sum(-1).mean().mul(-1);
}
