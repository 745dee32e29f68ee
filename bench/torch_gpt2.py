"""PyTorch's side of the bench of fine-tuning: a GPT-2 with random weights, trained wholly or by LoRA.

Each line in is a JSON command, each line out its answer. `open` makes a model and a batch, `steps` trains it and gives
milliseconds a step, `product` gives milliseconds of one product. Written as functions over a few tensors, with the head
on rows that count only, which is the quickest form that we know.
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
        else:
            a = operand(command["m"], command["k"], command["transposeA"])
            b = operand(command["k"], command["n"], command["transposeB"])
            begun = now()
            for _ in range(command["count"]):
                torch.mm(a, b)
            answer = times_since(begun, command["count"])
        print(json.dumps(answer), flush=True)


main()
