"""Writes text with a model that Curió trained, by the rules of file-format.md and nothing else.

    python3 run_curio.py model.safetensors "Once" 200      (or a bundle, model.zip)

Greedy: the likeliest token each time. Needs Python 3.9 or later and NumPy. Slow and plain on purpose: every prediction
is computed from all that the model looks back at.
"""

import io
import json
import math
import re
import sys
import unicodedata
import zipfile

import numpy as np

MOST_GRU_TOKENS = 4096


# --- the file ---

def read_model(path):
    """Gives the tensors by name, in float64, and the metadata, parsed."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"PK":
        data = zipfile.ZipFile(io.BytesIO(data)).read("model.safetensors")
    header_length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + header_length])
    start = 8 + header_length
    details = {key: json.loads(text) for key, text in header.pop("__metadata__", {}).items()}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = np.frombuffer(data[start + begin : start + end], dtype="<f4")
        tensors[name] = numbers.astype(np.float64).reshape(entry["shape"])
    return tensors, details


# --- tokens ---

SPACES = set("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
PRINTABLE = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
OTHERS = [byte for byte in range(256) if byte not in PRINTABLE]
ALPHABET = [chr(byte if byte in PRINTABLE else 0x100 + OTHERS.index(byte)) for byte in range(256)]


def kind(character):
    category = unicodedata.category(character)[0]
    return "space" if character in SPACES else category if category in "LN" else "other"


def piece_end(text, at):
    for ending in ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d"):
        if text.startswith(ending, at):
            return at + len(ending)
    start = at + (text[at] == " " and at + 1 < len(text) and kind(text[at + 1]) != "space")
    end = start
    while end < len(text) and kind(text[end]) == kind(text[start]):
        end += 1
    return end - 1 if kind(text[start]) == "space" and at + 1 < end < len(text) else end


def merged(symbols, ranks):
    while True:
        ranked = [(ranks[pair], at) for at, pair in enumerate(zip(symbols, symbols[1:])) if pair in ranks]
        if not ranked:
            return symbols
        at = min(ranked)[1]
        symbols[at : at + 2] = ["".join(symbols[at : at + 2])]


def encode_pieces(text, tokenizer):
    vocabulary, special = tokenizer["vocabulary"], set(tokenizer["specialIds"])
    ids = {token: id for id, token in enumerate(vocabulary) if id not in special}
    names = {vocabulary[id]: id for id in special}
    ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(tokenizer["merges"])}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    found = []
    for index, part in enumerate(re.split(f"({pattern})", text) if names else [text]):
        if index % 2 == 1:
            found.append(names[part])
            continue
        at = 0
        while at < len(part):
            end = piece_end(part, at)
            found += [ids[symbol] for symbol in merged([ALPHABET[byte] for byte in part[at:end].encode()], ranks)]
            at = end
    return found


def decode(ids, tokenizer):
    vocabulary = tokenizer["vocabulary"]
    if tokenizer["kind"] == "character":
        return "".join(vocabulary[id] for id in ids)
    data = b""
    for id in ids:
        token = vocabulary[id]
        data += token.encode() if id in tokenizer["specialIds"] else bytes(ALPHABET.index(letter) for letter in token)
    return data.decode(errors="replace")


def special_ids(tokenizer):
    return range(tokenizer["specialCount"]) if tokenizer["kind"] == "character" else tokenizer["specialIds"]


def encode(text, tokenizer):
    if tokenizer["kind"] == "byteBpe":
        return encode_pieces(text, tokenizer)
    vocabulary, special_count, pad = tokenizer["vocabulary"], tokenizer["specialCount"], tokenizer["padId"]
    specials = sorted(enumerate(vocabulary[:special_count]), key=lambda entry: -len(entry[1]))
    characters = {text: special_count + index for index, text in enumerate(vocabulary[special_count:])}
    ids, place = [], 0
    while place < len(text):
        id, width = next(
            ((id, len(token)) for id, token in specials if text.startswith(token, place)),
            (characters.get(text[place], pad), 1),
        )
        if id is not None:
            ids.append(id)
        place += width
    return ids


def fill_token(tokenizer):
    if tokenizer["padId"] is not None:
        return tokenizer["padId"]
    vocabulary = tokenizer["vocabulary"]
    neutral = ("\n", " ") if tokenizer["kind"] == "character" else (ALPHABET[10], ALPHABET[32])
    return next((vocabulary.index(text) for text in neutral if text in vocabulary), 0)


def start_tokens(tokenizer, config, prompt_length):
    vocabulary, pad = tokenizer["vocabulary"], tokenizer["padId"]
    if config["tokens"]["padRecords"] and pad is not None:
        return [pad] * max(1, config["tokens"]["contextLength"] - prompt_length)
    end = config["corpus"]["endToken"]
    ends = [id for id in special_ids(tokenizer) if vocabulary[id] == end]
    if ends:
        return ends
    return [fill_token(tokenizer)] if prompt_length == 0 else []


# --- the parts that the models are made of ---

def linear(p, name, x):
    return x @ p[f"{name}.weight"] + p[f"{name}.bias"]


def norm(p, name, x):
    distance = x - x.mean(axis=-1, keepdims=True)
    variance = (distance**2).mean(axis=-1, keepdims=True)
    return distance / np.sqrt(variance + 0.00001) * p[f"{name}.gain"] + p[f"{name}.bias"]


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def attention(rows, heads, causal):
    """Rows (n, 3C) -> (n, C)."""
    queries, keys, values = np.split(rows, 3, axis=1)
    size = queries.shape[1] // heads
    result = np.zeros_like(queries)
    for head in range(heads):
        own = slice(head * size, (head + 1) * size)
        scores = queries[:, own] @ keys[:, own].T / math.sqrt(size)
        if causal:
            scores[np.triu_indices(len(rows), 1)] = -np.inf
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        result[:, own] = weights / weights.sum(axis=1, keepdims=True) @ values[:, own]
    return result


# --- the models: tokens that a prediction looks back at -> logits (V) ---

def mlp_logits(p, model, tokens):
    x = p["embedding.weight"][tokens].reshape(-1)
    for layer in range(model["layers"]):
        name = "hidden" if model["layers"] == 1 else f"hidden.{layer}"
        x = gelu(norm(p, f"{name}.norm", linear(p, name, x)))
    return linear(p, "output", x)


def gru_logits(p, model, tokens):
    size = model["hiddenSize"]
    states = [np.zeros(size) for _ in range(model["layers"])]
    for token in tokens:
        x = None if model["embedding"] == "oneHot" else p["embedding.weight"][token]
        for layer, state in enumerate(states):
            kernel, bias = p[f"gru.{layer}.kernel"], p[f"gru.{layer}.bias"]
            a = (kernel[token] if x is None else x @ kernel) + bias[0]
            b = state @ p[f"gru.{layer}.recurrent"] + bias[1]
            (a_z, a_r, a_h), (b_z, b_r, b_h) = np.split(a, 3), np.split(b, 3)
            z, r = sigmoid(a_z + b_z), sigmoid(a_r + b_r)
            x = states[layer] = z * state + (1 - z) * np.tanh(a_h + r * b_h)
    return linear(p, "output", states[-1])


def block_logits(p, model, tokens):
    x = p["embedding.weight"][tokens] + p["positions.weight"][: len(tokens)]
    for layer in range(model["layers"]):
        name = f"attention.{layer}"
        rows = linear(p, f"{name}.qkv", norm(p, f"{name}.norm", x))
        x = x + linear(p, f"{name}.projection", attention(rows, model["heads"], causal=True))
        name = f"feedForward.{layer}"
        x = x + linear(p, f"{name}.contract", gelu(linear(p, f"{name}.expand", norm(p, f"{name}.norm", x))))
    return linear(p, "output", norm(p, "norm", x[-1]))


def bare_logits(p, model, tokens):
    rows = p["embedding.weight"][tokens] @ p["attention.qkv.weight"]
    last = attention(rows, model["heads"], causal=False)[-1]
    return linear(p, "output", np.maximum(linear(p, "hidden", last), 0))


def predict(p, config, fill, text):
    """The logits that follow `text`, all tokens so far."""
    model, length = config["model"], config["tokens"]["contextLength"]
    if model["architecture"] == "gru":
        return gru_logits(p, model, text)
    is_block = model["architecture"] == "attention" and model["form"] == "block"
    window = text[-length:]
    if not (is_block and model["lossPositions"] == "every"):
        window = [fill] * (length - len(window)) + window
    if is_block:
        return block_logits(p, model, window)
    return (mlp_logits if model["architecture"] == "mlp" else bare_logits)(p, model, window)


# --- from logits to text ---

def write(path, prompt, length):
    """Gives what the model writes behind the prompt, at most `length` tokens."""
    p, details = read_model(path)
    config, tokenizer = details["config"], details["tokenizer"]
    prompt_ids = encode(prompt, tokenizer)
    most = MOST_GRU_TOKENS if config["model"]["architecture"] == "gru" else config["tokens"]["contextLength"]
    text = (start_tokens(tokenizer, config, len(prompt_ids)) + prompt_ids)[-most:]
    fill = fill_token(tokenizer)
    written = []
    for _ in range(length):
        token = int(np.argmax(predict(p, config, fill, text)))
        if token == tokenizer["padId"]:
            break
        written.append(token)
        text.append(token)
    return decode(written, tokenizer)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    print(sys.argv[2] + write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 200))
