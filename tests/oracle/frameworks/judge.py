"""Whether what is claimed is so: answers, and sentences against the answers of both frameworks."""

import re

import numpy

from .problem import Absent, Problem, Refused

NUMBER = r"(−?[\d.]+(?:e[−+]?\d+)?|NaN|−?∞)"


def near(a, b):
    """Equal but for the order of sums."""
    return numpy.isclose(a, b, rtol=1e-4, atol=1e-4, equal_nan=True)


def unequal(answer, expected, with_winners=True):
    """How two answers differ; empty if they do not."""
    if answer.y.shape != expected.y.shape:
        return f"size {answer.y.shape} there, we say {expected.y.shape}"
    if not near(answer.y, expected.y).all():
        cell = int(numpy.flatnonzero(~near(answer.y, expected.y).ravel())[0])
        return f"cell {cell} is {answer.y.ravel()[cell]} there, we say {expected.y.ravel()[cell]}"
    if with_winners and answer.winners is not None and expected.winners is not None:
        differ = (answer.winners != expected.winners) & (expected.winners >= 0)  # -1: nothing but padding
        if differ.any():
            cell = int(numpy.flatnonzero(differ.ravel())[0])
            return f"cell {cell}: winner {answer.winners.ravel()[cell]} there, we say {expected.winners.ravel()[cell]}"
    return ""


def number(text):
    return float(text.replace("−", "-").replace("∞", "inf"))


def says(text, value):
    """Whether a number in a sentence, of four decimals, is this one."""
    return bool(numpy.isclose(number(text), value, rtol=1e-4, atol=1.5e-4, equal_nan=True))


def spatial(claims, shape):
    """The sizes that a sentence names."""
    return list(shape)[len(shape) - claims["rank"]:]


def sizes_in(text):
    return [int(size) for size in text.split(" × ")]


def line(claims, own, other, answer, told, frameworks):
    """The kind of a line, and why it is false; silence is a line, too: that both answers are the same there."""
    cell, sentence = told["cell"], told["sentence"]
    if own.y.shape != answer.y.shape:
        match = re.search(r": ([\d × ]+) instead of ([\d × ]+)$", sentence)
        if not match:
            return "size", f"{answer.y.shape} there, {own.y.shape} here"
        right = (sizes_in(match[1]), sizes_in(match[2])) == (spatial(claims, answer.y.shape),
                                                             spatial(claims, own.y.shape))
        return "size", "" if right else f"{answer.y.shape} there, {own.y.shape} here"
    if claims["operation"] == "MaxUnpool":
        return unpooled(claims, own, other, answer, sentence, frameworks)
    there, here = float(answer.y.ravel()[cell]), float(own.y.ravel()[cell])
    match = re.search(NUMBER + " instead of " + NUMBER + "$", sentence)
    if match and not (says(match[1], there) and says(match[2], here)):
        return "value", f"{there} there, {here} here"
    if not match and not near(there, here):
        return "value" if sentence else "silence", f"{there} there, {here} here"
    if not sentence:
        why = indices_differ(claims, own, answer, cell)
        return "silence", why
    if "other windows" in sentence:
        return "stride", ""
    if " would pad " in sentence or " would crop " in sentence:
        return "shift", moved(claims, own, other, answer, sentence, frameworks)
    if "divides by" in sentence:
        theirs, ours = re.search(r"divides by (\S+), not (\S+?):", sentence).groups()
        same_sum = near(there * number(theirs), here * number(ours))
        return "divisor", "" if same_sum else f"{there} · {theirs} is not {here} · {ours}"
    if "indices" in sentence:
        theirs, ours = re.search(r"winner's is (−?\d+), not (−?\d+)", sentence).groups()
        right = (int(theirs), int(ours)) == (answer.winners.ravel()[cell], own.winners.ravel()[cell])
        return "index", "" if right else f"{answer.winners.ravel()[cell]} there, {own.winners.ravel()[cell]} here"
    return "value", "" if match else "names no value"


def indices_differ(claims, own, answer, cell):
    if claims["operation"] != "MaxPool" or claims["framework"] == "TensorFlow" or own.winners is None or answer.winners is None:
        return ""
    there, here = int(answer.winners.ravel()[cell]), int(own.winners.ravel()[cell])
    lost = answer_is_empty(claims, cell)
    return "" if there == here or lost else f"index {there} there, {here} here"


def answer_is_empty(claims, cell):
    """Nothing but padding: no framework says what the index is."""
    return claims["results"]["winners"][cell] < 0


WAYS = {"right": (-1, 1), "left": (-1, -1), "down": (-2, 1), "up": (-2, -1), "along D": (-3, 1), "back along D": (-3, -1)}


def movement(text):
    """"2 cells further right and down": the cells along each axis, counted from the last."""
    found, cells = {}, 0
    for part in re.split(r", | and ", text):
        number_of_cells = re.match(r"(one|\d+) cells? further ", part)
        if number_of_cells:
            cells = 1 if number_of_cells[1] == "one" else int(number_of_cells[1])
            part = part[number_of_cells.end():]
        axis, sign = WAYS[part]
        found[axis] = sign * cells
    return found


