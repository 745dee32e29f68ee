"""PyTorch's side of the bench of fine-tuning: a GPT-2 with random weights, trained wholly or by LoRA.

Each line in is a JSON command, each line out its answer. `open` makes a model and a batch, `steps` trains it and gives
milliseconds a step, `product` gives milliseconds of one product, `texts` writes greedy texts behind a prompt with a cache
of keys and values and gives milliseconds a text. Written as functions over a few tensors, with the head on rows that count
only, which is the quickest form that we know.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F


class Model:
    """Weights as GPT-2 has them, (inputs, outputs); with a rank, only pairs of narrow ones are trained."""

    def __init__(self, command):
        torch.manual_seed(1)
        self.heads = command["heads"]
        channels, vocabulary, rank = command["channels"], command["vocabulary"], command["rank"]
        self.is_whole = rank == 0
        self.trained = []
        self.table = self.weight(vocabulary, channels)
        self.positions = self.weight(command["positions"], channels)
        self.blocks = [self.block(channels, rank) for _ in range(command["layers"])]
        self.norm = self.gain_and_bias(channels)
        self.optimizer = torch.optim.AdamW(self.trained, lr=1e-5, weight_decay=0.01, foreach=command["foreach"])

    def weight(self, *shape):
        tensor = torch.randn(shape) * 0.02
        return self.keep(tensor)

    def keep(self, tensor, trained=None):
        if self.is_whole if trained is None else trained:
            tensor.requires_grad_()
            self.trained.append(tensor)
        return tensor

    def gain_and_bias(self, channels):
        return self.keep(torch.ones(channels)), self.keep(torch.zeros(channels))

    def linear(self, inputs, outputs, rank):
        pair = None
        if rank > 0:
            pair = self.keep(torch.randn(inputs, rank) * 0.02, True), self.keep(torch.zeros(rank, outputs), True)
        return self.weight(inputs, outputs), self.keep(torch.zeros(outputs)), pair

    def block(self, channels, rank):
        return {
            "attention": self.gain_and_bias(channels),
            "qkv": self.linear(channels, 3 * channels, rank),
            "projection": self.linear(channels, channels, rank),
            "feedForward": self.gain_and_bias(channels),
            "expand": self.linear(channels, 4 * channels, rank),
            "contract": self.linear(4 * channels, channels, rank),
        }

    def loss(self, tokens, rows, targets):
        batch, length = tokens.shape
        channels = self.table.shape[1]
        x = (self.table[tokens] + self.positions[:length]).reshape(-1, channels)
        mask = torch.full((length, length), float("-inf")).triu(1)
        for block in self.blocks:
            qkv = apply(block["qkv"], normed(x, block["attention"])).view(batch, length, 3, self.heads, -1)
            query, key, value = qkv.permute(2, 0, 3, 1, 4)
            scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5 + mask
            mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(-1, channels)
            x = x + apply(block["projection"], mixed)
            wide = F.gelu(apply(block["expand"], normed(x, block["feedForward"])), approximate="tanh")
            x = x + apply(block["contract"], wide)
        logits = F.linear(normed(x[rows], self.norm), self.table)
        return F.cross_entropy(logits, targets)


class Text:
    """One text: the keys and values of its tokens so far, and the logits that follow the newest."""

    def __init__(self, model, product, most):
        self.model, self.product, self.seen = model, product, 0
        shape = 2, model.heads, most, model.table.shape[1] // model.heads
        self.caches = [torch.empty(shape) for _ in model.blocks]

    def read(self, tokens):
        model, product, count = self.model, self.product, len(tokens)
        until = self.seen + count
        x = model.table[tokens] + model.positions[self.seen : until]
        mask = torch.full((count, until), float("-inf")).triu(1 + self.seen) if count > 1 else None
        for block, cache in zip(model.blocks, self.caches):
            qkv = product(block["qkv"], normed(x, block["attention"])).view(count, 3, model.heads, -1)
            query, key, value = qkv.permute(1, 2, 0, 3)
            cache[0, :, self.seen : until] = key
            cache[1, :, self.seen : until] = value
            scores = query @ cache[0, :, :until].transpose(-1, -2) / query.shape[-1] ** 0.5
            scores = scores if mask is None else scores + mask
            mixed = (scores.softmax(-1) @ cache[1, :, :until]).transpose(0, 1).reshape(count, -1)
            x = x + product(block["projection"], mixed)
            wide = F.gelu(product(block["expand"], normed(x, block["feedForward"])), approximate="tanh")
            x = x + product(block["contract"], wide)
        self.seen = until
        return torch.mv(model.table, normed(x[-1], model.norm))


def by_vector(linear, x):
    """As apply, a row alone as a product with a vector."""
    if len(x) > 1:
        return apply(linear, x)
    weight, bias, pair = linear
    y = torch.addmv(bias, weight.t(), x[0])
    return (y if pair is None else torch.addmv(y, pair[1].t(), pair[0].t() @ x[0], alpha=2)).unsqueeze(0)


def write(model, command):
    """Writes a text, and reads it at once where it is to be checked."""
    product = {"matrix": apply, "vector": by_vector}[command["form"]]
    prompt = [index * 97 % len(model.table) for index in range(command["prompt"])]
    text = Text(model, product, command["prompt"] + command["tokens"])
    tokens, logits = [], text.read(torch.tensor(prompt))
    for _ in range(command["tokens"]):
        token = logits.argmax().view(1)
        tokens.append(int(token))
        logits = text.read(token)
    if command["check"]:
        whole = Text(model, apply, len(prompt) + len(tokens)).read(torch.tensor(prompt + tokens))
        assert torch.allclose(whole, logits, atol=1e-3), "expected the logits of the text read at once"


def normed(x, norm):
    return F.layer_norm(x, x.shape[-1:], *norm, 1e-5)


def apply(linear, x):
    weight, bias, pair = linear
    y = torch.addmm(bias, x, weight)
    return y if pair is None else torch.addmm(y, x @ pair[0], pair[1], alpha=2)


def operand(rows, columns, is_transposed):
    return torch.rand(columns, rows).t() if is_transposed else torch.rand(rows, columns)


def now():
    return time.perf_counter(), time.process_time()


def times_since(begun, count):
    """Milliseconds a unit, on the wall and of processors."""
    wall, processors = (1000 * (end - start) / count for end, start in zip(now(), begun))
    return {"milliseconds": wall, "processors": processors}


def main():
    model, batch = None, None
    for line in sys.stdin:
        command = json.loads(line)
        kind = command["kind"]
        if kind == "open":
            model = Model(command)
            tokens = torch.randint(command["vocabulary"], (command["batch"], command["length"]))
            rows = torch.arange(tokens.numel()).view_as(tokens)[:, command["length"] // 2 :].reshape(-1)
            batch = tokens, rows, torch.randint(command["vocabulary"], rows.shape)
            answer = {"torch": torch.__version__, "threads": torch.get_num_threads()}
        elif kind == "steps":
            begun = now()
            for _ in range(command["count"]):
                model.optimizer.zero_grad(set_to_none=True)
                model.loss(*batch).backward()
                model.optimizer.step()
            answer = times_since(begun, command["count"])
        elif kind == "texts":
            with torch.inference_mode():
                begun = now()
                for _ in range(command["count"]):
                    write(model, command)
                answer = times_since(begun, command["count"])
        else:
            a = operand(command["m"], command["k"], command["transposeA"])
            b = operand(command["k"], command["n"], command["transposeB"])
            begun = now()
            for _ in range(command["count"]):
                torch.mm(a, b)
            answer = times_since(begun, command["count"])
        print(json.dumps(answer), flush=True)


main()
