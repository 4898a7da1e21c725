"""The frameworks that npm has, in a process of their own."""

import json
import os
import pathlib
import subprocess

from .problem import Absent, Refused

HOW = ("npm install onnxruntime-node @tensorflow/tfjs in any folder, and STRIDELENS_FRAMEWORKS=that folder/node_modules")


class Node:
    """Answers jobs one after another; a framework that ends the process is started anew."""

    def __init__(self):
        self.modules = os.environ.get("STRIDELENS_FRAMEWORKS", "")
        self.versions, self.process = {}, None
        if self.modules and pathlib.Path(self.modules).is_dir():
            self.start()

    def start(self):
        script = pathlib.Path(__file__).with_name("run.mjs")
        try:
            self.process = subprocess.Popen(["node", str(script), self.modules], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, text=True)
        except FileNotFoundError:
            return
        first = self.process.stdout.readline()
        self.versions = json.loads(first) if first else {}

    def ask(self, job):
        """What the framework gives; Refused with its own words."""
        try:
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self.process.wait()
            self.start()
            raise Absent("the framework ended its process")
        answer = json.loads(line)
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer["answer"]
