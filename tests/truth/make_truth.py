"""Writes tests/truth/fixtures/*.json: what PyTorch makes of Curió's models and optimizers.

Run:      python3 tests/truth/make_truth.py        (a few seconds on one core)
Made with Python 3.11 or later, PyTorch 1.13, NumPy 1.24; any later version gives the same figures.

All arithmetic is float64; every parameter is a multiple of 1/4096, so float32 holds it exactly.
Parameters stand under the graph's names and layouts (src/domain/graph): linear weights (I,O); GRU
kernels in gate order z r h with two bias rows, where PyTorch keeps r z n and transposed matrices.
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HERE = pathlib.Path(__file__).parent / "fixtures"
B, V, STEPS = 3, 11, 5
random = np.random.default_rng(20261121)


def draw(*shape, around=0.0, spread=0.4):
    return np.round((around + spread * random.standard_normal(shape)) * 4096) / 4096


def linear_parameters(name, inputs, outputs):
    return {f"{name}.weight": draw(inputs, outputs), f"{name}.bias": draw(outputs)}


def norm_parameters(name, channels):
    return {f"{name}.gain": draw(channels, around=1.0), f"{name}.bias": draw(channels)}


def linear(p, name, x):
    return F.linear(x, p[f"{name}.weight"].T, p[f"{name}.bias"])


def norm(p, name, x):
    return F.layer_norm(x, x.shape[-1:], p[f"{name}.gain"], p[f"{name}.bias"], 1e-5)


def config(architecture, loss, **changes):
    return {
        "architecture": architecture, "lossPositions": loss, "embedding": "learned", "embeddingSize": 8,
        "hiddenSize": 6, "layers": 2, "heads": 2, "dropout": 0, "form": "block", "initialization": "pytorch",
    } | changes


# --- MLP ---

def mlp_parameters(c, T):
    p = {"embedding.weight": draw(V, c["embeddingSize"], spread=1.0)}
    width = T * c["embeddingSize"]
    for layer in range(c["layers"]):
        p |= linear_parameters(f"hidden.{layer}", width, c["hiddenSize"])
        p |= norm_parameters(f"hidden.{layer}.norm", c["hiddenSize"])
        width = c["hiddenSize"]
    return p | linear_parameters("output", width, V)


def mlp(p, tokens, c):
    x = F.embedding(tokens, p["embedding.weight"]).flatten(1)
    for layer in range(c["layers"]):
        x = F.gelu(norm(p, f"hidden.{layer}.norm", linear(p, f"hidden.{layer}", x)))
    return linear(p, "output", x)


# --- GRU ---

def gru_parameters(c, T):
    one_hot, C = c["embedding"] == "oneHot", c["hiddenSize"]
    p = {} if one_hot else {"embedding.weight": draw(V, c["embeddingSize"], spread=1.0)}
    for layer in range(c["layers"]):
        inputs = C if layer > 0 else V if one_hot else c["embeddingSize"]
        p[f"gru.{layer}.kernel"] = draw(inputs, 3 * C)
        p[f"gru.{layer}.recurrent"] = draw(C, 3 * C)
        p[f"gru.{layer}.bias"] = draw(2, 3 * C)
    return p | linear_parameters("output", C, V)


def gru_input(p, tokens, c):
    if c["embedding"] == "oneHot":
        return F.one_hot(tokens, V).to(torch.float64)
    return F.embedding(tokens, p["embedding.weight"])


def gru(p, tokens, c):
    x, C = gru_input(p, tokens, c), c["hiddenSize"]

    def torch_order(a):  # z r h along the last axis -> r z n along the first
        z, r, h = a.split(C, dim=-1)
        joined = torch.cat([r, z, h], dim=-1)
        return joined.T if joined.dim() == 2 else joined

    weights = []
    for layer in range(c["layers"]):
        weights += [torch_order(p[f"gru.{layer}.kernel"]), torch_order(p[f"gru.{layer}.recurrent"])]
        weights += [torch_order(row) for row in p[f"gru.{layer}.bias"]]
    start = torch.zeros(c["layers"], B, C)
    # torch.nn.GRU's own kernel, called with our tensors so that gradients reach our layout.
    y, _ = torch.gru(x, start, weights, True, c["layers"], 0.0, True, False, True)
    return linear(p, "output", y[:, -1] if c["lossPositions"] == "last" else y)


def gru_keras(p, tokens, c):
    """The cell as Keras writes it: GRUCell.call with reset_after=True, in NumPy."""
    sigmoid = lambda a: 1 / (1 + np.exp(-a))
    p = {name: value.detach().numpy() for name, value in p.items()}
    x = np.eye(V)[tokens] if c["embedding"] == "oneHot" else p["embedding.weight"][tokens]
    for layer in range(c["layers"]):
        kernel, recurrent, bias = (p[f"gru.{layer}.{part}"] for part in ("kernel", "recurrent", "bias"))
        state, states = np.zeros((B, c["hiddenSize"])), []
        for t in range(x.shape[1]):
            x_z, x_r, x_h = np.split(x[:, t] @ kernel + bias[0], 3, axis=-1)
            s_z, s_r, s_h = np.split(state @ recurrent + bias[1], 3, axis=-1)
            z, r = sigmoid(x_z + s_z), sigmoid(x_r + s_r)
            state = z * state + (1 - z) * np.tanh(x_h + r * s_h)
            states.append(state)
        x = np.stack(states, axis=1)
    return (x[:, -1] if c["lossPositions"] == "last" else x) @ p["output.weight"] + p["output.bias"]


# --- attention ---

def attention_parameters(c, T):
    C = c["embeddingSize"]
    p = {"embedding.weight": draw(V, C)}
    if c["form"] == "bare":
        p["attention.qkv.weight"] = draw(C, 3 * C)
        return p | linear_parameters("hidden", C, c["hiddenSize"]) | linear_parameters("output", c["hiddenSize"], V)
    p["positions.weight"] = draw(T, C)
    for layer in range(c["layers"]):
        p |= norm_parameters(f"attention.{layer}.norm", C)
        p |= linear_parameters(f"attention.{layer}.qkv", C, 3 * C)
        p |= linear_parameters(f"attention.{layer}.projection", C, C)
        p |= norm_parameters(f"feedForward.{layer}.norm", C)
        p |= linear_parameters(f"feedForward.{layer}.expand", C, 4 * C)
        p |= linear_parameters(f"feedForward.{layer}.contract", 4 * C, C)
    return p | norm_parameters("norm", C) | linear_parameters("output", C, V)


def attend(qkv, heads, causal):
    T, C = qkv.shape[1], qkv.shape[2] // 3
    q, k, v = (part.view(-1, T, heads, C // heads).transpose(1, 2) for part in qkv.split(C, dim=-1))
    scores = q @ k.transpose(-2, -1) / (C // heads) ** 0.5  # (B, H, T, T)
    if causal:
        scores = scores.masked_fill(torch.ones(T, T).tril() == 0, float("-inf"))
    return (F.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(-1, T, C)


def attention(p, tokens, c):
    x = F.embedding(tokens, p["embedding.weight"])
    if c["form"] == "bare":
        x = attend(x @ p["attention.qkv.weight"], c["heads"], causal=False)[:, -1]
        return linear(p, "output", F.relu(linear(p, "hidden", x)))
    x = x + p["positions.weight"]
    for layer in range(c["layers"]):
        a, f = f"attention.{layer}", f"feedForward.{layer}"
        y = attend(linear(p, f"{a}.qkv", norm(p, f"{a}.norm", x)), c["heads"], causal=True)
        x = x + linear(p, f"{a}.projection", y)
        x = x + linear(p, f"{f}.contract", F.gelu(linear(p, f"{f}.expand", norm(p, f"{f}.norm", x))))
    x = norm(p, "norm", x)
    return linear(p, "output", x[:, -1] if c["lossPositions"] == "last" else x)


# --- GPT-2: head tied to the table, more positions than a window has ---

def gpt2_parameters(c, T):
    p = attention_parameters(c, c["positions"])
    return {key: value for key, value in p.items() if not key.startswith("output.")}


def gpt2(p, tokens, c):
    x = F.embedding(tokens, p["embedding.weight"]) + p["positions.weight"][: tokens.shape[1]]
    for layer in range(c["layers"]):
        a, f = f"attention.{layer}", f"feedForward.{layer}"
        y = attend(linear(p, f"{a}.qkv", norm(p, f"{a}.norm", x)), c["heads"], causal=True)
        x = x + linear(p, f"{a}.projection", y)
        hidden = gelu_tanh(linear(p, f"{f}.expand", norm(p, f"{f}.norm", x)))
        x = x + linear(p, f"{f}.contract", hidden)
    return norm(p, "norm", x) @ p["embedding.weight"].T


def gelu_tanh(x):  # PyTorch 1.13 knows it as approximate="tanh"; written out for every version
    return x / 2 * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (x + 0.044715 * x**3)))


# --- optimizers ---

class KerasRMSprop(torch.optim.Optimizer):
    """Keras' form, epsilon inside the root: s = rho*s + (1-rho)*g*g; w -= lr*g/sqrt(s+epsilon)."""

    def __init__(self, parameters, lr, rho, epsilon):
        super().__init__(parameters, {"lr": lr, "rho": rho, "epsilon": epsilon})

    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                s = self.state[w].get("square", torch.zeros_like(w))
                s = group["rho"] * s + (1 - group["rho"]) * w.grad**2
                self.state[w]["square"] = s
                w.data -= group["lr"] * w.grad / torch.sqrt(s + group["epsilon"])


