"""Problems and printed code as ONNX models, run by onnxruntime-node."""

import base64

import numpy

from onnx import TensorProto, helper, numpy_helper

from .problem import Absent, Answer, Refused

OPSET = 22
TYPES = {"float32": TensorProto.FLOAT, "int64": TensorProto.INT64}
NAMES = {"MaxPool": "MaxPool", "AvgPool": "AveragePool", "LPPool": "LpPool", "AdaptiveMaxPool": "GlobalMaxPool",
         "AdaptiveAvgPool": "GlobalAveragePool", "MaxUnpool": "MaxUnpool", "Pad": "Pad", "Conv": "Conv",
         "ConvTranspose": "ConvTranspose", "Fold": "Col2Im"}
MODES = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def feed(values):
    """A tensor as JSON."""
    values = numpy.ascontiguousarray(values)
    return {"dims": list(values.shape), "type": str(values.dtype),
            "data": base64.b64encode(values.tobytes()).decode()}


def job(nodes, feeds, constants):
    """A model of these nodes; what they read and nobody makes is fed, or a constant."""
    read = {name for node in nodes for name in node.input if name}
    made = {name for node in nodes for name in node.output}
    feeds = {name: feeds[name] for name in sorted(read - made - set(constants))}
    inputs = [helper.make_tensor_value_info(name, TYPES[str(v.dtype)], v.shape) for name, v in feeds.items()]
    wanted = [name for name in ("y", "indices") if name in made]
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT if n == "y" else TensorProto.INT64, None)
               for n in wanted]
    fixed = [numpy_helper.from_array(numpy.asarray(v), name) for name, v in constants.items() if name in read]
    graph = helper.make_graph(nodes, "printed", inputs, outputs, fixed)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    return {"kind": "onnx", "model": base64.b64encode(model.SerializeToString()).decode(),
            "feeds": {name: feed(v) for name, v in feeds.items()}}


def feeds_of(problem, w):
    named = {"x": problem.x, "w": w, "b": problem.b, "indices": problem.indices}
    return {name: values for name, values in named.items() if values is not None}


def attributes_of(problem):
    """Every setting that is not the default, under ONNX's name."""
    found = {}
    if problem.get("kernel_size"):
        if problem.operation != "Fold":
            found["kernel_shape"] = problem.get("kernel_size")
        auto_pad = problem.get("auto_pad", "none")
        if auto_pad != "none":
            found["auto_pad"] = auto_pad.upper()
        elif problem.is_padded():
            found["pads"] = problem.begins() + problem.ends()
    if problem.get("stride"):
        found["strides"] = problem.get("stride")
    for name in ("output_padding",):
        if any(problem.get(name, [])):
            found[name] = problem.get(name)
    if any(d != 1 for d in problem.get("dilation", [])):
        found["dilations"] = problem.get("dilation")
    for name in ("ceil_mode", "count_include_pad", "storage_order"):
        if problem.get(name):
            found[name] = 1
    if problem.get("groups", 1) != 1:
        found["group"] = problem.get("groups")
    if problem.operation == "ConvTranspose" and problem.get("output_size"):
        found["output_shape"] = problem.get("output_size")
    if problem.operation == "Conv" and problem.get("padding_mode") != "constant":
        found["mode"] = MODES[problem.get("padding_mode")]  # which a Conv does not have
    if problem.operation == "LPPool":
        if problem.get("norm_type") != int(problem.get("norm_type")):
            raise Refused("p is a whole number")
        found["p"] = int(problem.get("norm_type"))
    return found


def pad_job(problem):
    if problem.get("padding_mode") == "symmetric":
        raise Absent("ONNX has no symmetric padding (the printed code is run)")
    rank, padded = problem.x.ndim, len(problem.get("padding"))
    constants = {"pads": numpy.array(problem.begins() + problem.ends(), numpy.int64),
                 "value": numpy.float32(problem.get("value")),
                 "axes": numpy.arange(rank - padded, rank, dtype=numpy.int64)}
    node = helper.make_node("Pad", ["x", "pads", "value", "axes"], ["y"], mode=MODES[problem.get("padding_mode")])
    return job([node], {"x": problem.x}, constants)


def by_settings(problem):
    """The node with the settings as they are, each where it is not the default."""
    w = problem.flipped_weight()
    if problem.operation == "Pad":
        return pad_job(problem)
    if problem.operation.startswith("Adaptive") and any(s != 1 for s in problem.get("output_size")):
        raise Refused("global pooling only")
    attributes = attributes_of(problem)
    if problem.operation == "MinPool":
        nodes = [helper.make_node("Neg", ["x"], ["minus_x"]),
                 helper.make_node("MaxPool", ["minus_x"], ["minus_y"], **attributes),
                 helper.make_node("Neg", ["minus_y"], ["y"])]
        return job(nodes, feeds_of(problem, w), {})
    names = [name for name in ("x", "indices", "w", "b") if name in feeds_of(problem, w)]
    constants = {}
    if problem.operation == "MaxUnpool" and problem.get("output_size"):
        constants["size"] = numpy.array([*problem.x.shape[:2], *problem.get("output_size")], numpy.int64)
    if problem.operation == "Fold":
        constants = {"image": numpy.array(problem.get("output_size"), numpy.int64),
                     "block": numpy.array(problem.get("kernel_size"), numpy.int64)}
    outputs = ["y", "indices"] if problem.operation == "MaxPool" else ["y"]
    node = helper.make_node(NAMES[problem.operation], names + list(constants), outputs, **attributes)
    return job([node], feeds_of(problem, w), constants)


class Helper:
    """onnx.helper, which keeps the nodes that it makes."""

    def __init__(self):
        self.nodes = []

    def make_node(self, *args, **kwargs):
        self.nodes.append(helper.make_node(*args, **kwargs))
        return self.nodes[-1]


class Onnx:
    def __init__(self):
        self.helper = Helper()


def by_code(problem, code):
    """The nodes that printed code makes, and the arrays beside them."""
    printed = Onnx()
    names = {"onnx": printed, "np": numpy, "w": problem.w}
    exec(code, names)
    fixed = ("pads", "value", "axes", "output_shape", "image_shape", "block_shape")
    constants = {n: v for n, v in names.items() if n in fixed or n.startswith("cells_")}
    return job(printed.helper.nodes, feeds_of(problem, names["w"]), constants)


def answer_of(result):
    outputs = {name: numpy.frombuffer(base64.b64decode(v["data"]), v["type"]).reshape(v["dims"])
               for name, v in result.items()}
    y, most = outputs["y"].copy(), numpy.finfo(numpy.float32).max
    y[y == -most], y[y == most] = -numpy.inf, numpy.inf  # onnxruntime's −∞ of a window of padding alone
    return Answer(y, outputs.get("indices"))
