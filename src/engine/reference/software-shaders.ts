// How tfjs multiplies matrices on a graphics adapter that is software. Its usual shaders are unrolled so far
// that such an adapter compiles each for a second or two, while the small ones are no slower there.
import * as tf from "@tensorflow/tfjs";

/** MatMulSmallOutputSizeProgram in tfjs-backend-webgpu's MatMulProgramType. */
const SMALL_PROGRAM = 2;

/** Makes tfjs's webgpu backend, once loaded, use its small shaders for every matrix product. */
export function chooseSmallShaders(): void {
  tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", SMALL_PROGRAM);
}