def optimizer_cases():
    adam = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    rmsprop = {"kind": "rmsprop", "decay": 0.9, "epsilon": 1e-7}
    return {
        "sgd": ({"kind": "sgd", "momentum": 0}, 0.1, None, lambda w: torch.optim.SGD(w, 0.1)),
        "sgd-momentum": (
            {"kind": "sgd", "momentum": 0.9}, 0.1, None, lambda w: torch.optim.SGD(w, 0.1, momentum=0.9),
        ),
        "rmsprop-pytorch": (
            rmsprop | {"epsilonInsideRoot": False}, 0.01, None,
            lambda w: torch.optim.RMSprop(w, 0.01, alpha=0.9, eps=1e-7),
        ),
        "rmsprop-keras": (
            rmsprop | {"epsilonInsideRoot": True}, 0.01, None, lambda w: KerasRMSprop(w, 0.01, 0.9, 1e-7),
        ),
        "adam": ({"kind": "adam"} | adam, 0.01, None, lambda w: torch.optim.Adam(w, 0.01)),
        "adamw": (
            {"kind": "adamw", "weightDecay": 0.01} | adam, 0.01, None,
            lambda w: torch.optim.AdamW(w, 0.01, weight_decay=0.01),
        ),
        "adam-clipped": ({"kind": "adam"} | adam, 0.01, 0.5, lambda w: torch.optim.Adam(w, 0.01)),
    }


