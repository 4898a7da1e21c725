"""A virtual screen (Xvfb), a program on it, and the hand (xdotool) and eye (the frame buffer) of a user."""

import ctypes
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib


class Picture:
    """The screen's pixels, read from Xvfb's frame buffer file (XWD)."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        head = struct.unpack(">25I", data[:100])
        self.width, self.height, self.line, colours = head[4], head[5], head[12], head[19]
        self.bytes = head[11] // 8
        self.pixels = data[head[0] + 12 * colours:]

    def at(self, x, y):
        """(red, green, blue) of a pixel."""
        start = y * self.line + x * self.bytes
        blue, green, red = self.pixels[start:start + 3]
        return red, green, blue

    def colours(self, box, stride=1):
        """How often each colour stands in the box (x, y, width, height)."""
        counts = {}
        left, top, width, height = box
        for y in range(top, top + height, stride):
            for x in range(left, left + width, stride):
                colour = self.at(x, y)
                counts[colour] = counts.get(colour, 0) + 1
        return counts

    def save_png(self, path, box):
        """For people: a part of the screen as a PNG."""
        left, top, width, height = box
        rows = bytearray()
        for y in range(top, top + height):
            start = y * self.line + left * self.bytes
            line = self.pixels[start:start + width * self.bytes]
            pixels = bytearray(3 * width)
            for channel in range(3):  # blue, green, red
                pixels[2 - channel::3] = line[channel::self.bytes]
            rows += b"\0" + pixels
        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)) +
                       chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b""))


class Screen:
    """Xvfb on a free display."""

    def __init__(self, size="1600x1000", dpi=96):
        self.folder = tempfile.mkdtemp(prefix="stridelens-screen-")
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size + "x24", "-dpi", str(dpi), "-fbdir", self.folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()
        self.environment = dict(os.environ, DISPLAY=self.display, LIBGL_ALWAYS_SOFTWARE="1", XDG_SESSION_TYPE="x11")
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def picture(self):
        return Picture(os.path.join(self.folder, "Xvfb_screen0"))


class Program:
    """Stridelens with an open window that has the keyboard."""

    def __init__(self, screen, binary, *arguments, env=None, cwd=None):
        self.screen = screen
        self.environment = dict(screen.environment, **(env or {}))
        self.process = subprocess.Popen([binary, *arguments], env=self.environment, cwd=cwd)
        pid = str(self.process.pid)
        search = ("search", "--all", "--onlyvisible", "--pid", pid, "--name", "^Stridelens")
        self.window = self.wait(lambda: self._run(*search).split(), 60)[-1]
        self._run("windowfocus", "--sync", self.window)
        self.wait(lambda: "—" in self.title(), 30)

    def _run(self, *arguments):
        done = subprocess.run(["xdotool", *arguments], env=self.screen.environment, capture_output=True, text=True,
                              timeout=30)
        return done.stdout.strip()

    @staticmethod
    def wait(condition, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            result = condition()
            if result:
                return result
            time.sleep(0.05)
        raise AssertionError("waited in vain")

    def title(self):
        return self._run("getwindowname", self.window)

    def box(self):
        """(x, y, width, height) on the screen."""
        fields = dict(line.split("=") for line in self._run("getwindowgeometry", "--shell", self.window).splitlines())
        return int(fields["X"]), int(fields["Y"]), int(fields["WIDTH"]), int(fields["HEIGHT"])

    def wait_title(self, part, seconds=15):
        """Waits until the title holds the words; the last title is in the failure."""
        try:
            self.wait(lambda: part in self.title(), seconds)
        except AssertionError:
            raise AssertionError(f"the title should hold “{part}”; it is “{self.title()}”") from None

    def wait_step(self, least, seconds=15):
        """Waits until the title says this step or a later one."""
        def there():
            step = re.search(r"step (\d+)/", self.title())
            return step is not None and int(step[1]) >= least
        self.wait(there, seconds)

    def wait_colour(self, colour, at, seconds=15):
        x, y, _, _ = self.box()
        self.wait(lambda: self.screen.picture().at(x + at[0], y + at[1]) == colour, seconds)

    def key(self, *keys):
        for key in keys:
            self._run("key", key)
            time.sleep(0.1)

    def type(self, text):
        self._run("type", "--delay", "60", text)

    def move(self, x, y):
        self._run("mousemove", "--window", self.window, str(x), str(y))
        time.sleep(0.1)

    def click(self, x, y):
        self.move(x, y)
        self._run("mousedown", "1")
        time.sleep(0.15)
        self._run("mouseup", "1")
        time.sleep(0.15)

    def drag(self, start, end, steps=8):
        self.move(*start)
        self._run("mousedown", "1")
        time.sleep(0.15)
        for i in range(1, steps + 1):
            self.move(start[0] + (end[0] - start[0]) * i // steps, start[1] + (end[1] - start[1]) * i // steps)
        self._run("mouseup", "1")
        time.sleep(0.15)

    def resize(self, width, height):
        self._run("windowsize", self.window, str(width), str(height))
        self.wait(lambda: self.box()[2:] == (width, height), 10)

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        """Asks as a window manager does (WM_DELETE_WINDOW) and returns the exit code."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self.screen.display.encode()))
        protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
        delete = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
        # XClientMessageEvent: type, serial, send_event, display, window, message_type, format, data.l[5]
        event = struct.pack("@iLiPLLi5l", 33, 0, 1, display.value, int(self.window), protocols, 32, delete, 0, 0, 0, 0)
        x11.XSendEvent(display, ctypes.c_ulong(int(self.window)), 0, ctypes.c_long(0), event.ljust(192, b"\0"))
        x11.XFlush(display)
        code = self.process.wait(30)
        x11.XCloseDisplay(display)
        return code
