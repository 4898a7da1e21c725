"""The real window: starts, is driven by mouse and keyboard, is looked at, and closes cleanly.

usage: window_test.py BINARY [NAME…]
"""

import os
import shutil
import subprocess
import sys
import time
import unittest

from screen import Program, Screen

BINARY = ""
ACCENT_DARK, ACCENT_LIGHT = (0xFF, 0xB4, 0x54), (0xD9, 0x73, 0x0D)
BACK_DARK, BACK_LIGHT = (0x14, 0x16, 0x1B), (0xF6, 0xF7, 0xF9)
EMPTY = (330, 70)  # a place of the canvas where nothing is drawn
KERNEL_ROW = 295  # of the side panel with one window section, points from the top
MENU_TRANSPOSED = (560, 254)  # the menu's entry of transposed convolution
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

    def tearDown(self):
        if self.program is not None and self.program.process.poll() is None:
            self.program.process.kill()
            self.program.process.wait()

    def start(self, *arguments):
        self.program = Program(self.screen, BINARY, *arguments)
        return self.program

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
        program.wait_title("step 3/16")
        program.key("space")
        program.key("ctrl+t")
        program.wait_colour(BACK_LIGHT, EMPTY)
        self.assertGreater(self.accent_pixels(ACCENT_LIGHT), 200)

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
    unittest.main(verbosity=2)
