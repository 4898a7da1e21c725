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

    def test_ctrl_c_stops_within_a_picture_and_says_so_only_if_there_is_no_file(self):
        # Each takes seconds, nearly all of it within one picture.
        jobs = [("png", "maxpool2d 1x1x28x28 k3 s1", ["--scale", "14"]),
                ("pdf", "maxpool2d 1x1x4096x4096 k2", []),
                ("svg", "maxpool2d 1x1x4096x4096 k2", []),
                ("tex", "maxpool2d 1x1x4096x4096 k2", []),
                ("html", "maxpool2d 1x1x2000x2000 k4", ["--steps", "1-2"]),
                ("gif", "maxpool2d 1x1x28x28 k3 s1", ["--scale", "7", "--steps", "1-2"]),
                ("webp", "maxpool2d 1x1x28x28 k3 s1", ["--scale", "7", "--steps", "1-2"]),
                ("csv", "maxpool2d 1x1x700x700 k1", [])]
        for ending, line, more in jobs:
            for wait_for in (0.05, 0.3, 0.8):
                name = f"x.{ending}"
                (self.folder / name).write_bytes(b"old")
                process = self.start("render", line, "-o", name, *more)
                time.sleep(wait_for)
                process.send_signal(signal.SIGINT)
                begin = time.monotonic()
                _, errors = process.communicate(timeout=60)
                late = time.monotonic() - begin
                told = f"{name} after {wait_for} s: {process.returncode}, {late:.2f} s later, {errors}"
                if process.returncode == -signal.SIGINT:
                    continue  # before it had begun to listen
                stopped = process.returncode == 130
                self.assertEqual(stopped, "cancelled" in errors, told)
                self.assertEqual(stopped, (self.folder / name).read_bytes() == b"old", told)
                self.assertIn(process.returncode, (0, 130), told)
                self.assertLess(late, 5, told)  # a quarter of a second on a machine of one's own
                self.assertEqual(self.parts(), [], told)

    def test_a_signal_that_ends_the_program_leaves_no_temporary(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            (self.folder / "film.gif").write_bytes(b"old")
            process = self.in_the_middle("film.gif")
            process.send_signal(number)
            process.communicate(timeout=20)
            self.assertEqual(process.returncode, -number)
            self.assertEqual((self.folder / "film.gif").read_bytes(), b"old", number)
            self.assertEqual(self.parts(), [], number)

    def test_a_signal_that_is_ignored_does_nothing(self):
        process = self.start("render", LONG, "-o", "film.gif", "--steps", "1-20",
                             preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))  # as nohup does
        wait(self.parts)
        process.send_signal(signal.SIGHUP)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertTrue((self.folder / "film.gif").exists())

    def test_ctrl_c_twice_does_not_ask(self):
        process = self.in_the_middle("film.gif")
        os.kill(process.pid, signal.SIGSTOP)  # both wait for it, one after the other
        os.kill(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGCONT)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        self.assertIn(process.returncode, (130, -signal.SIGINT))
        self.assertEqual(self.parts(), [])

    def test_what_a_killed_program_left_goes_and_what_a_living_one_has_stays(self):
        killed = self.in_the_middle("film.gif")
        killed.kill()
        killed.communicate()
        [left] = self.parts()
        living = self.in_the_middle("other.gif")
        [held] = [name for name in self.parts() if name != left]
        others = [f".stridelens-{os.getpid()}-0.part",       # of a process that lives
                  ".stridelens-0-0.part", ".stridelens-x-0.part", f".stridelens-{killed.pid}-0.part.txt",
                  f"stridelens-{killed.pid}-0.part", f".stridelens-{killed.pid}-.part", ".stridelens-.part"]
        for name in others:
            (self.folder / name).write_bytes(b"mine")
        (self.folder / f".stridelens-{killed.pid}-77.part").mkdir()
        done = self.run_it("render", SMALL, "-o", "x.svg")
        self.assertEqual(done.returncode, 0, done.stderr)
        names = os.listdir(self.folder)
        self.assertNotIn(left, names)
        for name in [*others, held, f".stridelens-{killed.pid}-77.part"]:
            self.assertIn(name, names)
        living.send_signal(signal.SIGINT)
        living.communicate(timeout=20)

    def test_what_cannot_be_printed_is_told_and_is_no_success(self):
        jobs = [["eval", SMALL], ["eval", SMALL, "--json"], ["explain", SMALL, "--at", "0,0,0,0"], ["lessons"], ["--help"],
                ["render", "--help"], ["--version"], ["eval", "maxpool2d 1x1x200x200 k1"]]
        for arguments in jobs:
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([BINARY, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("could not be printed", done.stderr, arguments)
            closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", BINARY, *arguments], stderr=subprocess.PIPE, text=True,
                                    timeout=60)
            self.assertEqual(closed.returncode, 1, arguments)
            self.assertIn("could not be printed", closed.stderr, arguments)

    def test_what_is_printed_never_lands_in_a_file(self):
        # A library that complains while the picture is made: fontconfig without its files, asked for a sign.
        complaining = {**os.environ, "FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere"}
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            for name, arguments in (("x.png", ["render", SMALL, "-o", "x.png", "--title", "\ud55c"]),
                                    ("y.npy", ["eval", SMALL, "--json", "-o", "y.npy"])):
                done = subprocess.run([BINARY, *arguments], cwd=self.folder, capture_output=True, timeout=60, env=complaining)
                self.assertEqual(done.returncode, 0, done.stderr)
                whole = (self.folder / name).read_bytes()
                subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", BINARY, *arguments], cwd=self.folder, timeout=60,
                               env=complaining, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.assertTrue((self.folder / name).read_bytes() == whole, f"{name} {closed}")

    def test_a_reader_that_goes_away_is_no_error(self):
        done = subprocess.run(["bash", "-c", '"$0" eval "maxpool2d 1x1x300x300 k1" | head -1; exit "${PIPESTATUS[0]}"', BINARY],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "")
        self.assertIn(done.returncode, (0, 128 + signal.SIGPIPE))

    def test_a_font_that_is_missing_is_told(self):
        hidden = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs none /usr/share/fonts && exec "$@"', "sh"]
        if subprocess.run([*hidden, "true"], capture_output=True).returncode != 0:
            self.skipTest("the fonts cannot be hidden here")
        for ending, told in (("png", True), ("pdf", True), ("gif", True), ("svg", False), ("md", False)):
            done = subprocess.run([*hidden, BINARY, "render", SMALL, "-o", f"x.{ending}"], cwd=self.folder, text=True,
                                  capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual("install fonts-inter" in done.stderr, told, f"{ending}: {done.stderr}")
            self.assertEqual("install fonts-jetbrains-mono" in done.stderr, told, f"{ending}: {done.stderr}")

    def test_a_sign_that_no_font_has_is_told(self):
        done = self.run_it("render", SMALL, "-o", "x.png", "--title", "a \U0010FFF0 b")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no font that is installed has \U0010FFF0", done.stderr)

    def test_there_is_nothing_to_watch_in_a_line(self):
        for problem in (SMALL, "2d-max-pooling"):
            done = self.run_it("render", problem, "-o", "x.svg", "--watch")
            self.assertEqual(done.returncode, 1)
            self.assertIn("no file to watch", done.stderr)
            self.assertEqual(os.listdir(self.folder), [])

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

    # --- programs -----------------------------------------------------------------------------------------------------

    def test_a_program_is_written_with_its_arrays_and_says_itself_that_all_is_equal(self):
        python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
        if subprocess.run([python, "-c", "import numpy"], capture_output=True).returncode != 0:
            self.skipTest("there is no NumPy: Debian's python3-numpy")
        line = "conv2d 1x2x20x20 out2 k3 s2 p1 mode=reflect"
        for form in ["loop", "numpy"]:
            done = self.run_it("code", line, "--as", form, "-o", f"my {form}.py")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            self.assertTrue((self.folder / f"my_{form}_x.npy").exists())
            ran = subprocess.run([python, f"my {form}.py"], cwd=self.folder, capture_output=True, text=True, timeout=120)
            self.assertEqual(ran.stderr, "")
            self.assertTrue(ran.stdout.endswith("200 of 200 cells equal\n"), ran.stdout)

    def test_a_program_is_printed_and_the_arrays_that_it_would_load_are_named(self):
        small = self.run_it("code", SMALL)
        self.assertEqual((small.returncode, small.stderr), (0, ""))
        self.assertIn("def max_pool2d(", small.stdout)
        large = self.run_it("code", LONG, "--as", "numpy")
        self.assertIn("x.npy and expected.npy", large.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_program_takes_no_place_of_what_it_is_made_of(self):
        self.save(LONG)
        refused = self.run_it("code", "s.json", "-o", "s.json")
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("s.json", refused.stderr)
        missing = self.run_it("code", "lppool2d 1x1x4x4 k2", "--as", "keras")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("TensorFlow", missing.stderr)


if __name__ == "__main__":
    BINARY = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
