"""Whole programs with frameworks that are not there for Python: ONNX Runtime and TensorFlow, as modules that ask node's."""

import base64
import types

import numpy

from . import in_onnx, in_tensorflow
from .in_onnx import feed


LARGEST = numpy.finfo(numpy.float32).max


class Session:
    """onnxruntime.InferenceSession, for a graph without inputs."""

    node = None

    def __init__(self, model):
        self.model = model

    def run(self, names, feeds):
        job = {"kind": "onnx", "model": base64.b64encode(self.model).decode(), "feeds": feeds}
        return [in_onnx.answer_of(Session.node.ask(job)).y for _ in names]


def onnxruntime(node):
    Session.node = node
    module = types.ModuleType("onnxruntime")
    module.InferenceSession = Session
    return module


class Value:
    """What TensorFlow makes of arrays: written down, and done when somebody asks for the numbers."""

    def __init__(self, made, feeds):
        self.made, self.feeds = made, feeds

    def __neg__(self):
        return Value({"do": "neg", "of": self.made}, self.feeds)

    def __add__(self, other):
        other = as_value(other, "b")
        return Value({"do": "add", "of": self.made, "and": other.made}, self.feeds | other.feeds)

    def numpy(self):
        """As JSON has no infinity, what is padded with it is padded with the largest number."""
        feeds = {name: feed(array) for name, array in self.feeds.items()}
        result = Layer.node.ask({"kind": "tensorflow", "y": self.made, "feeds": feeds})
        y = numpy.frombuffer(base64.b64decode(result["data"]), numpy.float32).reshape(result["dims"]).copy()
        y[y == LARGEST], y[y == -LARGEST] = numpy.inf, -numpy.inf
        return y

    @property
    def shape(self):
        return self.numpy().shape


def as_value(array, name="x"):
    if isinstance(array, Value):
        return array
    return Value({"do": "feed", "name": name}, {name: numpy.asarray(array)})


class Layer:
    """A Keras layer, whose weights are fed beside its input."""

    node = None

    def __init__(self, name, args, settings):
        self.name, self.args, self.settings, self.weights = name, args, settings, []

    def build(self, shape):
        pass

    def set_weights(self, weights):
        self.weights = weights

    def __call__(self, x):
        x = as_value(x)
        made = {"do": "layer", "name": self.name, "args": self.args, "settings": self.settings, "of": x.made}
        return Value(made, x.feeds | dict(zip("wb", self.weights)))


class Layers:
    def __getattr__(self, name):
        return lambda *args, **settings: Layer(name, args, settings)


class Functions:
    """Functions of tf and tf.nn; the first array is x, the second w."""

    def __getattr__(self, name):
        def call(*args, **settings):
            arrays = [as_value(a, n) for a, n in zip(args, "xw") if isinstance(a, (Value, numpy.ndarray))]
            feeds = {n: array for value in arrays for n, array in value.feeds.items()}
            if name == "reverse":
                feeds = {"w": args[0]}
                return Value({"do": name, "args": [{"do": "feed", "name": "w"}, *args[1:]], "settings": settings}, feeds)
            made = [value.made for value in arrays] + list(args[len(arrays):])
            if numpy.isinf(settings.get("constant_values", 0.0)):
                settings["constant_values"] = float(numpy.copysign(LARGEST, settings["constant_values"]))
            return Value({"do": name, "args": made, "settings": settings}, feeds)

        return call


def tensorflow(node):
    Layer.node = node
    module = types.ModuleType("tensorflow")
    functions = Functions()
    module.keras = types.SimpleNamespace(layers=Layers())
    module.nn = functions
    module.__getattr__ = lambda name: getattr(functions, name)
    return module
