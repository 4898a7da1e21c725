"""What a loop's variables are while Python runs it (sys.settrace), held against what we say stands beside its lines."""

import sys

import numpy


class Watch:
    """Looks at the function that the program defines last, each time one of its statements has run.

    The output cells come one after the other, as the statement that makes them has run; within a cell, the taps that are
    read come as often as the statement that takes them runs, those that are not as often as the one that leaves them out.
    """

    def __init__(self, live, text):
        self.statements, self.steps = live["statements"], live["steps"]
        self.lines = text.splitlines()
        self.function = [line for line in self.lines if line.startswith("def ")][-1].split("(")[0][4:]
        self.compiled, self.fault, self.compared = {}, "", 0
        self.step, self.ran, self.last = 0, {}, None
        self.scattered = "indices" in text and "max_unpool" in self.function  # from input cells, not to output cells
        self.moments = []

    def run(self, call):
        before = sys.gettrace()
        sys.settrace(self.on_call)
        try:
            return call()
        finally:
            sys.settrace(before)
            if self.scattered:
                self.find_moments()
            elif self.step != len(self.steps):
                self.fault = self.fault or f"{self.step} cells were made of {len(self.steps)}"

    def on_call(self, frame, event, _):
        return self.on_line if frame.f_code.co_name == self.function else None

    def on_line(self, frame, event, _):
        if event in ("line", "return"):
            now = self.statements[frame.f_lineno - 1]
            if self.last is not None and (self.last != now or event == "return"):
                self.has_run(frame, self.last)
            self.last = now
        return self.on_line

    def value(self, name, frame):
        code = self.compiled.setdefault(name, compile(name, "name", "eval"))
        return eval(code, frame.f_globals, frame.f_locals)

    def has_run(self, frame, line):
        if self.fault or self.step >= len(self.steps):
            return
        step = self.steps[self.step]
        if self.scattered:
            if ".flat[at]" in self.lines[line - 1]:
                names = max((tap["values"] for tap in self.all_moments()), key=len)
                self.moments.append({name: float(self.value(name, frame)) for name in names})
            return
        if line == step["lit"]:
            self.compare(frame, step, f"step {self.step}")
            self.step, self.ran = self.step + 1, {}
            return
        taps = [tap for tap in step["taps"] if tap["lit"] == line]
        if "if v is None" in self.lines[line - 1] and frame.f_locals["v"] is not None:
            return  # it is a cell
        self.ran[line] = self.ran.get(line, 0) + 1
        if "win =" in self.lines[line - 1]:  # leaves out all taps that are not read at once
            for tap in taps:
                self.compare(frame, tap, f"step {self.step}, a tap that is not read")
        elif taps and self.ran[line] > len(taps):
            self.fault = f"step {self.step}: line {line} runs more than {len(taps)} times"
        elif taps:
            self.compare(frame, taps[self.ran[line] - 1], f"step {self.step}, run {self.ran[line]} of line {line}")

    def compare(self, frame, moment, where):
        self.compared += 1
        for name, said in moment["values"].items():
            found = self.value(name, frame)
            if found is None or not same(found, said):
                self.fault = self.fault or f"{where}: {name} is {found}, we say {said}"
        if moment["slice"]:
            found, said = frame.f_locals["win"], self.value(moment["slice"], frame)
            if found.size != said.size or not numpy.array_equal(found.ravel(), said.ravel(), equal_nan=True):
                self.fault = self.fault or f"{where}: win is {found}, we say {moment['slice']}"

    def all_moments(self):
        return [moment for step in self.steps for moment in [step, *step["taps"]]]

    def find_moments(self):
        """Every moment with a value that is put somewhere is one of those that were seen."""
        for moment in self.all_moments():
            if "at" not in moment["values"]:
                continue
            self.compared += 1
            if not any(all(same(seen[name], said) for name, said in moment["values"].items() if name in seen)
                       for seen in self.moments):
                self.fault = self.fault or f"nothing like this happens: {moment['values']}"


def same(found, said):
    return bool(numpy.isclose(float(found), float(said), 1e-12, 0, True))
