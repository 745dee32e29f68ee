// Reading a prompt once for all texts that begin with it, with its tokens piece by piece, so that the caller can stop in
// between.
import type { Decoder } from "@/domain/inference/decoder";

/** A decoder that goes back to the end of one prompt as often as it is asked. */
export class PromptReading {
  readonly #decoder: Decoder;
  readonly #prompt: readonly number[];
  #read: { readonly logits: Float32Array; readonly goBack: () => boolean } | null = null;

  /** The prompt has at least one token and no more than the decoder can look back at. */
  constructor(decoder: Decoder, prompt: readonly number[]) {
    this.#decoder = decoder;
    this.#prompt = prompt;
  }

  /** Brings the decoder behind the prompt, with a yield between pieces; gives the logits (V) that follow, a fresh array. */
  *begin(): Generator<{ readonly type: "reading" }, Float32Array> {
    if (this.#read?.goBack() !== true) {
      this.#decoder.reset();
      const logits = yield* this.#feed();
      this.#read = { logits, goBack: this.#decoder.mark() };
    }
    return this.#read.logits.slice();
  }

  *#feed(): Generator<{ readonly type: "reading" }, Float32Array> {
    const { stride } = this.#decoder;
    for (let done = 0; ; ) {
      const logits = this.#decoder.feed(this.#prompt.slice(done, done + stride));
      done += stride;
      if (done >= this.#prompt.length) return logits;
      yield { type: "reading" };
    }
  }
}
