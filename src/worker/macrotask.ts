// Lets the worker's event loop handle messages between slices of work. setTimeout would be clamped to
// 4 ms and throttled in hidden tabs; a message to oneself is not.

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Resolves after messages that already wait have been handled. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