def clip(parameters, limit):
    if limit is not None:
        torch.nn.utils.clip_grad_norm_(parameters, limit)


def write_optimizers():
    start = {"matrix": draw(2, 3, spread=1.0), "vector": draw(4, spread=1.0)}
    # Sizes from about 1e-4 to 1: epsilon and clipping must both be felt.
    gradients = [[draw(2, 3, spread=0.5 + step), draw(4, spread=0.002)] for step in range(STEPS)]
    cases = []
    for name, (optimizer, rate, limit, make) in optimizer_cases().items():
        parameters = [torch.tensor(value, requires_grad=True) for value in start.values()]
        stepper, after = make(parameters), []
        for step in range(STEPS):
            for parameter, gradient in zip(parameters, gradients[step]):
                parameter.grad = torch.tensor(gradient)
            clip(parameters, limit)
            stepper.step()
            after.append([numbers(parameter) for parameter in parameters])
        cases.append({
            "name": name, "optimizer": optimizer, "learningRate": rate, "gradientClip": limit, "after": after,
        })
    write("optimizers", {
        "parameters": [{"name": name} | tensor(value) for name, value in start.items()],
        "gradients": [[numbers(gradient) for gradient in step] for step in gradients],
        "cases": cases,
    })


# --- models on one batch ---

