#!/usr/bin/env python3
"""Runs the programs that are written for random problems, and compares every output with ours.

usage: tests/oracle/run_programs.py PROGRAMS SEED COUNT     PROGRAMS: the program `programs`, build/quick/tests/programs

Each program runs in a folder of its own with the arrays that it asks for, prints its output and says itself whether all is
equal; that, and the array `y` that it leaves behind, bit for bit or within 1e-6. Needs Debian's python3-numpy (run with
/usr/bin/python3). Exit code 0: all equal, 1: some differ, 77: NumPy is not there.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
sys.dont_write_bytecode = True
try:
    import numpy

    from watch import Watch
except ImportError as absent:
    print(f"skipped: {absent}; Debian's python3-numpy has it, for /usr/bin/python3")
    sys.exit(SKIPPED)


def array(grid):
    if "whole" in grid:
        return numpy.array(grid["whole"], numpy.int64).reshape(grid["shape"])
    return numpy.array(grid["bits"], numpy.uint32).view(numpy.float32).reshape(grid["shape"])


def framework_forms():
    """The forms whose frameworks can run here; what is absent is named."""
    forms = ["loop", "numpy"]
    try:
        import torch
        forms.append("pytorch")
        print(f"PyTorch {torch.__version__}")
    except ImportError as absent:
        print(f"left out: PyTorch ({absent})")
    from frameworks import node
    process = node.Node()
    try:
        from frameworks import programs
        stand_ins = {"ONNX": ("onnx", "onnxruntime", programs.onnxruntime),
                     "TensorFlow": ("keras", "tensorflow", programs.tensorflow)}
    except ImportError as absent:
        print(f"left out: ONNX and TensorFlow ({absent})")
        return forms
    for framework, (form, module, stand_in) in stand_ins.items():
        if framework not in process.versions:
            print(f"left out: {framework}: {node.HOW}")
            continue
        sys.modules[module] = stand_in(process)
        forms.append(form)
        print(process.versions[framework])
    return forms


def run(text, name):
    """What a program prints and the names that it leaves behind."""
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of 0/0
        exec(compile(text, name, "exec"), names)
    return printed.getvalue(), names


def fault_of(problem, program):
    """What is wrong with a program; empty if nothing is."""
    expected = array(problem["output"])
    for file in program["files"]:
        numpy.save(file["name"], array(file["grid"]))
    try:
        printed, names = run(program["text"], program["form"])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    y = numpy.asarray(names["y"])
    if y.dtype != numpy.float32:
        return f"the output is {y.dtype}"
    if y.size != expected.size:
        return f"the output is {y.shape}, not {expected.shape}"
    y = y.reshape(expected.shape)
    tolerance = 1e-6 if program["form"] in ("loop", "numpy") else 1e-5
    equal = numpy.isclose(y, expected, tolerance, tolerance, True)
    if not equal.all():
        cell = int(numpy.flatnonzero(~equal.ravel())[0])
        return f"cell {cell} is {y.ravel()[cell]}, not {expected.ravel()[cell]}"
    if not printed.endswith(f"{expected.size} of {expected.size} cells equal\n"):
        return f"it says: {printed.splitlines()[-1]}"
    return ""


def known_fault_of(program):
    """What its framework does otherwise than it says, or has only in a later version; empty if nothing is known."""
    from frameworks import known
    from frameworks.problem import Problem
    for call in program["calls"]:
        problem = Problem(call["operation"], call["rank"], call["settings"], numpy.zeros(call["shape"]), None, None, None)
        fault = known.against_documentation(program["framework"], problem)
        if not fault and call["operation"] == "LPPool" and call["rank"] == 3 and program["form"] == "pytorch":
            fault = "LPPool3d came with PyTorch 2.5"
        if fault:
            return f"{program['framework']}: {fault}"
    return ""


def live_fault_of(problem, program):
    """What is wrong with the numbers beside the loop's lines, and how many moments were looked at."""
    watch = Watch(problem["live"], program["text"])
    try:
        watch.run(lambda: run(program["text"], "loop"))
    except Exception as error:
        return f"{type(error).__name__}: {error}", 0
    return watch.fault and "beside its lines: " + watch.fault, watch.compared


def main(program, seed, count):
    print(f"seed {seed}, {count} problems; NumPy {numpy.__version__}", flush=True)
    forms, ran, refused, left_out, failed, moments = framework_forms(), {}, {}, {}, 0, 0
    made = subprocess.run([program, seed, count], stdout=subprocess.PIPE, text=True, check=True)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for line in made.stdout.splitlines():
            problem = json.loads(line)
            for one in problem["programs"]:
                if one["form"] not in forms or (problem["special"] and one["form"] not in ("loop", "numpy")):
                    continue  # what NaN and infinity do there is nowhere promised
                if "refused" in one and one["form"] not in ("loop", "numpy"):
                    refused[one["form"]] = refused.get(one["form"], 0) + 1
                    continue
                known = known_fault_of(one) if one["form"] not in ("loop", "numpy") else ""
                if known:
                    left_out[known] = left_out.get(known, 0) + 1
                    continue
                fault = one.get("refused") or fault_of(problem, one)
                if one["form"] == "loop" and problem["live"] and not fault:
                    fault, compared = live_fault_of(problem, one)
                    moments += compared
                ran[one["form"]] = ran.get(one["form"], 0) + 1
                if fault:
                    failed += 1
                    print(f"FALSE {one['form']}: {fault}\n  {problem['line']}\n{one.get('text', '')}", flush=True)
    for why, number in sorted(left_out.items()):
        print(f"left out: {number:5} {why}")
    print(f"seed {seed}: ran {ran}; not in the framework {refused}; {moments} moments of loops; {failed} failed")
    return 1 if failed or any(ran[form] != int(count) for form in ("loop", "numpy")) else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
