#!/usr/bin/env python3
"""The sample notes in assets/examples build with make and LaTeX: one page with three figures, and only what changed is made
anew. Called by ctest: notes_test.py PROGRAM FOLDER. Exits with 77 where make or pdflatex is missing."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, EXAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
FIGURES = ["pool.pdf", "strip.pdf", "conv.tex", "terms.tex"]


class Notes(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="stridelens-notes-")
        self.folder = os.path.join(self.scratch.name, "examples")
        shutil.copytree(EXAMPLES, self.folder)

    def tearDown(self):
        self.scratch.cleanup()

    def make(self, *words):
        """What it ran, a line each."""
        done = subprocess.run(["make", "STRIDELENS=" + PROGRAM, *words], cwd=self.folder, text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def digests(self):
        digests = {}
        for name in FIGURES:
            with open(os.path.join(self.folder, name), "rb") as file:
                digests[name] = hashlib.sha256(file.read()).hexdigest()
        return digests

    def test_they_are_one_page_with_three_figures_and_their_arithmetic(self):
        self.make()
        with open(os.path.join(self.folder, "notes.log"), encoding="latin-1") as log:
            text = log.read()
        self.assertIn("Output written on notes.pdf (1 page", text)
        for taken in ["<pool.pdf,", "<strip.pdf,", "(./conv.tex", "(./terms.tex"]:
            self.assertIn(taken, text)
        self.assertNotIn("Overfull", text)
        self.assertNotIn("Missing character", text)

    def test_only_what_changed_is_made_anew(self):
        self.make()
        self.assertIn("up to date", self.make())
        before = self.digests()
        path = os.path.join(self.folder, "pool.json")
        with open(path, encoding="utf-8") as file:
            scenario = json.load(file)
        scenario["step"] = 9
        with open(path, "w", encoding="utf-8") as file:
            json.dump(scenario, file)
        ran = self.make()
        self.assertIn("pool.pdf", ran)
        self.assertNotIn("strip.pdf", ran)
        after = self.digests()
        self.assertEqual([name for name in FIGURES if after[name] != before[name]], ["pool.pdf"])

    def test_from_scratch_the_figures_are_the_same_to_the_byte(self):
        self.make()
        before = self.digests()
        self.make("clean")
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(os.listdir(EXAMPLES)))
        self.make()
        self.assertEqual(self.digests(), before)


if __name__ == "__main__":
    for tool in ["make", "pdflatex"]:
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(77)
    unittest.main(argv=sys.argv[:1])
