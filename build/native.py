"""Compile the loops of core/native for this machine.

Usage: ``.venv/bin/python build/native.py``. The compiler is Zig's, which comes as a package with
all that it needs. Where it cannot be used the program reads large files with NumPy alone, which
is slower and gives the same.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.native.loops import SOURCE, compiled_path  # noqa: E402 - the root has to be known first

CACHE = ROOT / "dist" / "zig"
WARNINGS = ("-Wall", "-Wextra", "-Werror")
# The package runs on other machines than the one that compiled it.
OPTIONS = ("-std=c11", "-O3", "-mcpu=baseline", *WARNINGS, "-shared", "-fvisibility=hidden")


def main() -> None:
    """Compile the loops unless that was done; old ones are removed."""
    target = compiled_path()
    if target.exists():
        return
    unfinished = target.with_name(f"unfinished-{os.getpid()}{target.suffix}")
    command = [sys.executable, "-m", "ziglang", "cc", *OPTIONS, str(SOURCE), "-o", str(unfinished)]
    caches = {name: str(CACHE) for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR")}
    done = subprocess.run(command, check=False, env=os.environ | caches)
    if done.returncode:
        unfinished.unlink(missing_ok=True)
        print("The loops in C were not compiled; large files are read more slowly without them.")
        return
    for old in SOURCE.parent.glob("cells-*"):
        old.unlink()
    for beside in SOURCE.parent.glob(f"{unfinished.stem}.*"):
        if beside != unfinished:  # Windows' compiler writes a list of names beside it
            beside.unlink()
    unfinished.replace(target)


if __name__ == "__main__":
    main()
