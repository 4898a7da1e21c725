#!/usr/bin/env python3
"""Runs what is claimed of frameworks in those frameworks: outputs, printed code, and the lines on how others differ.

usage: tests/oracle/differences.py CLAIMS SEED COUNT       CLAIMS: the program `claims`, build/quick/tests/claims

PyTorch and the onnx package are Debian's (python3-torch, python3-onnx: /usr/bin/python3); the others are npm's, found by
STRIDELENS_FRAMEWORKS, a node_modules folder with onnxruntime-node and @tensorflow/tfjs. What is absent is left out and
named. Prints each false line with the problem that reproduces it; exit code 0: none, 1: some, 77: no framework is there.
"""

import json
import subprocess
import sys

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
sys.dont_write_bytecode = True
try:
    from frameworks import ask, judge, known
    from frameworks.problem import Absent, Problem, Refused, answer_of
except ImportError as absent:
    print(f"skipped: {absent}; Debian's python3-numpy has it, for /usr/bin/python3")
    sys.exit(SKIPPED)


class Report:
    """Counts what was compared and what was left out, and prints what is false."""

    def __init__(self):
        self.compared, self.left_out, self.false = {}, {}, {}

    def count(self, kind):
        self.compared[kind] = self.compared.get(kind, 0) + 1

    def leave_out(self, why):
        self.left_out[why] = self.left_out.get(why, 0) + 1

    def tell(self, kind, what, claims):
        self.false[kind] = self.false.get(kind, 0) + 1
        print(f"FALSE {kind}: {what}\n  {claims['line']}", flush=True)

    def print(self, title, counts):
        if counts:
            print(title)
        for name, count in sorted(counts.items()):
            print(f"  {count:7} {name}")


def run(frameworks, framework, kind, problem, code=None):
    """One call; Refused or Absent where there is no answer. What a framework does against its own documentation is left
    out by name."""
    fault = known.against_documentation(framework, problem)
    if fault:
        raise Absent(f"{framework}: {fault}")
    return frameworks.by_code(framework, problem, code) if kind == "code" else frameworks.by_settings(framework, problem)


def check_own(frameworks, claims, report):
    """The problem in its own framework: by its settings, and by each form of its printed code. Returns what it
    gives, if that is what we say; where it cannot be asked, what we say."""
    problem, framework, expected = Problem.of(claims), claims["framework"], answer_of(claims["results"])
    found = None
    runs = [("settings", None)] + [("code", code) for code in dict.fromkeys(claims["codes"])]
    for kind, code in runs:
        what = f"{framework}: {'output' if code is None else 'printed code'}"
        try:
            answer = run(frameworks, framework, kind, problem, code)
        except Absent as why:
            report.leave_out(str(why))
            found = expected if code is None else found
            continue
        except Refused as why:
            report.tell(what, f"refused: {why}" + (f"\n{code}" if code else ""), claims)
            continue
        report.count(what)
        why = judge.unequal(answer, expected, with_winners=code is None)
        if why:
            report.tell(what, why + (f"\n{code}" if code else ""), claims)
        elif code is None:
            found = answer
    return found


def check_other(frameworks, claims, own, other, report):
    """One other framework: its answer to the same settings, and each line against both answers."""
    framework, lines = other["framework"], other["lines"]
    name = lambda kind: f"{framework}: {kind}"
    if not other["has"]:
        return report.leave_out(f"{framework}: an operation that it does not have")
    if "settings" not in other:
        why = judge.reachable(frameworks, claims, own, other) if own is not None else ""
        report.count(name("no such padding"))
        if why:
            report.tell(name("no such padding"), why, claims)
        return
    try:
        answer = run(frameworks, framework, "settings", Problem.of(claims, other["settings"]))
        refusal = None
    except Absent as why:
        return report.leave_out(str(why))
    except Refused as why:
        answer, refusal = None, str(why)
    if "refused" in other or refusal is not None:
        said = other.get("refused")
        report.count(name("refused"))
        if said is None and "results" in other:
            report.tell(name("refused"), f"it does refuse: {refusal}; said: {lines[:1]}", claims)
        elif refusal is None and lines and not judge.is_refusal(claims, lines, answer, own):
            report.tell(name("refused"), f"it does not: {said}", claims)
        return
    if "results" not in other:  # indices that lie outside there
        return report.leave_out(f"{framework}: indices outside its plane")
    why = judge.unequal(answer, answer_of(other["results"]))
    report.count(name("what it makes of the settings"))
    if why:
        return report.tell(name("what it makes of the settings"), f"{why}; said: {lines[:1]}", claims)
    for line in lines if own is not None else []:
        kind, why = judge.line(claims, own, other, answer, line, frameworks)
        report.count(name(kind))
        if why:
            report.tell(name(kind), f"cell {line['cell']}: {line['sentence'] or '(silence)'}: {why}", claims)


def main(program, seed, count):
    frameworks = ask.Frameworks()
    for absent in frameworks.absent:
        print(f"left out: {absent}")
    if not frameworks.versions:
        print("skipped: none of the frameworks is there")
        return SKIPPED
    print(f"seed {seed}, {count} problems; " + ", ".join(frameworks.versions.values()), flush=True)
    report, problems = Report(), 0
    with subprocess.Popen([program, seed, count], stdout=subprocess.PIPE, text=True) as claimed:
        for text in claimed.stdout:
            claims = json.loads(text)
            problems += 1
            own = answer_of(claims["results"])
            if claims["framework"] in frameworks.versions:
                own = check_own(frameworks, claims, report)
            for other in claims["others"]:
                if other["framework"] in frameworks.versions:
                    check_other(frameworks, claims, own, other, report)
    report.print("compared:", report.compared)
    report.print("left out:", report.left_out)
    report.print("FALSE:", report.false)
    wrong = sum(report.false.values())
    print(f"seed {seed}, {problems} problems: {sum(report.compared.values()) - wrong} passed, {wrong} failed")
    return 1 if wrong or problems != int(count) else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
