#!/usr/bin/env python3
"""Records random cases of PyTorch for `conformance`: values, indices, gradients and refusals.

usage: tests/oracle/record.py SEED COUNT FOLDER [WILD]     (needs python3-torch)
       build/dev/tests/conformance FOLDER

WILD (0 … 1, default 0.02) is how often a parameter is 0, negative or far too large. What PyTorch 1.13 computes by accident
is left out: windows that lie in padding alone (an index out of range), circular padding that crops (uninitialised memory),
non-constant padding that leaves nothing, an empty batch of a convolution (its parameters are not looked at).
"""

import json
import pathlib
import random
import sys

import numpy
import torch
import torch.nn.functional as F

EXACT, SUMMED = {"rtol": 0.0, "atol": 0.0}, {"rtol": 1e-5, "atol": 3e-5}
REFUSALS = (RuntimeError, ValueError, IndexError, TypeError)


class Recorder:
    """Collects cases; tensors lie one after the other in one file."""

    def __init__(self):
        self.cases, self.bytes = [], bytearray()

    def tensor(self, role, tensor):
        array = tensor.detach().contiguous().numpy()
        self.bytes.extend(bytes(-len(self.bytes) % 16))
        offset = len(self.bytes)
        self.bytes.extend(array.tobytes())
        return {"role": role, "dtype": str(array.dtype), "shape": list(array.shape), "file": "cases.bin",
                "offset": offset, "nbytes": array.nbytes}

    def add(self, op, rank, attributes, inputs, call, tolerance=SUMMED, api=""):
        """`inputs`: role → tensor; `call` gets them in this order and returns the output, or output and indices."""
        case = {"name": f"torch_recorded_{op.lower()}{rank}d_{len(self.cases):05}", "source": torch.__version__,
                "semantics": "torch", "op": op, "spatial_rank": rank, "tags": [], "attributes": attributes,
                "torch_api": api, "torch_params": {}, "expect": "ok", "outputs": []}
        leaves = {role: t.clone().requires_grad_() if t.is_floating_point() else t for role, t in inputs.items()}
        case["inputs"] = [self.tensor(role, t) for role, t in leaves.items()]
        try:
            results = call(*leaves.values())
        except REFUSALS as error:
            case.update(expect="error", category="any", error={"type": type(error).__name__, "text": str(error)})
        else:
            results = results if isinstance(results, tuple) else (results,)
            case["outputs"] = [self.tensor(role, t) for role, t in zip(("Y", "Indices"), results)]
            case["tolerance"] = tolerance
            if results[0].numel() > 0:
                case["grad"] = self.gradients(results[0], {r: t for r, t in leaves.items() if t.requires_grad})
        self.cases.append(case)

    def gradients(self, output, leaves):
        upstream = torch.randint(-4, 5, output.shape).float()
        found = torch.autograd.grad(output, list(leaves.values()), upstream)
        return {"upstream": self.tensor("dY", upstream), "tolerance": SUMMED,
                "wrt": [self.tensor("d" + role, gradient) for role, gradient in zip(leaves, found)]}

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cases.bin").write_bytes(self.bytes)
        (folder / "cases.json").write_text("[\n" + ",\n".join(map(json.dumps, self.cases)) + "\n]\n")


