"""Asks whichever framework is there."""

from . import node
from .problem import Absent


class Frameworks:
    """PyTorch in this process, ONNX and TensorFlow in node's."""

    def __init__(self):
        self.versions, self.absent = {}, []
        self.pytorch = self.onnx = self.tensorflow = None
        try:
            from . import in_pytorch
            self.pytorch = in_pytorch
            self.versions["PyTorch"] = in_pytorch.VERSION
        except ImportError as error:
            self.absent.append(f"PyTorch ({error}): Debian's python3-torch, for /usr/bin/python3")
        self.node = node.Node()
        for name in ("ONNX", "TensorFlow"):
            if name not in self.node.versions:
                self.absent.append(f"{name}: {node.HOW}")
        try:
            from . import in_onnx, in_tensorflow
            self.onnx, self.tensorflow = in_onnx, in_tensorflow
            self.versions |= self.node.versions
        except ImportError as error:
            self.absent.append(f"ONNX and TensorFlow ({error}): Debian's python3-onnx")

    def by_settings(self, framework, problem):
        """The answer to the settings as they are, of the framework's own call."""
        of = self.of(framework)
        return of.by_settings(problem) if framework == "PyTorch" else self.asked(framework, problem,
                                                                                of.by_settings(problem))

    def by_code(self, framework, problem, code):
        """The answer of printed code."""
        of = self.of(framework)
        return of.by_code(problem, code) if framework == "PyTorch" else self.asked(framework, problem,
                                                                                  of.by_code(problem, code))

    def of(self, framework):
        if framework not in self.versions:
            raise Absent(f"{framework} is not there")
        return {"PyTorch": self.pytorch, "ONNX": self.onnx, "TensorFlow": self.tensorflow}[framework]

    def asked(self, framework, problem, job):
        try:
            result = self.node.ask(job)
        except Absent as why:
            raise Absent(f"{framework}: {problem.operation}: {why}") from why
        return self.onnx.answer_of(result) if framework == "ONNX" else self.tensorflow.answer_of(problem, result)
