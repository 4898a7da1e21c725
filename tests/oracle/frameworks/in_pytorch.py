"""Problems and printed code in PyTorch."""

import ast
import warnings

import numpy
import torch
import torch.nn.functional as F

from .problem import Absent, Answer, Refused

REFUSALS = (RuntimeError, ValueError, IndexError, TypeError)
VERSION = f"PyTorch {torch.__version__}"
warnings.simplefilter("ignore", UserWarning)  # of what may be slow


def tensor(values):
    return None if values is None else torch.from_numpy(numpy.array(values))


def answer(y, winners=None):
    return Answer(y.detach().numpy(), None if winners is None else winners.numpy())


def even_padding(problem):
    """One number for both sides of an axis."""
    if problem.begins() != problem.ends():
        raise Refused("both sides of an axis have one number")
    return problem.begins()


def window(problem):
    """kernel_size, stride and padding of a pool: a stride that is not set is not given."""
    if problem.get("auto_pad", "none") != "none":
        raise Refused("padding is a number of cells")
    return problem.get("kernel_size"), problem.get("stride") or None, even_padding(problem)


def max_pool(problem, x):
    call = getattr(F, f"max_pool{problem.rank}d")
    return call(x, *window(problem), problem.get("dilation"), problem.get("ceil_mode"), True)


def avg_pool(problem, x):
    if any(d != 1 for d in problem.get("dilation")):
        raise Refused("no dilation")
    rest = problem.get("ceil_mode"), problem.get("count_include_pad"), problem.get("divisor_override")
    kernel, stride, padding = window(problem)
    if problem.rank > 1:
        return getattr(F, f"avg_pool{problem.rank}d")(x, kernel, stride, padding, *rest)
    if problem.get("divisor_override") is None:
        return F.avg_pool1d(x, kernel, stride, padding, *rest[:2])
    # a divisor_override is for images, of height 1 here
    image = F.avg_pool2d(x.unsqueeze(-2), [1] + kernel, stride and [1] + stride, [0] + padding, *rest)
    return image.squeeze(-2)


def lp_pool(problem, x):
    kernel, stride, _ = window(problem)
    if problem.is_padded() or any(d != 1 for d in problem.get("dilation")):
        raise Refused("neither padding nor dilation")
    if problem.rank == 3:
        raise Absent(f"PyTorch {torch.__version__} has no torch.nn.LPPool3d")
    if problem.rank == 1:
        kernel, stride = kernel[0], stride[0] if stride else None
    return getattr(F, f"lp_pool{problem.rank}d")(x, problem.get("norm_type"), kernel, stride, problem.get("ceil_mode"))


def adaptive(problem, x, base):
    sizes = [x.shape[a - problem.rank] if size is None else size for a, size in enumerate(problem.get("output_size"))]
    return getattr(F, f"adaptive_{base}_pool{problem.rank}d")(x, sizes)


def max_unpool(problem, x):
    module = getattr(torch.nn, f"MaxUnpool{problem.rank}d")(*window(problem))
    return module(x, tensor(problem.indices), problem.get("output_size") or None)


def pad_list(problem):
    return [cells for sides in reversed(problem.get("padding")) for cells in sides]


def pad(problem, x, mode):
    if mode == "symmetric" and problem.operation == "Pad":
        raise Absent("PyTorch has no symmetric padding (the printed code is run)")
    value = problem.get("value") if mode == "constant" and problem.operation == "Pad" else 0.0
    return F.pad(x, pad_list(problem), mode, value)


