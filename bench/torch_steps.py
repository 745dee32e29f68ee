"""PyTorch's peer: trains one system from files on so many threads, on commands from standard input.

Each line in is a JSON command, each line out its answer. `about` tells versions and the matrix library;
`training` and `product` open a task, `run` does `count` rounds of it. Models stand in torch_models.py.
"""

import ctypes
import json
import os
import sys
import time

import torch

from torch_models import build_model
from torch_optimizers import build_optimizer


def loaded_openblas():
    """Finds the OpenBLAS that the process has loaded; a system's PyTorch gets it by way of a generic libblas."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    try:
        with open("/proc/self/maps", encoding="utf8") as maps:
            paths = {line.split()[-1] for line in maps}
    except OSError:
        return None
    return next((path for path in sorted(paths) if "openblas" in os.path.basename(path)), None)


def matrix_library():
    """Names the library behind float32 products, with its kernels and threads where it tells them."""
    if torch.backends.mkl.is_available():
        return "MKL"
    path = loaded_openblas()
    if path is None:
        return "OpenBLAS" if "BLAS_INFO=open" in torch.__config__.show() else "no known library"
    library = ctypes.CDLL(path)
    library.openblas_get_config.restype = ctypes.c_char_p
    return library.openblas_get_config().decode().strip() + f", {library.openblas_get_num_threads()} thread(s)"


def about():
    return {
        "torch": torch.__version__,
        "python": sys.version.split()[0],
        "matrixLibrary": matrix_library(),
        "threads": torch.get_num_threads(),
        "attention": hasattr(torch.nn.functional, "scaled_dot_product_attention"),
    }


class Training:
    """Steps over windows that every peer sees in the same order."""

    def __init__(self, path):
        with open(os.path.join(path, "system.json"), encoding="utf8") as file:
            self.system = json.load(file)
        self.model = build_model(self.system, read_safetensors(os.path.join(path, "weights.safetensors")))
        self.model.train()
        self.optimizer = build_optimizer(self.system, self.model)
        self.tokens = read_numbers(path, "tokens.bin", torch.int16).long()
        starts = read_numbers(path, "starts.bin", torch.int32).long()
        self.starts = starts.reshape(-1, self.system["batchSize"])
        self.offsets = torch.arange(self.system["contextLength"] + 1)
        self.finished = 0

    def run(self, count):
        losses = [self.step() for _ in range(count)]
        return [float(loss) for loss in losses]

    def step(self):
        starts = self.starts[self.finished % len(self.starts)]
        self.finished += 1
        windows = self.tokens[starts[:, None] + self.offsets]
        targets = windows[:, 1:] if self.system["lossPositions"] == "every" else windows[:, -1]
        logits = self.model(windows[:, :-1])
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.detach()


class Product:
    """Products of two dense matrices."""

    def __init__(self, m, k, n):
        self.a = torch.rand(m, k) * 2 - 1
        self.b = torch.rand(k, n) * 2 - 1

    def run(self, count):
        for _ in range(count):
            torch.mm(self.a, self.b)
        return []


def read_numbers(path, name, dtype):
    with open(os.path.join(path, name), "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=dtype)


def read_safetensors(path):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        tensors[name] = numbers.reshape(entry["shape"]).clone()
    return tensors


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    task = None
    for line in sys.stdin:
        command = json.loads(line)
        kind = command["kind"]
        answer = {}
        if kind == "about":
            answer = about()
        elif kind == "training":
            task = Training(command["path"])
        elif kind == "product":
            task = Product(command["m"], command["k"], command["n"])
        elif kind == "run":
            begun = time.perf_counter()
            losses = task.run(command["count"])
            answer = {"milliseconds": (time.perf_counter() - begun) * 1000, "losses": losses}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
