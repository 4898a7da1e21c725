"""The pictures in assets/pictures are those that their script draws.

usage: pictures_test.py FOLDER
"""

import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(sys.argv[1])

with tempfile.TemporaryDirectory(prefix="stridelens-pictures-") as drawn:
    subprocess.run([sys.executable, FOLDER / "draw-pictures", drawn], check=True)
    ours = {path.name: path.read_bytes() for path in FOLDER.glob("*.ppm")}
    theirs = {path.name: path.read_bytes() for path in pathlib.Path(drawn).glob("*.ppm")}
if ours != theirs:
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    sys.exit(f"{', '.join(names)}: not what draw-pictures draws; run {FOLDER / 'draw-pictures'}")
