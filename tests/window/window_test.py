"""The real window: starts, is driven by mouse and keyboard, is looked at, and closes cleanly.

usage: window_test.py BINARY COMPARE_PICTURES [NAME…]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from screen import Program, Screen

BINARY = ""
COMPARE = ""
ACCENT_DARK, ACCENT_LIGHT = (0xFF, 0xB4, 0x54), (0xD9, 0x73, 0x0D)
BACK_DARK, BACK_LIGHT = (0x14, 0x16, 0x1B), (0xF6, 0xF7, 0xF9)
EMPTY = (330, 70)  # a place of the canvas where nothing is drawn
PANEL_DARK = (0x1B, 0x1E, 0x25)
BESIDE = (1430, 115)  # there, when the program shows, below its tabs
KERNEL_ROW = 295  # of the side panel with one window section, points from the top
MENU_TRANSPOSED = (560, 254)  # the menu's entry of transposed convolution
# The figure panel at 1440 × 900: the field of the file's name, and what stands below it for each format.
FIGURE_NAME = (190, 282)
FIGURE_EXPORT_SVG = (150, 261)
FIGURE_EXPORT_GIF = (150, 342)
FIGURE_CANCEL_GIF = (255, 341)
PADDED_CORNER = (420, 212)  # of the input of a pool with padding
POOL = "maxpool2d 1x1x5x5 k2 s1 values=integers:3"


class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.screen = Screen()

    @classmethod
    def tearDownClass(cls):
        cls.screen.close()

    def setUp(self):
        self.program = None
        self.folder = tempfile.mkdtemp(prefix="stridelens-window-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def tearDown(self):
        if self.program is not None and self.program.process.poll() is None:
            self.program.process.kill()
            self.program.process.wait()

    def start(self, *arguments):
        # A home of its own: the settings of whoever runs the test are left alone.
        self.program = Program(self.screen, BINARY, *arguments,
                               env={"HOME": self.folder, "XDG_CONFIG_HOME": ""}, cwd=self.folder)
        return self.program

    def file(self, name):
        return os.path.join(self.folder, name)

    def wait_file(self, name, seconds=30):
        end = time.monotonic() + seconds
        while not os.path.exists(self.file(name)) and time.monotonic() < end:
            time.sleep(0.05)
        self.assertTrue(os.path.exists(self.file(name)), f"{name} was not written")

    def accent_pixels(self, colour=ACCENT_DARK):
        x, y, width, height = self.program.box()
        return self.screen.picture().colours((x, y, width, height), 2).get(colour, 0)

    def test_opens_in_the_first_lesson_at_the_designs_size_and_closes_cleanly(self):
        program = self.start()
        program.wait_title("Stridelens — maxpool2d 1x1x5x5 k2 s1 — step 7/16")
        self.assertEqual(program.box()[2:], (1440, 900))
        program.wait_colour(BACK_DARK, EMPTY)
        self.assertGreater(self.accent_pixels(), 200)
        self.assertEqual(program.close(), 0)

    def test_drag_of_the_kernel_slider_and_undo(self):
        program = self.start(POOL)
        program.wait_title("k2 s1")
        program.drag((144, KERNEL_ROW), (250, KERNEL_ROW))
        program.wait_title("maxpool2d 1x1x5x5 k5 s1")
        program.key("ctrl+z")
        program.wait_title("maxpool2d 1x1x5x5 k2 s1")
        program.key("ctrl+shift+z")
        program.wait_title("maxpool2d 1x1x5x5 k5 s1")
        self.assertEqual(program.close(), 0)

    def test_keys_step_play_and_change_the_theme(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.key("Right", "Right")
        program.wait_title("step 3/16")
        program.key("Left")
        program.wait_title("step 2/16")
        program.key("Next")
        program.wait_title("step 3/16")
        program.key("Prior")
        program.wait_title("step 2/16")
        program.key("End")
        program.wait_title("step 16/16")
        program.key("Home")
        program.wait_title("step 1/16")
        program.key("space")
        program.wait_step(3)  # at least: a busy machine may show it late
        program.key("space")
        program.key("ctrl+t")
        program.wait_colour(BACK_LIGHT, EMPTY)
        self.assertGreater(self.accent_pixels(ACCENT_LIGHT), 200)

    def test_the_program_beside_the_picture_and_the_inside_of_a_step(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.wait_colour(BACK_DARK, BESIDE)
        program.key("F4")
        program.wait_colour(PANEL_DARK, BESIDE)
        program.key(*["shift+Right"] * 5)  # four values, and the result
        program.wait_title("step 1/16")
        program.key("shift+Right")
        program.wait_title("step 2/16")
        program.key("shift+Left", "shift+Left")
        program.wait_title("step 1/16")
        program.key("F4")
        program.wait_colour(BACK_DARK, BESIDE)
        self.assertEqual(program.close(), 0)

    def test_a_refused_setting_says_so_and_keeps_the_picture(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.click(275, KERNEL_ROW)
        program.type("9")
        program.key("Return")
        program.wait_title("refused")
        time.sleep(0.3)
        x, y, width, height = program.box()
        self.assertGreater(len(self.screen.picture().colours((x + 310, y + 60, width - 320, height - 220), 2)), 20)
        program.key("ctrl+z")
        program.wait_title("step 1/16")

    def test_the_smallest_size_shows_everything(self):
        program = self.start(POOL)
        program.resize(900, 600)
        time.sleep(0.5)
        self.assertGreater(self.accent_pixels(), 100)
        program.key("End")
        program.wait_title("step 16/16")
        self.assertEqual(program.close(), 0)

    def test_at_rest_it_uses_no_cpu(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        time.sleep(1.5)
        before = program.cpu_seconds()
        time.sleep(3.0)
        self.assertLessEqual(program.cpu_seconds() - before, 0.06)

    def test_a_cell_is_edited_in_place(self):
        program = self.start("maxpool2d 1x1x2x2 k2 values=1,2,3,4")
        program.wait_title("step 1/1")
        x, y, _, _ = program.box()
        before = self.screen.picture().colours((x + 310, y + 60, 1100, 700), 2)
        program.click(695, 400)  # the upper left cell
        time.sleep(0.4)
        after = self.screen.picture().colours((x + 310, y + 60, 1100, 700), 2)
        self.assertTrue(before != after, "a click on a cell opens a field")
        program.type("77")
        program.key("Return")
        time.sleep(0.4)
        now = self.screen.picture().colours((x + 310, y + 60, 1100, 700), 2)
        self.assertTrue(now != after and now != before, "Enter takes the number")
        program.key("ctrl+z")
        time.sleep(0.4)
        program.move(400, 800)
        self.assertTrue(self.screen.picture().colours((x + 310, y + 60, 1100, 700), 2) != now, "Ctrl+Z takes it back")

    def test_a_look_up_is_pinned_by_a_click_and_let_go_by_escape(self):
        program = self.start("maxpool2d 1x1x5x5 k3 s1 p1 values=integers:3")
        program.wait_title("step 1/25")

        def foot():
            x, y, width, _ = program.box()
            return self.screen.picture().colours((x + 320, y + 762, width - 340, 24), 1)

        program.move(400, 80)
        time.sleep(0.4)
        before = foot()
        program.click(*PADDED_CORNER)
        program.move(400, 80)
        time.sleep(0.4)
        self.assertTrue(foot() != before, "the sentence stays when the mouse leaves")
        program.key("Right")
        program.wait_title("step 2/25")
        self.assertTrue(foot() != before, "and when the step moves on")
        program.key("Escape")
        time.sleep(0.4)
        self.assertTrue(foot() == before, "Escape lets go")

    def test_another_operation_comes_from_the_menu_and_its_views_by_key_and_mouse(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.click(520, 26)  # More
        time.sleep(0.4)
        program.click(*MENU_TRANSPOSED)
        program.wait_title("Stridelens — convtranspose2d 1x1x5x5")
        program.key("b")
        program.wait_title("input gradient — step 1/25")
        program.key("Right", "Right")
        program.wait_title("input gradient — step 3/25")
        program.key("v")
        program.wait_title("weight gradient")
        program.key("b")
        program.wait_title("— step")
        program.click(220, 114)  # Scatter, under Forward and Backward
        program.wait_title("scatter — step")
        self.assertGreater(self.accent_pixels(), 200)
        program.key("ctrl+z")
        program.click(220, 80)  # Backward
        program.wait_title("input gradient")
        for _ in range(8):
            program.key("ctrl+z")
        program.wait_title("Stridelens — " + POOL.split(" values")[0])
        self.assertEqual(program.close(), 0)

    def test_the_canvas_and_the_exported_picture_are_the_same(self):
        # Stated differences, of 255: glyphs are rasterised by ImGui here and by Cairo there, so letters differ at their
        # edges; shapes may not.
        mean, most = "0.9", "64"
        for spec, keys, theme in (("maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6, "dark"),
                                  ("avgpool2d 1x1x6x6 k3 s2 p1 ceil values=integers:4", 4, "light"),
                                  ("maxpool2d 1x1x28x28 k2 values=normal:7", 20, "dark"),
                                  ("maxpool1d 1x2x10 k3 p1 values=integers:5", 2, "light")):
            program = self.start(spec, "--theme", theme)
            program.wait_title("step 1/")
            program.key(*["Right"] * keys)
            program.wait_title(f"step {keys + 1}/")
            program.move(150, 880)  # off the canvas
            time.sleep(0.6)
            x, y, width, height = program.box()
            left, top, foot = 304, 52, 46  # the side panel, the bars
            canvas = (x + left, y + top, width - left, height - top - foot)
            self.screen.picture().save_png(self.file("seen.png"), canvas)
            program.close()
            subprocess.run([BINARY, "render", spec, "-o", self.file("written.png"), "--step", str(keys + 1), "--theme", theme,
                            "--size", f"{canvas[2]}x{canvas[3]}"], check=True)
            done = subprocess.run([COMPARE, self.file("seen.png"), self.file("written.png"), mean, most,
                                   os.path.join(tempfile.gettempdir(), "stridelens-canvas-difference.png")],
                                  capture_output=True, text=True)
            print(spec, theme, done.stdout.strip())
            self.assertEqual(done.returncode, 0, f"{spec}, {theme}: {done.stdout}")

    def test_a_figure_is_exported_from_the_panel_and_again_with_one_key(self):
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.key("e")  # nothing was exported yet: the panel opens
        time.sleep(1.0)
        program.click(*FIGURE_NAME)
        time.sleep(0.5)
        program.type("pool.svg")
        time.sleep(0.3)
        program.key("Return")
        time.sleep(0.8)
        program.click(*FIGURE_EXPORT_SVG)
        self.wait_file("pool.svg")
        with open(self.file("pool.svg"), encoding="utf-8") as svg:
            first = svg.read()
        self.assertIn("the largest of the 4 values in the window", first)
        program.key("Escape")
        program.key("Right", "Right")
        program.wait_title("step 3/16")
        os.remove(self.file("pool.svg"))
        program.key("e")
        self.wait_file("pool.svg")
        with open(self.file("pool.svg"), encoding="utf-8") as svg:
            self.assertNotEqual(svg.read(), first)
        self.assertEqual(program.close(), 0)
        self.assertTrue(os.path.exists(self.file(".config/stridelens/figure.json")), "the settings are remembered")
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.key("ctrl+e")
        time.sleep(0.4)
        program.click(*FIGURE_EXPORT_SVG)
        self.wait_file("maxpool2d-1x1x5x5-k2-s1-values-integers-3.svg")
        self.assertEqual(program.close(), 0)

    def test_the_window_stays_alive_while_a_long_film_is_written_and_it_can_be_cancelled(self):
        program = self.start("maxpool2d 1x1x28x28 k3 s1")
        program.wait_title("step 1/676")
        program.key("ctrl+e")
        time.sleep(0.4)
        program.click(*FIGURE_NAME)
        program.type("film.gif")
        program.key("Return")
        time.sleep(0.3)
        program.click(*FIGURE_EXPORT_GIF)
        time.sleep(1.0)
        program.key("Right", "Right")
        program.wait_title("step 3/676", 5)
        self.assertFalse(os.path.exists(self.file("film.gif")), "it should take longer")
        program.click(*FIGURE_CANCEL_GIF)
        time.sleep(1.5)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith((".gif", ".part"))], [])
        program.key("Right")
        program.wait_title("step 4/676", 5)
        self.assertEqual(program.close(), 0)

    def test_the_figure_is_copied_as_a_picture_and_as_svg(self):
        if not shutil.which("xclip"):
            self.skipTest("xclip is needed")
        def pasted(target):
            return subprocess.run(["xclip", "-selection", "clipboard", "-target", target, "-out"],
                                  env=self.screen.environment, capture_output=True, timeout=20).stdout
        program = self.start(POOL)
        program.wait_title("step 1/16")
        program.key("ctrl+shift+c")
        time.sleep(0.5)
        text = pasted("UTF8_STRING").decode()
        self.assertTrue(text.startswith("<?xml"), text[:80])
        self.assertTrue(text.endswith("</svg>\n"), text[-80:])
        program.key("ctrl+c")
        time.sleep(0.8)
        picture = pasted("image/png")
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
        self.assertGreater(len(picture), 10000)
        self.assertEqual(program.close(), 0)

    def test_without_xclip_it_says_what_to_install(self):
        tools = self.file("tools")
        os.mkdir(tools)  # a PATH without xclip
        self.program = Program(self.screen, BINARY, POOL, env={"HOME": self.folder, "XDG_CONFIG_HOME": "", "PATH": tools},
                               cwd=self.folder)
        program = self.program
        program.wait_title("step 1/16")
        x, y, width, height = program.box()
        foot = (x + 10, y + height - 90, 280, 80)  # of the side panel: what is told stands there
        before = self.screen.picture().colours(foot, 2)
        program.key("ctrl+c")
        program.wait(lambda: self.screen.picture().colours(foot, 2) != before, 15)
        self.assertEqual(program.close(), 0)

    def test_without_a_display_it_says_what_to_do(self):
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run([BINARY, POOL], env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("stridelens render", done.stderr)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        print("skipped: Xvfb and xdotool are needed")
        sys.exit(77)
    BINARY = os.path.abspath(sys.argv.pop(1))
    COMPARE = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
