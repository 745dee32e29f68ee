"""Optimizers in PyTorch's fastest form for processors: fused where this version has it."""

import torch


class KerasRmsprop(torch.optim.Optimizer):
    """RMSProp with epsilon inside the root, which torch.optim.RMSprop does not offer; all tensors in one call."""

    def __init__(self, parameters, rate, decay, epsilon):
        super().__init__(parameters, {})
        self.rate, self.decay, self.epsilon = rate, decay, epsilon
        self.weights = [parameter for group in self.param_groups for parameter in group["params"]]
        self.squares = [torch.zeros_like(parameter) for parameter in self.weights]

    @torch.no_grad()
    def step(self):
        gradients = [parameter.grad for parameter in self.weights]
        torch._foreach_mul_(self.squares, self.decay)
        torch._foreach_addcmul_(self.squares, gradients, gradients, 1 - self.decay)
        roots = torch._foreach_add(self.squares, self.epsilon)
        torch._foreach_sqrt_(roots)
        torch._foreach_addcdiv_(self.weights, gradients, roots, -self.rate)


def build_optimizer(system, model):
    """Builds the optimizer of a system."""
    settings = system["optimizer"]
    rate = system["learningRate"]
    if settings["kind"] == "rmsprop" and settings["epsilonInsideRoot"]:
        return KerasRmsprop(model.parameters(), rate, settings["decay"], settings["epsilon"])
    if settings["kind"] == "adamw":
        return build_adamw(model, rate, settings)
    raise ValueError(f"build_optimizer: expected adamw or Keras' rmsprop, got {settings}")


def build_adamw(model, rate, settings):
    common = {
        "lr": rate,
        "betas": (settings["beta1"], settings["beta2"]),
        "eps": settings["epsilon"],
        "weight_decay": settings["weightDecay"],
    }
    try:
        return torch.optim.AdamW(model.parameters(), fused=True, **common)
    except (TypeError, RuntimeError):
        return torch.optim.AdamW(model.parameters(), foreach=True, **common)
