"""The program as a process: signals, a full disk, a terminal, files that change; what no test inside it can see.

usage: process_test.py BINARY [NAME…]
"""

import json
import os
import pathlib
import pty
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BINARY = ""
SMALL = "maxpool2d 1x1x4x4 k2"
LONG = "maxpool2d 1x1x28x28 k3 s1"  # 676 steps: seconds as a film
FORMATS = ["png", "svg", "pdf", "tex", "gif", "webp", "html", "md", "csv", "py"]


def wait(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


class ProcessTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stridelens-process-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def start(self, *arguments, **options):
        process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   cwd=self.folder, **options)
        self.addCleanup(self.stop, process)
        return process

    @staticmethod
    def stop(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def run_it(self, *arguments, **options):
        return subprocess.run([BINARY, *arguments], capture_output=True, text=True, cwd=self.folder, timeout=120, **options)

    def save(self, line, step=0):
        text = json.dumps({"stridelens": 1, "title": "", "problem": line, "step": step})
        beside = self.folder / "s.json.new"
        beside.write_text(text)
        beside.replace(self.folder / "s.json")  # as editors do

    def parts(self):
        return [name for name in os.listdir(self.folder) if name.endswith(".part")]

    def in_the_middle(self, output):
        """A long export that has begun to write."""
        process = self.start("render", LONG, "-o", output)
        wait(lambda: self.parts())
        time.sleep(0.3)
        self.assertIsNone(process.poll(), "it should take longer")
        return process

    def test_every_run_gives_the_same_bytes(self):
        outputs = [word for ending in FORMATS for word in ("-o", f"x.{ending}")]
        seen = []
        for _ in range(2):
            done = self.run_it("render", SMALL, *outputs)
            self.assertEqual(done.returncode, 0, done.stderr)
            seen.append({ending: (self.folder / f"x.{ending}").read_bytes() for ending in FORMATS})
            time.sleep(1.1)  # another second: no file holds the time
        for ending in FORMATS:
            self.assertTrue(seen[0][ending] == seen[1][ending], ending)

    def test_ctrl_c_stops_an_export_and_leaves_the_old_file(self):
        (self.folder / "film.gif").write_bytes(b"old")
        process = self.in_the_middle("film.gif")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130, errors)
        self.assertIn("cancelled", errors)
        self.assertEqual((self.folder / "film.gif").read_bytes(), b"old")
        self.assertEqual(self.parts(), [])

    def test_killed_in_the_middle_the_old_file_is_intact_and_the_next_export_works(self):
        (self.folder / "film.webp").write_bytes(b"old")
        process = self.in_the_middle("film.webp")
        process.kill()
        process.communicate()
        self.assertEqual((self.folder / "film.webp").read_bytes(), b"old")
        done = self.run_it("render", SMALL, "-o", "film.webp")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.folder / "film.webp").read_bytes()[:4], b"RIFF")

    def test_a_full_disk_is_told_in_a_sentence_and_leaves_the_old_file(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

        for ending in FORMATS:
            if ending in ("md", "csv", "py"):
                continue  # smaller than the limit
            name = f"x.{ending}"
            (self.folder / name).write_bytes(b"old")
            done = self.run_it("render", SMALL, "-o", name, preexec_fn=limited)
            self.assertEqual(done.returncode, 1, f"{name}: {done.returncode} {done.stderr}")
            self.assertIn(f"cannot write {name}: File too large", done.stderr)
            self.assertEqual((self.folder / name).read_bytes(), b"old", name)
            self.assertEqual(self.parts(), [], name)

    def test_a_place_that_cannot_be_written_to_is_told_at_once(self):
        for output, reason in (("no/folder/x.gif", "make the folder"), ("/proc/x.gif", "cannot write /proc/x.gif")):
            begin = time.monotonic()
            done = self.run_it("render", LONG, "-o", output)
            self.assertEqual(done.returncode, 1)
            self.assertIn(reason, done.stderr)
            self.assertLess(time.monotonic() - begin, 5, "before the film is made")

    def test_watching_renders_again_when_the_file_changes_and_survives_a_broken_one(self):
        self.save(SMALL)
        process = self.start("render", "s.json", "-o", "x.md", "--watch")
        page = self.folder / "x.md"
        wait(lambda: page.exists() and "Step 1 of 4" in page.read_text())
        self.save(SMALL, step=2)
        wait(lambda: "Step 3 of 4" in page.read_text())
        (self.folder / "s.json").write_text("{ broken")
        time.sleep(0.5)
        self.assertIsNone(process.poll(), "it goes on watching")
        self.assertIn("Step 3 of 4", page.read_text(), "the last good file stays")
        os.remove(self.folder / "s.json")
        time.sleep(0.5)
        self.assertIsNone(process.poll())
        self.save("avgpool2d 1x1x4x4 k2", step=3)
        wait(lambda: "Step 4 of 4" in page.read_text())
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)
        self.assertIn("s.json:", errors, "the broken file was told")
        self.assertIn("watching s.json; Ctrl+C ends it", errors)
        self.assertGreaterEqual(errors.count("x.md written"), 3, errors)

    def on_a_terminal(self, *arguments):
        """What a terminal shows of the program, and its exit code."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=follower, cwd=self.folder)
        os.close(follower)
        shown = b""
        while True:
            ready, _, _ = select.select([leader], [], [], 0.1)
            if ready:
                try:
                    block = os.read(leader, 4096)
                except OSError:  # the program has gone
                    break
                if not block:
                    break
                shown += block
            elif process.poll() is not None:
                break
        os.close(leader)
        process.communicate()
        return shown.decode(), process.returncode

    def test_long_exports_draw_a_bar_on_a_terminal_and_take_it_away(self):
        shown, code = self.on_a_terminal("render", LONG, "-o", "film.gif", "--steps", "1-120", "--slide", "0.1")
        self.assertEqual(code, 0, shown)
        self.assertIn("film.gif", shown)
        self.assertIn("%", shown)
        self.assertTrue(shown.endswith("\r\x1b[K"), repr(shown[-40:]))
        done = self.run_it("render", LONG, "-o", "film.gif", "--steps", "1-40", "--slide", "0.1")
        self.assertEqual(done.stderr, "", "no bar in a log file")


if __name__ == "__main__":
    BINARY = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
