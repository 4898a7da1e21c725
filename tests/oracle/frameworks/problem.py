"""A problem as `claims` prints it, and what a framework answers."""

import dataclasses

import numpy


class Refused(Exception):
    """The framework takes no such settings: it said so, or has no way to write them."""


class Absent(Exception):
    """This version of the framework cannot be asked, for the reason given."""


@dataclasses.dataclass
class Answer:
    """An output, and for max pooling where each winner stood."""

    y: numpy.ndarray
    winners: numpy.ndarray | None = None


def array(recorded):
    """The float32 numbers of one tensor; None where there is none."""
    if recorded is None:
        return None
    bits = numpy.array(recorded["bits"], dtype=numpy.uint32)
    return bits.view(numpy.float32).reshape(recorded["shape"])


def answer_of(results):
    """What we say comes out."""
    y = numpy.array(results["y"], dtype=numpy.uint32).view(numpy.float32).reshape(results["shape"])
    winners = numpy.array(results["winners"], dtype=numpy.int64)
    return Answer(y, winners.reshape(y.shape) if len(winners) > 0 else None)


@dataclasses.dataclass
class Problem:
    """Operands and settings; `settings` may be those of another framework."""

    operation: str
    rank: int
    settings: dict
    x: numpy.ndarray
    w: numpy.ndarray | None
    b: numpy.ndarray | None
    indices: numpy.ndarray | None

    @staticmethod
    def of(claims, settings=None):
        x, indices = array(claims["x"]), None
        if claims["operation"] == "MaxUnpool":
            indices = numpy.array(claims["indices"], dtype=numpy.int64).reshape(x.shape)
        return Problem(claims["operation"], claims["rank"], settings or claims["settings"], x, array(claims.get("w")),
                       array(claims.get("b")), indices)

    def get(self, name, otherwise=None):
        return self.settings.get(name, otherwise)

    def begins(self):
        return [sides[0] for sides in self.get("padding", [])]

    def ends(self):
        return [sides[1] for sides in self.get("padding", [])]

    def is_padded(self):
        return any(self.begins() + self.ends())

    def flipped_weight(self):
        """True convolution reads the kernel from its far corner; the frameworks' layers do not."""
        if not self.get("flip_kernel"):
            return self.w
        return numpy.ascontiguousarray(numpy.flip(self.w, tuple(range(2, self.w.ndim))))
