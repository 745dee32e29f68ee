"""Writes tests/truth/fixtures/gpt2/: a tiny GPT-2 as Hugging Face lays it out, and what PyTorch makes of it.

Run:      python3 tests/truth/make_gpt2.py        (a few seconds on one core)
Made with Python 3.11 or later, PyTorch 1.13; written from the papers and the file format, with no code of Curió's.

Files: config.json, model.safetensors (names with "transformer.", masks as buffers, data that begins at an odd byte),
bare.safetensors (the same without prefix and masks), expected.json. Arithmetic is float64 over float32 weights.
Names in expected.json are those of the files, and PEFT's for the adapters: A (r,in), B (out,r).
"""

import json
import math
import pathlib
import struct

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HERE = pathlib.Path(__file__).parent / "fixtures" / "gpt2"
LAYERS, HEADS, WIDTH, VOCABULARY, POSITIONS = 2, 2, 16, 61, 24
CONTEXT, BATCH, GREEDY, PROMPT = 20, 3, 200, [3, 14, 15, 9, 26]
RANK, ALPHA = 2, 8
LINEARS = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]
dice = torch.Generator().manual_seed(20261129)


def drawn(*shape, around=0.0, spread=0.3):
    return (around + spread * torch.randn(*shape, generator=dice)).to(torch.float32).to(torch.float64)


def fresh_weights():
    weights = {"wte.weight": drawn(VOCABULARY, WIDTH), "wpe.weight": drawn(POSITIONS, WIDTH, spread=0.8)}
    sides = {
        "attn.c_attn": (WIDTH, 3 * WIDTH), "attn.c_proj": (WIDTH, WIDTH),
        "mlp.c_fc": (WIDTH, 4 * WIDTH), "mlp.c_proj": (4 * WIDTH, WIDTH),
    }
    for layer in range(LAYERS):
        for norm in ("ln_1", "ln_2"):
            weights[f"h.{layer}.{norm}.weight"] = drawn(WIDTH, around=1.0)
            weights[f"h.{layer}.{norm}.bias"] = drawn(WIDTH)
        for name, (inputs, outputs) in sides.items():
            weights[f"h.{layer}.{name}.weight"] = drawn(inputs, outputs, spread=0.5)
            weights[f"h.{layer}.{name}.bias"] = drawn(outputs)
    weights["ln_f.weight"] = drawn(WIDTH, around=1.0)
    weights["ln_f.bias"] = drawn(WIDTH)
    return weights


def fresh_adapters(weights):
    adapters = {}
    for layer in range(LAYERS):
        for name in LINEARS:
            inputs, outputs = weights[f"h.{layer}.{name}.weight"].shape
            adapters[f"h.{layer}.{name}.lora_A.weight"] = drawn(RANK, inputs)
            adapters[f"h.{layer}.{name}.lora_B.weight"] = drawn(outputs, RANK)
    return adapters


def conv1d(p, name, x):
    y = x @ p[f"{name}.weight"] + p[f"{name}.bias"]
    if f"{name}.lora_A.weight" in p:
        y = y + (x @ p[f"{name}.lora_A.weight"].T @ p[f"{name}.lora_B.weight"].T) * (ALPHA / RANK)
    return y


def layer_norm(p, name, x):
    mean = x.mean(-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-5) * p[f"{name}.weight"] + p[f"{name}.bias"]


def gelu_new(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))))