def loss_of(logits, windows, c):
    targets = windows[:, -1] if c["lossPositions"] == "last" else windows[:, 1:]
    return F.cross_entropy(logits.reshape(-1, V), targets.reshape(-1))


def loss_curve(model, start, windows, c, rate_limit_make):
    _, _, limit, make = rate_limit_make
    p = {name: value.detach().clone().requires_grad_(value.requires_grad) for name, value in start.items()}
    trained = [value for value in p.values() if value.requires_grad]
    stepper, curve = make(trained), []
    for _ in range(STEPS):
        stepper.zero_grad()
        loss = loss_of(model(p, windows[:, :-1], c), windows, c)
        loss.backward()
        clip(trained, limit)
        stepper.step()
        curve.append(number(loss.item()))
    return curve


def write_model(name, parameters_of, model, c, T, tuning=None, frozen=()):
    p = {
        key: torch.tensor(value, requires_grad=not key.startswith(frozen))
        for key, value in parameters_of(c, T).items()
    }
    windows = torch.tensor(random.integers(0, V, (B, T + 1)))
    logits = model(p, windows[:, :-1], c)
    loss = loss_of(logits, windows, c)
    loss.backward()
    keras = gru_keras(p, windows[:, :-1].numpy(), c) if c["architecture"] == "gru" else None
    assert keras is None or np.abs(keras - logits.detach().numpy()).max() < 1e-12
    write(name, {
        "model": c, "contextLength": T, "vocabularySize": V,
        **({} if tuning is None else {"tuning": tuning}),
        "parameters": {key: tensor(value) for key, value in p.items()},
        "windows": windows.tolist(),
        "logits": tensor(logits),
        "kerasLogits": None if keras is None else tensor(keras),
        "loss": number(loss.item()),
        "gradients": {key: tensor(value.grad) for key, value in p.items() if value.requires_grad},
        "lossCurves": {
            key: loss_curve(model, p, windows, c, case) for key, case in optimizer_cases().items()
        },
    })


# --- writing ---

def number(value):
    return float(f"{value:.13g}")


def numbers(value):
    array = value.detach().numpy() if torch.is_tensor(value) else value
    return [number(entry) for entry in array.reshape(-1)]


def tensor(value):
    return {"shape": list(value.shape), "data": numbers(value)}


def write(name, content):
    HERE.mkdir(exist_ok=True)
    text = json.dumps({"pytorch": str(torch.__version__)} | content, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    write_model("mlp-last", mlp_parameters, mlp, config("mlp", "last"), T=5)
    one_hot = {"embedding": "oneHot", "initialization": "keras"}
    write_model("gru-last", gru_parameters, gru, config("gru", "last", **one_hot), T=7)
    write_model("gru-every", gru_parameters, gru, config("gru", "every", **one_hot), T=7)
    write_model("gru-learned-every", gru_parameters, gru, config("gru", "every", layers=1), T=7)
    write_model("attention-last", attention_parameters, attention, config("attention", "last"), T=6)
    write_model("attention-every", attention_parameters, attention, config("attention", "every"), T=6)
    bare = config("attention", "last", form="bare", heads=1, layers=1)
    write_model("bare-last", attention_parameters, attention, bare, T=5)
    write_optimizers()
    write_model("gpt2-tied", gpt2_parameters, gpt2, config("gpt2", "every", positions=9), T=6)
    # The tables are frozen with all below the last block, and the head with its table.
    below = ("embedding.", "positions.", "attention.0.", "feedForward.0.")
    last = {"trains": "lastBlocks", "lastBlocks": 1}
    write_model("gpt2-last-block", gpt2_parameters, gpt2, config("gpt2", "every", positions=6), 6, last, below)
