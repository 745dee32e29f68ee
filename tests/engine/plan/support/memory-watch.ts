// Sees the WebAssembly memories that code under test creates, without keeping them alive.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Memories created while watched. */
export interface MemoryWatch {
  /** Memories created so far. */
  created(): number;
  /** Counts those that are still in use, after a garbage collection. */
  alive(): Promise<number>;
  /** Bytes of the memory created last, as the machine has them. */
  newestBytes(): number;
  end(): void;
}

/** Watches the creation of WebAssembly memories until `end`. */
export function watchMemories(): MemoryWatch {
  const { Memory } = WebAssembly;
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(descriptor);
      memories.push(new WeakRef(memory));
      return memory;
    },
  });
  return {
    created: () => memories.length,
    alive: async () => {
      await collectGarbage();
      return memories.filter((memory) => memory.deref() !== undefined).length;
    },
    newestBytes: () => memories.at(-1)?.deref()?.buffer.byteLength ?? Number.NaN,
    end: () => {
      WebAssembly.Memory = Memory;
    },
  };
}

/** Frees everything that nothing refers to. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  // Weak references hold until the task ends; threads take a moment to let go.
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
}