def self_attention(p, name, x):
    batch, length, _ = x.shape
    query, key, value = (
        part.reshape(batch, length, HEADS, WIDTH // HEADS).permute(0, 2, 1, 3)
        for part in conv1d(p, f"{name}.c_attn", x).chunk(3, dim=-1)
    )
    scores = torch.einsum("bhid,bhjd->bhij", query, key) / math.sqrt(WIDTH // HEADS)
    scores = scores + torch.full((length, length), -math.inf).triu(1)
    seen = torch.einsum("bhij,bhjd->bhid", torch.softmax(scores, dim=-1), value)
    return conv1d(p, f"{name}.c_proj", seen.permute(0, 2, 1, 3).reshape(batch, length, WIDTH))


def logits_of(p, tokens):
    x = p["wte.weight"][tokens] + p["wpe.weight"][torch.arange(tokens.shape[1])]
    for layer in range(LAYERS):
        h = f"h.{layer}"
        x = x + self_attention(p, f"{h}.attn", layer_norm(p, f"{h}.ln_1", x))
        inner = gelu_new(conv1d(p, f"{h}.mlp.c_fc", layer_norm(p, f"{h}.ln_2", x)))
        x = x + conv1d(p, f"{h}.mlp.c_proj", inner)
    return layer_norm(p, "ln_f", x) @ p["wte.weight"].T


def measured(frozen, trained, windows):
    """Logits, loss and the gradients of what is trained."""
    p = dict(frozen) | {name: value.clone().requires_grad_() for name, value in trained.items()}
    logits = logits_of(p, windows[:, :-1])
    loss = -torch.log_softmax(logits, -1).gather(-1, windows[:, 1:, None]).mean()
    loss.backward()
    return {
        "logits": numbers(logits), "loss": loss.item(),
        "gradients": {name: numbers(p[name].grad) for name in trained},
    }


def greedy(p):
    """Writes on from the prompt; each prediction reads the last CONTEXT tokens anew from position 0, as in training."""
    tokens, narrowest = list(PROMPT), math.inf
    for _ in range(GREEDY):
        last = logits_of(p, torch.tensor([tokens[-CONTEXT:]]))[0, -1]
        best, second = torch.topk(last, 2).values.tolist()
        narrowest = min(narrowest, best - second)
        tokens.append(int(last.argmax()))
    written = tokens[len(PROMPT):]
    assert narrowest > 1e-3, f"a choice between tokens {narrowest} apart would hang on rounding"
    assert len(set(written[-50:])) > 5, f"the text runs in a circle: {written[-50:]}"
    return written


# --- files ---

def numbers(value):
    return [float(f"{entry:.7g}") for entry in value.detach().reshape(-1).tolist()]


def safetensors(tensors, is_odd):
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, value in tensors.items():
        size = 4 * value.numel()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":"))
    text += " " * ((len(text) + is_odd) % 2)
    data = b"".join(struct.pack(f"<{value.numel()}f", *value.reshape(-1).tolist()) for value in tensors.values())
    return struct.pack("<Q", len(text)) + text.encode() + data


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    weights = fresh_weights()
    adapters = fresh_adapters(weights)
    windows = torch.randint(0, VOCABULARY, (BATCH, CONTEXT + 1), generator=dice)
    masks = {}
    for layer in range(LAYERS):
        masks[f"h.{layer}.attn.bias"] = torch.ones(1, 1, POSITIONS, POSITIONS).tril()
        masks[f"h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
    whole = {f"transformer.{name}": value for name, value in (weights | masks).items()}
    (HERE / "model.safetensors").write_bytes(safetensors(whole, is_odd=True))
    (HERE / "bare.safetensors").write_bytes(safetensors(weights, is_odd=False))
    (HERE / "config.json").write_text(json.dumps({
        "model_type": "gpt2", "activation_function": "gelu_new", "n_layer": LAYERS, "n_head": HEADS, "n_embd": WIDTH,
        "n_positions": POSITIONS, "n_ctx": POSITIONS, "vocab_size": VOCABULARY, "layer_norm_epsilon": 1e-5,
        "attn_pdrop": 0, "embd_pdrop": 0, "resid_pdrop": 0, "n_inner": None,
    }, indent=2) + "\n")
    (HERE / "expected.json").write_text(json.dumps({
        "pytorch": str(torch.__version__), "contextLength": CONTEXT, "windows": windows.tolist(),
        "rank": RANK, "alpha": ALPHA,
        "adapters": {name: {"shape": list(value.shape), "data": value.reshape(-1).tolist()} for name, value in adapters.items()},
        "full": measured({}, weights, windows), "lora": measured(weights, adapters, windows),
        "prompt": PROMPT, "greedy": greedy(weights), "greedyWithAdapters": greedy(weights | adapters),
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
