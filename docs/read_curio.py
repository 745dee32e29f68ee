"""Reads a GPT-2 that Curió wrote, and computes its logits with PyTorch alone.

    python3 read_curio.py MODEL "Um texto" [--adapter ADAPTER]
    python3 read_curio.py MODEL --ids 12,7,300 [--adapter ADAPTER]

MODEL is a folder or a zip in Hugging Face's layout, with float32, float16 or bfloat16 weights, or with Curió's own 8-bit
rows (docs/file-format.md). ADAPTER is one in PEFT's layout. Prints the likeliest next tokens. Where the library
transformers can be imported, the model is opened with it too, and the largest distance between the logits is told.
Nothing of Curió's own code is used: this follows the public formats.
"""
import argparse
import json
import os
import re
import struct
import tempfile
import zipfile

import numpy
import torch

TYPES = {"F32": numpy.float32, "F16": numpy.float16, "BF16": numpy.uint16, "I8": numpy.int8}
PREFIX = "transformer."
# Python's re knows no \p{L}; \w without digits and the underscore is it, but for marks, which are no letters there either.
PIECES = re.compile(
    r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+"
)


def read_files(path):
    """Gives the files of a folder or a zip by their names."""
    if os.path.isdir(path):
        return {name: open(os.path.join(path, name), "rb").read() for name in sorted(os.listdir(path))}
    with zipfile.ZipFile(path) as archive:
        return {os.path.basename(name): archive.read(name) for name in archive.namelist()}


def read_safetensors(data):
    """Gives the tensors of a safetensors file as float32, 8-bit rows times their scales."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    arrays = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        array = numpy.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]]).reshape(entry["shape"])
        if entry["dtype"] == "BF16":
            array = (array.astype(numpy.uint32) << 16).view(numpy.float32)
        arrays[name] = array.astype(numpy.float32)
    for name in [name for name in arrays if name.endswith(".scale")]:
        scales = arrays.pop(name)
        matrix = name[: -len(".scale")]
        arrays[matrix] = arrays[matrix] * scales[:, None]
    return {name: torch.from_numpy(array.copy()) for name, array in arrays.items()}


def read_model(path):
    """Gives config and tensors of a model, names without the prefix."""
    files = read_files(path)
    config = json.loads(files["config.json"])
    name = "model.safetensors" if "model.safetensors" in files else "model.int8.safetensors"
    tensors = read_safetensors(files[name])
    bare = {key[len(PREFIX) :] if key.startswith(PREFIX) else key: value for key, value in tensors.items()}
    return config, bare, files


def add_adapter(tensors, path):
    """Adds (alpha / r) (B A) to the layers of an adapter; GPT-2's weights are (in, out), so the product is turned."""
    files = read_files(path)
    config = json.loads(files["adapter_config.json"])
    factors = read_safetensors(files["adapter_model.safetensors"])
    scale = config["lora_alpha"] / config["r"]
    for name in [name for name in factors if name.endswith(".lora_A.weight")]:
        a, b = factors[name], factors[name.replace("lora_A", "lora_B")]
        module = name[len("base_model.model." + PREFIX) : -len(".lora_A.weight")]
        tensors[f"{module}.weight"] = tensors[f"{module}.weight"] + scale * (b @ a).T