class Cases:
    """Each method adds one random case of its operation, or none if what comes out is not to be recorded."""

    def __init__(self, recorder, seed, wild):
        self.record, self.random, self.wild = recorder, random.Random(seed), wild
        torch.manual_seed(seed)

    def chance(self, share):
        return self.random.random() < share

    def sizes(self, rank, low, high):
        def one():
            return self.random.choice([0, -1, high + 6]) if self.chance(self.wild) else self.random.randint(low, high)
        return [one() for _ in range(rank)]

    def shape(self, rank, low=1, high=8, channels=None, batch=None):
        batch = self.chance(0.75) if batch is None else batch
        count = [self.random.choice([0, 1, 1, 2, 2, 2])] if batch else []
        return count + [channels or self.random.randint(1, 3)] + [self.random.randint(low, high) for _ in range(rank)]

    def data(self, shape, special=False):
        """Whole numbers with ties, or not; `special`: NaN, infinities and −0 among them."""
        values = torch.randint(-4, 5, shape).float() if self.chance(0.5) else torch.randn(shape)
        if special:
            odd = torch.tensor([float("nan"), float("inf"), float("-inf"), -0.0])[torch.randint(0, 4, shape)]
            values = torch.where(torch.rand(shape) < 0.15, odd, values)
        return values

    def rank(self):
        return self.random.choice([1, 2, 2, 3])

    def window(self, rank):
        kernel = self.sizes(rank, 1, 4)
        stride = self.sizes(rank, 1, 3) if self.chance(0.6) else list(kernel)
        return kernel, stride, [self.random.randint(0, max(0, k // 2 + self.chance(0.05))) for k in kernel]

    def max_pool(self):
        rank = self.rank()
        x = self.data(self.shape(rank), special=self.chance(0.3))
        kernel, stride, padding = self.window(rank)
        dilation = self.sizes(rank, 1, 3) if self.chance(0.3) else [1] * rank
        ceil, indices = self.chance(0.5), rank == 1 or self.chance(0.6)
        if in_padding_alone(x.shape[-rank:], kernel, stride, padding, dilation, ceil):
            return
        call = getattr(F, f"max_pool{rank}d")
        self.record.add("MaxPool", rank, {"kernel_shape": kernel, "strides": stride, "pads": padding * 2,
                                          "dilations": dilation, "ceil_mode": int(ceil), "return_indices": int(indices)},
                        {"X": x},
                        lambda x: call(x, kernel, stride, padding, dilation, ceil, indices), EXACT)

    def avg_pool(self):
        rank = self.rank()
        kernel, stride, padding = self.window(rank)
        ceil, count = self.chance(0.5), self.chance(0.5)
        divisor = {"divisor_override": self.random.choice([-2, 0, 1, 3])} if rank > 1 and self.chance(0.3) else {}
        call = getattr(F, f"avg_pool{rank}d")
        self.record.add("AveragePool", rank, {"kernel_shape": kernel, "strides": stride, "pads": padding * 2,
                                        "ceil_mode": int(ceil), "count_include_pad": int(count), **divisor},
                        {"X": self.data(self.shape(rank))},
                        lambda x: call(x, kernel, stride, padding, ceil, count, **divisor))

    def lp_pool(self):
        rank, norm = self.random.choice([1, 2]), self.random.choice([1, 2, 2, 3, 4])
        x = self.data(self.shape(rank))
        kernel, stride, _ = self.window(rank)
        ceil, bare = self.chance(0.4), (lambda sizes: sizes[0] if rank == 1 else sizes)
        self.record.add("LpPool", rank, {"kernel_shape": kernel, "strides": stride, "ceil_mode": int(ceil), "p": norm},
                        {"X": x if norm % 2 == 0 else x.abs() + 0.1},
                        lambda x: getattr(F, f"lp_pool{rank}d")(x, norm, bare(kernel), bare(stride), ceil))

    def adaptive_pool(self):
        rank = self.rank()
        size = self.sizes(rank, 1, 6)
        x, wanted = self.data(self.shape(rank, 2, 9)), size[0] if rank == 1 else size
        if self.chance(0.5):
            indices = self.chance(0.6)
            self.record.add("AdaptiveMaxPool", rank, {"output_size": size, "return_indices": int(indices)}, {"X": x},
                            lambda x: getattr(F, f"adaptive_max_pool{rank}d")(x, wanted, indices), EXACT)
        else:
            self.record.add("AdaptiveAveragePool", rank, {"output_size": size}, {"X": x},
                            lambda x: getattr(F, f"adaptive_avg_pool{rank}d")(x, wanted))

    def max_unpool(self):
        rank = self.rank()
        kernel, stride = [self.random.randint(1, 3) for _ in range(rank)], [self.random.randint(1, 3) for _ in range(rank)]
        large = torch.randn(self.shape(rank, 4, 8))
        pooled, indices = getattr(F, f"max_pool{rank}d")(large, kernel, stride, return_indices=True)
        planes = indices.flatten(-rank)
        if indices.numel() == 0 or any(row.unique().numel() < row.numel() for row in planes.flatten(0, -2)):
            return  # of two values for one cell, which stays is nobody's promise
        size = {"output_size": list(large.shape[-rank:])} if self.chance(0.5) else {}
        self.record.add("MaxUnpool", rank, {"kernel_shape": kernel, "strides": stride, "pads": [0] * 2 * rank, **size},
                        {"X": torch.randn(pooled.shape), "I": indices},
                        lambda x, i: getattr(F, f"max_unpool{rank}d")(x, i, kernel, stride, 0, **size), EXACT)

    def pad(self):
        rank, mode = self.rank(), self.random.choice(["constant", "constant", "reflect", "replicate", "circular"])
        shape = self.shape(rank, 2, 5, batch=None if mode != "constant" else True)
        low = -2 if mode != "circular" and self.chance(0.3) else 0
        sides = [[self.random.randint(low, 3), self.random.randint(low, 3)] for _ in range(rank)]  # first axis first
        if mode != "constant" and any(n + sum(side) < 1 for n, side in zip(shape[-rank:], sides)):
            return
        whole = [[0, 0]] * (len(shape) - rank) + sides
        value = {"value": self.random.choice([0.0, 1.5, -2.0])} if mode == "constant" else {}
        names = {"replicate": "edge", "circular": "wrap"}
        self.record.add("Pad", rank, {"mode": names.get(mode, mode), **value,
                                "pads": [side[0] for side in whole] + [side[1] for side in whole]},
                        {"X": self.data(shape)},
                        lambda x: F.pad(x, sum(reversed(sides), []), mode, **value), EXACT, "torch.nn.functional.pad")

    def conv(self):
        rank, groups = self.rank(), self.random.choice([1, 1, 2, 3])
        inputs, outputs = groups * self.random.choice([1, 2]), groups * self.random.choice([1, 2])
        kernel = [self.random.randint(1, 3) for _ in range(rank)]
        stride, dilation = self.sizes(rank, 1, 3), self.sizes(rank, 1, 3) if self.chance(0.4) else [1] * rank
        x = self.data(self.shape(rank, 1, 6, inputs))
        if x.numel() == 0 and min(dilation) < 1:
            return
        mode = self.random.choice(["zeros", "zeros", "zeros", "reflect", "replicate", "circular"])
        padding = self.random.choices(["same", "valid", [self.random.randint(0, 3) for _ in range(rank)]], [2, 1, 7])[0]
        where = ({"auto_pad": {"same": "SAME_UPPER", "valid": "VALID"}[padding]} if isinstance(padding, str)
                 else {"auto_pad": "NOTSET", "pads": padding * 2})
        weights = {"W": self.data([outputs, inputs // groups] + kernel)}
        if self.chance(0.5):
            weights["B"] = self.data([outputs])
        make = getattr(torch.nn, f"Conv{rank}d")

        def call(x, w, b=None):
            return make(inputs, outputs, kernel, stride, padding, dilation, groups, True, mode)._conv_forward(x, w, b)
        self.record.add("Conv", rank, {"kernel_shape": kernel, "strides": stride, "dilations": dilation, "group": groups,
                                 "padding_mode": mode, **where},
                        {"X": x, **weights}, call, api=f"torch.nn.Conv{rank}d")

    def conv_transpose(self):
        rank, groups = self.rank(), self.random.choice([1, 1, 2])
        inputs, outputs = groups * self.random.choice([1, 2]), groups * self.random.choice([1, 2])
        x = self.data(self.shape(rank, 1, 4, inputs))
        if x.numel() == 0:
            return
        kernel = [self.random.randint(1, 3) for _ in range(rank)]
        stride, dilation = self.sizes(rank, 1, 3), self.sizes(rank, 1, 3) if self.chance(0.4) else [1] * rank
        padding = self.sizes(rank, 0, 2)
        more = self.sizes(rank, 0, 2) if self.chance(0.4) else [0] * rank
        weights = {"W": self.data([inputs, outputs // groups] + kernel)}
        if self.chance(0.5):
            weights["B"] = self.data([outputs])
        call = getattr(F, f"conv_transpose{rank}d")
        self.record.add("ConvTranspose", rank, {"kernel_shape": kernel, "strides": stride, "pads": padding * 2,
                                          "dilations": dilation, "group": groups, "output_padding": more,
                                          "auto_pad": "NOTSET"}, {"X": x, **weights},
                        lambda x, w, b=None: call(x, w, b, stride, padding, more, groups, dilation))

    def columns(self):
        kernel, stride, padding, dilation = (self.sizes(2, *range_) for range_ in [(1, 3), (1, 3), (0, 2), (1, 2)])
        attributes = {"kernel_shape": kernel, "strides": stride, "pads": padding * 2, "dilations": dilation}
        if self.chance(0.5):
            self.record.add("Unfold", 2, attributes, {"X": self.data(self.shape(2, 1, 7))},
                            lambda x: F.unfold(x, kernel, dilation, padding, stride), EXACT)
            return
        if min(kernel + stride) < 1:
            return
        size = self.sizes(2, 2, 7)
        fits = [(n + 2 * p - d * (k - 1) - 1) // s + 1 for n, p, d, k, s in zip(size, padding, dilation, kernel, stride)]
        columns = max(1, fits[0] * fits[1] + self.chance(0.1))
        x = self.data(self.shape(0, channels=self.random.choice([1, 2]) * kernel[0] * kernel[1]) + [columns])
        self.record.add("Fold", 2, {"output_size": size, **attributes}, {"X": x},
                        lambda x: F.fold(x, size, kernel, dilation, padding, stride))


def in_padding_alone(shape, kernel, stride, padding, dilation, ceil):
    """Whether some window has no cell of the input along some axis."""
    if min(stride) < 1:
        return False
    for n, k, s, p, d in zip(shape, kernel, stride, padding, dilation):
        room = n + 2 * p - d * (k - 1) - 1
        count = (-(-room // s) if ceil else room // s) + 1
        if ceil and (count - 1) * s >= n + p:
            count -= 1
        if any(not any(0 <= i * s - p + t * d < n for t in range(k)) for i in range(count)):
            return True
    return False


def main():
    seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    torch.set_num_threads(1)
    recorder = Recorder()
    cases = Cases(recorder, seed, float(sys.argv[4]) if len(sys.argv) > 4 else 0.02)
    kinds = [cases.max_pool, cases.avg_pool, cases.lp_pool, cases.adaptive_pool, cases.max_unpool, cases.pad, cases.conv,
             cases.conv_transpose, cases.columns]
    while len(recorder.cases) < count:
        cases.random.choice(kinds)()
    recorder.write(folder)
    refused = sum(case["expect"] == "error" for case in recorder.cases)
    print(f"{len(recorder.cases)} cases in {folder}, {refused} of them refused by PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
