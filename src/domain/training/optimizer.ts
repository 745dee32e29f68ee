// Optimizers as data: kind, settings, and which tensors each keeps beside every parameter.

/** One optimizer with its settings, in formulas of weight w, gradient g and learning rate. */
export type Optimizer =
  /** v = momentum*v + g; w -= rate*v. https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html */
  | { readonly kind: "sgd"; readonly momentum: number }
  /**
   * s = decay*s + (1-decay)*g*g; w -= rate*g/(sqrt(s)+epsilon), PyTorch's form, or with epsilon
   * inside the root, Keras' form. https://keras.io/api/optimizers/rmsprop/
   */
  | {
      readonly kind: "rmsprop";
      readonly decay: number;
      readonly epsilon: number;
      readonly epsilonInsideRoot: boolean;
    }
  /** Kingma and Ba, 2015. https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html */
  | { readonly kind: "adam"; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
  /** Adam with decoupled decay: w *= 1 - rate*weightDecay first (Loshchilov and Hutter, 2019). */
  | {
      readonly kind: "adamw";
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    };

/** The name of an optimizer. */
export type OptimizerKind = Optimizer["kind"];

/** The settings of one kind of optimizer. */
export type OptimizerOf<Kind extends OptimizerKind> = Extract<Optimizer, { readonly kind: Kind }>;

/** Names of the tensors that an optimizer keeps for each parameter, all starting at zero. */
export const optimizerSlots = {
  sgd: ["momentum"],
  rmsprop: ["square"],
  adam: ["mean", "square"],
  adamw: ["mean", "square"],
} as const satisfies Record<OptimizerKind, readonly string[]>;

const SLOT_PREFIX = "optimizer.";

/** Names a slot's tensor in a checkpoint. */
export function slotName(slot: string, parameter: string): string {
  return `${SLOT_PREFIX}${slot}.${parameter}`;
}

/** Tells whether a tensor of this name is an optimizer's and no weight. */
export function isSlot(name: string): boolean {
  return name.startsWith(SLOT_PREFIX);
}