def conv(problem, x):
    mode = problem.get("padding_mode")
    padding = {"none": problem.begins(), "same_upper": "same", "valid": "valid"}.get(problem.get("auto_pad"))
    if padding is None:
        raise Refused("no odd cell before")
    if problem.get("auto_pad") == "none" and (mode != "constant" or problem.begins() != problem.ends()):
        x, padding = pad(problem, x, mode), 0
    elif mode != "constant" and padding == "same":
        total = [d * (k - 1) for d, k in zip(problem.get("dilation"), problem.get("kernel_size"))]
        x = F.pad(x, [c for t in reversed(total) for c in (t // 2, t - t // 2)], mode)
        padding = 0
    return getattr(F, f"conv{problem.rank}d")(x, tensor(problem.flipped_weight()), tensor(problem.b),
                                              problem.get("stride"), padding, problem.get("dilation"),
                                              problem.get("groups"))


def conv_transpose(problem, x):
    if problem.get("auto_pad") != "none":
        raise Refused("padding is a number of cells")
    module = getattr(torch.nn, f"ConvTranspose{problem.rank}d")(
        problem.w.shape[0], problem.w.shape[1] * problem.get("groups"), problem.get("kernel_size"),
        problem.get("stride"), even_padding(problem), problem.get("output_padding"), problem.get("groups"),
        problem.b is not None, problem.get("dilation"))
    with_numbers(module, problem)
    return module(x, problem.get("output_size") or None)


def columns(problem, x, fold):
    """Unfold and Fold: a line is an image of height 1."""
    if problem.rank == 3:
        raise Absent("PyTorch: Unfold and Fold of volumes have no call of their own (their printed code is run)")
    front = 2 - problem.rank
    given = [[1] * front + problem.get("kernel_size"), [1] * front + problem.get("dilation"),
             [0] * front + even_padding(problem), [1] * front + problem.get("stride")]
    if fold:
        y = F.fold(x, [1] * front + problem.get("output_size"), *given)
        return y.squeeze(-2) if front else y
    return F.unfold(x.unsqueeze(-2) if front else x, *given)


CALLS = {
    "MaxPool": max_pool,
    "MinPool": lambda problem, x: -max_pool(problem, -x)[0],
    "AvgPool": avg_pool,
    "LPPool": lp_pool,
    "AdaptiveMaxPool": lambda problem, x: adaptive(problem, x, "max"),
    "AdaptiveAvgPool": lambda problem, x: adaptive(problem, x, "avg"),
    "MaxUnpool": max_unpool,
    "Pad": lambda problem, x: pad(problem, x, problem.get("padding_mode")),
    "Conv": conv,
    "ConvTranspose": conv_transpose,
    "Unfold": lambda problem, x: columns(problem, x, False),
    "Fold": lambda problem, x: columns(problem, x, True),
}


def by_settings(problem):
    """The answer of the function itself, called with the settings as they are."""
    try:
        result = CALLS[problem.operation](problem, tensor(problem.x))
    except REFUSALS as error:
        raise Refused(str(error)) from error
    return answer(*result) if isinstance(result, tuple) else answer(result)


def with_numbers(module, problem):
    """The layer with this problem's weight and bias; its own must have their shapes."""
    for name, numbers in (("weight", problem.w), ("bias", problem.b)):
        own = getattr(module, name, None)
        if own is None and numbers is None:
            continue
        if own is None or numbers is None or tuple(own.shape) != numbers.shape:
            raise TypeError(f"the printed layer's {name} has another shape")
        own.data = tensor(numbers)
    return module


class Layers:
    """torch.nn, whose layers come with the problem's numbers."""

    def __init__(self, problem):
        self.problem = problem

    def __getattr__(self, name):
        if not hasattr(torch.nn, name):
            raise Absent(f"PyTorch {torch.__version__} has no torch.nn.{name}")
        return lambda *args, **kwargs: with_numbers(getattr(torch.nn, name)(*args, **kwargs), self.problem)


class Torch:
    """torch, with those layers."""

    def __init__(self, problem):
        self.nn = Layers(problem)

    def __getattr__(self, name):
        return getattr(torch, name)


def by_code(problem, code):
    """The answer of printed code: of the layer or the value that it ends with, or of y."""
    x = tensor(problem.x)
    names = {"torch": Torch(problem), "F": F, "x": x, "w": tensor(problem.w), "b": tensor(problem.b)}
    try:
        tree = ast.parse(code)
        last = tree.body[-1]
        if problem.operation == "MaxUnpool":
            return unpooled(problem, tree, names)
        if isinstance(last, ast.Expr):
            tree.body[-1] = ast.copy_location(ast.Assign([ast.Name("y", ast.Store())], last.value), last)
        exec(compile(ast.fix_missing_locations(tree), "printed", "exec"), names)
        y = names["y"]
        return answer(y(x) if isinstance(y, torch.nn.Module) else y)
    except REFUSALS as error:
        raise Refused(f"{type(error).__name__}: {error}") from error


def unpooled(problem, tree, names):
    """There and back: the printed pool is only made to run, since the indices are the problem's own. Without it, back."""
    names["indices"] = tensor(problem.indices)
    for line in tree.body:
        assigned = ast.unparse(line.targets[0]) if isinstance(line, ast.Assign) else ""
        if assigned == "(y, indices)":
            names["y"] = names["x"]
            continue
        exec(compile(ast.Module([line], []), "printed", "exec"), names)
    if "pool" not in names:
        return answer(names["y"])
    if names["pool"](names["x"])[0].shape != problem.x.shape:
        raise TypeError("the printed pool makes another size")
    return answer(names["x"])