def pads_said(text, axes):
    """"0 before and 1 after", or "1 + 2 along H, 0 + 1 along W", for the axes that move."""
    alike = re.fullmatch(r"(\d+) before and (add )?(\d+) after", text)
    if alike:
        return {axis: [int(alike[1]), -int(alike[3]) if alike[2] else int(alike[3])] for axis in axes}
    each = re.findall(r"(\d+) \+ (-?\d+) along (\w)", text.replace("−", "-"))
    return {{"L": -1, "W": -1, "H": -2, "D": -3}[name]: [int(begin), int(end)] for begin, end, name in each}


def moved(claims, own, other, answer, sentence, frameworks):
    """A shift: the numbers of cells that it names, and these given to ONNX as cells, which has both sides of an axis."""
    pads, where = re.search(r"would (?:pad|crop) (.*?): same size, every (?:window|stamp) (.*?)(?:; here .*)?$",
                            sentence).groups()
    ours, theirs = claims["results"]["pads"], other["results"]["pads"]
    by = {axis - len(ours): mine[0] - its[0] for axis, (mine, its) in enumerate(zip(ours, theirs)) if mine[0] != its[0]}
    if movement(where) != by:
        return f"they stand {by}"
    if pads_said(pads, by) != {axis: theirs[axis] for axis in by}:
        return f"the padding is {theirs}"
    for padding, given in ((ours, own), (theirs, answer)):
        settings = dict(other["settings"], convention="ONNX", auto_pad="none", padding=padding, output_size=[],
                        stride=claims["settings"]["stride"] or other["settings"]["stride"])
        if claims["operation"] == "AvgPool" and given is own:
            continue  # it may count its padding otherwise
        if "output_padding" in settings:
            settings["output_padding"] = [0] * claims["rank"]
        try:
            in_cells = frameworks.by_settings("ONNX", Problem.of(claims, settings))
        except (Refused, Absent):
            continue
        if in_cells.y.shape == given.y.shape and not near(in_cells.y, given.y).all():
            return f"padding {padding} in cells gives other numbers"
    return ""


def unpooled(claims, own, other, answer, sentence, frameworks):
    """MaxUnpool: indices that mean other cells. What is to be added to them is added, and has to bring ours."""
    same = near(own.y, answer.y).all()
    if not sentence:
        return "silence", "" if same else "other cells there"
    match = re.search(r"(?:add (\d+)|: (\d+) less) for each plane before", sentence)
    if not match:
        return "indices", ""
    problem = Problem.of(claims, other["settings"])
    planes = int(numpy.prod(problem.x.shape[:-claims["rank"]]))
    step = int(match[1]) if match[1] else -int(match[2])
    offsets = step * numpy.arange(planes).reshape(problem.x.shape[:-claims["rank"]] + (1,) * claims["rank"])
    problem.indices = problem.indices + offsets
    try:
        translated = frameworks.by_settings(other["framework"], problem)
    except (Refused, Absent) as why:
        return "indices", f"with {step} for each plane: {why}"
    return "indices", "" if near(translated.y, own.y).all() else f"with {step} for each plane it is not ours"


def is_refusal(claims, lines, answer, own):
    """Whether a refusal is true, though there is an answer: that no window fits may be an error or an empty tensor, and
    an input without a batch may be taken for another one, whose channels are samples."""
    said = " ".join(line["sentence"] for line in lines)
    if " has no window here" in said:
        return answer.y.size == 0
    return " without a batch" in said and (claims["operation"].startswith("Adaptive") or bool(unequal(answer, own)))


def reachable(frameworks, claims, own, other):
    """Padding that a framework is said to have no word for: neither 'same' nor 'valid' may give what we have."""
    sizes = [[]]
    if claims["operation"] == "ConvTranspose":
        sizes.append(spatial(claims, own.y.shape))
    for auto_pad in ("same_upper", "valid"):
        for size in sizes:
            settings = dict(claims["settings"], auto_pad=auto_pad, convention=other["framework"])
            settings["padding"] = [[0, 0]] * len(settings["padding"])
            for name, off in (("ceil_mode", False), ("output_padding", []), ("divisor_override", None),
                              ("output_size", size)):
                if name in settings:
                    settings[name] = off
            try:
                answer = frameworks.by_settings(other["framework"], Problem.of(claims, settings))
            except (Refused, Absent):
                continue
            if unequal(answer, own, with_winners=False) or own.y.size == 0:
                continue
            if same_of_other_numbers(frameworks, claims, other, settings):
                return f"{auto_pad} {size} gives the same"
    return ""


def same_of_other_numbers(frameworks, claims, other, settings):
    """Whether two settings give the same of numbers that are all different, time and again, and not by chance."""
    for seed in range(8):
        x = numpy.random.default_rng(seed).normal(size=claims["x"]["shape"]).astype(numpy.float32)
        answers = []
        for framework, given in ((claims["framework"], claims["settings"]), (other["framework"], settings)):
            problem = Problem.of(claims, given)
            problem.x = x
            try:
                answers.append(frameworks.by_settings(framework, problem))
            except (Refused, Absent):
                return False
        if unequal(*answers, with_winners=False):
            return False
    return True
