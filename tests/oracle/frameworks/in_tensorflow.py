"""Problems and printed code for TensorFlow: `tf` here only writes down what is called; TensorFlow.js does it."""

import base64

import numpy

from .in_onnx import feed
from .problem import Answer, Refused


class Node:
    """A value that is not there yet: how it is made."""

    def __init__(self, made):
        self.made = made

    def __neg__(self):
        return Node({"do": "neg", "of": self.made})

    def __add__(self, other):
        return Node({"do": "add", "of": self.made, "and": other.made})


class Layer:
    def __init__(self, name, args, settings):
        self.name, self.args, self.settings = name, args, settings

    def __call__(self, x):
        return Node({"do": "layer", "name": self.name, "args": self.args, "settings": self.settings, "of": x.made})


class Layers:
    def __getattr__(self, name):
        return lambda *args, **settings: Layer(name, args, settings)


class Keras:
    layers = Layers()


def written(value):
    return value.made if isinstance(value, Node) else value


class Functions:
    """Functions of tf or tf.nn: the name and the arguments."""

    def __getattr__(self, name):
        return lambda *args, **settings: Node({"do": name, "args": [written(a) for a in args], "settings": settings})


class TensorFlow(Functions):
    keras, nn = Keras(), Functions()


tf = TensorFlow()


def channels_last(problem):
    """The order of x's axes with the channels at the end."""
    axes = list(range(problem.x.ndim))
    channel = problem.x.ndim - problem.rank - 1
    return axes if channel < 0 else axes[:channel] + axes[channel + 1:] + [channel]


def job(problem, y):
    feeds = {"x": problem.x.transpose(channels_last(problem))}
    if problem.w is not None:
        feeds["w"] = problem.w.transpose(list(range(2, problem.w.ndim)) + [1, 0])
    if problem.b is not None:
        feeds["b"] = problem.b
    return {"kind": "tensorflow", "y": y.made, "feeds": {name: feed(v) for name, v in feeds.items()}}


def operands():
    return {name: Node({"do": "feed", "name": name}) for name in ("x", "w", "b")}


def common(problem):
    """strides where they are set, and padding."""
    settings = {"strides": problem.get("stride")} if problem.get("stride") else {}
    auto_pad = problem.get("auto_pad")
    if auto_pad == "same_lower" or (auto_pad == "none" and problem.is_padded()):
        raise Refused("padding is 'same' or 'valid'")
    return settings | {"padding": "same" if auto_pad == "same_upper" else "valid"}


def pool(problem, x, base):
    if problem.get("ceil_mode") or any(d != 1 for d in problem.get("dilation")):
        raise Refused("neither ceil_mode nor dilation")
    return Layer(f"{base}{problem.rank}D", [], {"pool_size": problem.get("kernel_size"), **common(problem)})(x)


def global_pool(problem, x, base):
    if any(size != 1 for size in problem.get("output_size")):
        raise Refused("global pooling only")
    return Layer(f"{base}{problem.rank}D", [], {"keepdims": True})(x)


def pad(problem, x):
    pairs = [[0, 0]] * (problem.x.ndim - len(problem.get("padding"))) + problem.get("padding")
    mode = problem.get("padding_mode")
    if mode not in ("constant", "reflect", "symmetric"):
        raise Refused("CONSTANT, REFLECT or SYMMETRIC")
    return tf.pad(x, [pairs[axis] for axis in channels_last(problem)], mode=mode.upper(),
                  constant_values=problem.get("value"))


def conv(problem, x):
    if problem.get("padding_mode") != "constant":
        raise Refused("zeros only")
    settings = {"filters": problem.w.shape[0], "kernel_size": problem.get("kernel_size"), **common(problem),
                "dilation_rate": problem.get("dilation"), "groups": problem.get("groups"),
                "use_bias": problem.b is not None}
    return Layer(f"Conv{problem.rank}D", [], settings)(x)


def conv_transpose(problem, x):
    if problem.get("groups") != 1 or any(problem.get("output_padding")):
        raise Refused("neither groups nor output_padding")
    settings = {**common(problem), "dilation_rate": problem.get("dilation")}
    if problem.get("output_size"):
        shape = [problem.x.shape[0], *problem.get("output_size"), problem.w.shape[1]]
        call = getattr(tf.nn, f"conv{problem.rank}d_transpose")
        y = call(x, operands()["w"], shape, strides=problem.get("stride"), padding=settings["padding"],
                 dilations=problem.get("dilation"))
        return y if problem.b is None else y + operands()["b"]
    settings |= {"filters": problem.w.shape[1], "kernel_size": problem.get("kernel_size"),
                 "use_bias": problem.b is not None}
    return Layer(f"Conv{problem.rank}DTranspose", [], settings)(x)


CALLS = {
    "MaxPool": lambda problem, x: pool(problem, x, "MaxPool"),
    "MinPool": lambda problem, x: -pool(problem, -x, "MaxPool"),
    "AvgPool": lambda problem, x: pool(problem, x, "AveragePooling"),
    "AdaptiveMaxPool": lambda problem, x: global_pool(problem, x, "GlobalMaxPooling"),
    "AdaptiveAvgPool": lambda problem, x: global_pool(problem, x, "GlobalAveragePooling"),
    "Pad": pad,
    "Conv": conv,
    "ConvTranspose": conv_transpose,
}


def by_settings(problem):
    """The layer with the settings as they are, each where it is set."""
    if problem.x.ndim != problem.rank + 2 and problem.operation != "Pad":
        raise Refused("no input without a batch")
    y = CALLS[problem.operation](problem, operands()["x"])
    result = job(problem, y)
    if problem.get("flip_kernel"):
        result["feeds"]["w"] = feed(problem.flipped_weight().transpose(list(range(2, problem.w.ndim)) + [1, 0]))
    return result


def by_code(problem, code):
    """What printed code calls: y, or the last line's layer on x."""
    names = {"tf": tf, **operands()}
    tree_end = code.rsplit("\ntf.", 1)
    if code.startswith("tf.") or len(tree_end) == 2:
        code = "y = " + code if len(tree_end) == 1 else tree_end[0] + "\ny = tf." + tree_end[1]
    exec(code, names)
    y = names["y"]
    return job(problem, y(names["x"]) if isinstance(y, Layer) else y)


def answer_of(problem, result):
    """The channels in front again."""
    y = numpy.frombuffer(base64.b64decode(result["data"]), numpy.float32).reshape(result["dims"])
    return Answer(y.transpose(numpy.argsort(channels_last(problem))))