def logits_of(config, tensors, ids):
    """Computes the logits (T, V) of ids (T): GPT-2 (Radford et al., 2019)."""
    t = tensors
    heads, epsilon = config["n_head"], config["layer_norm_epsilon"]

    def norm(name, x):
        return torch.nn.functional.layer_norm(x, x.shape[-1:], t[f"{name}.weight"], t[f"{name}.bias"], epsilon)

    def conv(name, x):
        return x @ t[f"{name}.weight"] + t[f"{name}.bias"]

    length = len(ids)
    x = t["wte.weight"][torch.tensor(ids)] + t["wpe.weight"][:length]
    mask = torch.full((length, length), float("-inf")).triu(1)
    for layer in range(config["n_layer"]):
        qkv = conv(f"h.{layer}.attn.c_attn", norm(f"h.{layer}.ln_1", x))
        q, k, v = (part.view(length, heads, -1).transpose(0, 1) for part in qkv.chunk(3, dim=-1))
        weights = torch.softmax(q @ k.transpose(1, 2) / q.shape[-1] ** 0.5 + mask, dim=-1)
        x = x + conv(f"h.{layer}.attn.c_proj", (weights @ v).transpose(0, 1).reshape(length, -1))
        inner = conv(f"h.{layer}.mlp.c_fc", norm(f"h.{layer}.ln_2", x))
        gelu = 0.5 * inner * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (inner + 0.044715 * inner**3)))
        x = x + conv(f"h.{layer}.mlp.c_proj", gelu)
    return norm("ln_f", x) @ t["wte.weight"].T


def byte_alphabet():
    """Gives the character that stands for each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {**{b: chr(b) for b in plain}, **{b: chr(256 + place) for place, b in enumerate(others)}}


def encode(tokenizer, text):
    """Writes a text without special tokens as ids, by a tokenizer.json."""
    ids = tokenizer["model"]["vocab"]
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in tokenizer["model"]["merges"]]
    rank = {tuple(merge.split(" ")): place for place, merge in enumerate(merges)}
    alphabet = byte_alphabet()
    result = []
    for piece in PIECES.findall(text):
        parts = [alphabet[byte] for byte in piece.encode("utf-8")]
        while len(parts) > 1:
            pairs = list(zip(parts, parts[1:]))
            best = min(pairs, key=lambda pair: rank.get(pair, len(rank)))
            if best not in rank:
                break
            place = pairs.index(best)
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
        result += [ids[part] for part in parts]
    return result


def decode(tokenizer, ids):
    """Gives the text of ids."""
    tokens = {place: token for token, place in tokenizer["model"]["vocab"].items()}
    bytes_of = {character: byte for byte, character in byte_alphabet().items()}
    text = "".join(tokens[place] for place in ids)
    return bytes(bytes_of.get(character, 63) for character in text).decode("utf-8", "replace")


def logits_of_library(path, adapter, ids):
    """Gives the same logits by transformers (and peft), or None where they cannot be imported."""
    try:
        from transformers import GPT2LMHeadModel
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        for name, content in read_files(path).items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        model = GPT2LMHeadModel.from_pretrained(folder, torch_dtype=torch.float32)
    if adapter is not None:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, adapter)
    with torch.no_grad():
        return model.eval()(torch.tensor([ids])).logits[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("text", nargs="?", default="")
    parser.add_argument("--ids")
    parser.add_argument("--adapter")
    parser.add_argument("--json", action="store_true", help="prints the ids and the logits after them as JSON")
    wanted = parser.parse_args()
    config, tensors, files = read_model(wanted.model)
    if wanted.adapter is not None:
        add_adapter(tensors, wanted.adapter)
    tokenizer = json.loads(files["tokenizer.json"])
    ids = [int(word) for word in wanted.ids.split(",")] if wanted.ids else encode(tokenizer, wanted.text)
    ids = ids[-config["n_positions"] :] or [config["bos_token_id"]]
    with torch.no_grad():
        logits = logits_of(config, tensors, ids)
    if wanted.json:
        print(json.dumps({"ids": ids, "logits": [round(value, 5) for value in logits[-1].tolist()]}))
        return
    for place in torch.topk(logits[-1], 5).indices.tolist():
        print(f"{logits[-1, place]:9.4f}  {place:6d}  {decode(tokenizer, [place])!r}")
    other = logits_of_library(wanted.model, wanted.adapter, ids) if "model.safetensors" in files else None
    if other is not None:
        print(f"largest distance to transformers: {(other - logits).abs().max():.2e}")


if __name__ == "__main__":
    main()
