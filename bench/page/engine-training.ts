// Training steps of any of our engines through the interface that the page itself uses.
import type { Engine } from "@/engine/engine";
import type { PeerSession } from "../peer";
import type { System } from "../systems";

/** Opens a session; the engine draws the windows and the first weights from the system's seed itself. */
export async function openEngineTraining(engine: Engine, system: System): Promise<PeerSession> {
  const { graph, windows, order, optimizer, learningRate } = system;
  const session = await engine.open({ graph, windows, order, optimizer: optimizer.kind, state: null });
  return {
    async run(count) {
      const begun = performance.now();
      session.step({ optimizer, gradientClip: null }, new Array<number>(count).fill(learningRate));
      const metrics = await session.drain();
      return { milliseconds: performance.now() - begun, losses: metrics.map(({ loss }) => loss) };
    },
    async close() {
      session.dispose();
      engine.dispose();
    },
  };
}
