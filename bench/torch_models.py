"""The three systems as PyTorch modules in PyTorch's own best form, with the weights that every peer starts from.

Our weights are stored (inputs, outputs), PyTorch's transposed; our gates come in the order z r h, PyTorch's r z n.
"""

import torch
from torch import nn
from torch.nn import functional

HAS_ATTENTION = hasattr(functional, "scaled_dot_product_attention")


def linear(tensors, name, has_bias=True):
    weight = tensors[name + ".weight"]
    layer = nn.Linear(weight.shape[0], weight.shape[1], bias=has_bias)
    put(layer.weight, weight.t())
    if has_bias:
        put(layer.bias, tensors[name + ".bias"])
    return layer


def layer_norm(tensors, name):
    layer = nn.LayerNorm(tensors[name + ".gain"].shape[0], eps=1e-5)
    put(layer.weight, tensors[name + ".gain"])
    put(layer.bias, tensors[name + ".bias"])
    return layer


def embedding(table):
    layer = nn.Embedding(*table.shape)
    put(layer.weight, table)
    return layer


def put(parameter, values):
    with torch.no_grad():
        parameter.copy_(values)


class Mlp(nn.Sequential):
    """Embedding, flatten, one hidden layer, as the notebook has it."""

    def __init__(self, system, tensors):
        super().__init__(
            embedding(tensors["embedding.weight"]),
            nn.Flatten(),
            linear(tensors, "hidden"),
            layer_norm(tensors, "hidden.norm"),
            nn.GELU(),
            nn.Dropout(system["dropout"]),
            linear(tensors, "output"),
        )


class Gru(nn.Module):
    """nn.GRU over one-hot vectors; its cell with two biases is Keras' reset_after."""

    def __init__(self, system, tensors):
        super().__init__()
        vocabulary, gates = tensors["gru.0.kernel"].shape
        self.vocabulary = vocabulary
        self.gru = nn.GRU(vocabulary, gates // 3, num_layers=system["layers"], batch_first=True)
        for layer in range(system["layers"]):
            kernel = tensors[f"gru.{layer}.kernel"]
            put(getattr(self.gru, f"weight_ih_l{layer}"), reorder(kernel.t()))
            put(getattr(self.gru, f"weight_hh_l{layer}"), reorder(tensors[f"gru.{layer}.recurrent"].t()))
            put(getattr(self.gru, f"bias_ih_l{layer}"), reorder(tensors[f"gru.{layer}.bias"][0]))
            put(getattr(self.gru, f"bias_hh_l{layer}"), reorder(tensors[f"gru.{layer}.bias"][1]))
        self.output = linear(tensors, "output")

    def forward(self, tokens):
        states, _ = self.gru(functional.one_hot(tokens, self.vocabulary).float())
        return self.output(states[:, -1])


def reorder(rows):
    """Turns gates in the order z r h into r z n."""
    update, reset, candidate = rows.chunk(3)
    return torch.cat([reset, update, candidate])


class Block(nn.Module):
    """A pre-norm block as in GPT-2."""

    def __init__(self, system, tensors, layer):
        super().__init__()
        self.heads = system["heads"]
        self.attention_norm = layer_norm(tensors, f"attention.{layer}.norm")
        self.qkv = linear(tensors, f"attention.{layer}.qkv")
        self.projection = linear(tensors, f"attention.{layer}.projection")
        self.feed_norm = layer_norm(tensors, f"feedForward.{layer}.norm")
        self.expand = linear(tensors, f"feedForward.{layer}.expand")
        self.contract = linear(tensors, f"feedForward.{layer}.contract")
        self.dropout = nn.Dropout(system["dropout"]) if system["dropout"] > 0 else nn.Identity()

    def forward(self, states, mask):
        states = states + self.dropout(self.projection(self.attend(self.attention_norm(states), mask)))
        hidden = functional.gelu(self.expand(self.feed_norm(states)))
        return states + self.dropout(self.contract(hidden))

    def attend(self, states, mask):
        batch, length, channels = states.shape
        size = channels // self.heads
        parts = self.qkv(states).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        queries, keys, values = parts.unbind(0)
        if HAS_ATTENTION:
            mixed = functional.scaled_dot_product_attention(queries, keys, values, is_causal=True)
            return mixed.transpose(1, 2).reshape(batch, length, channels)
        queries, keys, values = (part.reshape(batch * self.heads, length, size) for part in (queries, keys, values))
        scores = torch.baddbmm(mask, queries, keys.transpose(1, 2), alpha=size**-0.5)
        mixed = torch.bmm(scores.softmax(-1), values)
        return mixed.view(batch, self.heads, length, size).transpose(1, 2).reshape(batch, length, channels)


class Attention(nn.Module):
    """Causal blocks with learned positions and a loss on every position."""

    def __init__(self, system, tensors):
        super().__init__()
        self.embedding = embedding(tensors["embedding.weight"])
        self.positions = nn.Parameter(tensors["positions.weight"])
        self.blocks = nn.ModuleList(Block(system, tensors, layer) for layer in range(system["layers"]))
        self.norm = layer_norm(tensors, "norm")
        self.output = linear(tensors, "output")
        length = system["contextLength"]
        self.register_buffer("mask", torch.full((1, length, length), float("-inf")).triu(1))

    def forward(self, tokens):
        states = self.embedding(tokens) + self.positions
        for block in self.blocks:
            states = block(states, self.mask)
        return self.output(self.norm(states))


MODELS = {"mlp": Mlp, "gru": Gru, "attention": Attention}


def build_model(system, tensors):
    """Builds the module of a system; every tensor of the file is one of its parameters."""
    model = MODELS[system["architecture"]](system, tensors)
    expected = sum(tensor.numel() for tensor in tensors.values())
    actual = sum(parameter.numel() for parameter in model.parameters())
    if actual != expected:
        raise ValueError(f"build_model: expected {expected} parameters, got {actual}")
    return model
