"""Compile the loops of core/native for this machine.

Usage: ``.venv/bin/python build/native.py``. The compiler is Zig's, which comes as a package with
all that it needs. Where it cannot be used the program reads large files with NumPy alone, which
is slower and gives the same.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.native.library import (  # noqa: E402 - the root has to be known first
    FOLDER,
    OPTIONS,
    compiled,
    compiled_path,
    sources,
)

CACHE = ROOT / "dist" / "zig"
WARNINGS = ("-Wall", "-Wextra", "-Werror")


def main() -> None:
    """Compile the loops unless that was done."""
    if compiled() is not None:
        return
    target = compiled_path()
    unfinished = target.with_name(f"loops-unfinished-{os.getpid()}{target.suffix}")
    code = [str(path) for path in sources() if path.suffix == ".c"]
    compiler = [sys.executable, "-m", "ziglang", "cc", *WARNINGS, *OPTIONS]
    caches = {name: str(CACHE) for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR")}
    command = [*compiler, *code, "-o", str(unfinished)]
    done = subprocess.run(command, check=False, env=os.environ | caches)
    if done.returncode:
        print("The loops in C were not compiled; large files are read more slowly without them.")
    else:
        unfinished.replace(target)
    clean(target)


def clean(target: Path) -> None:
    """Remove what was compiled earlier, and what a compiler wrote beside it."""
    for path in FOLDER.glob("loops-*"):
        if path != target:
            with suppress(OSError):  # on Windows a program that runs still uses it
                path.unlink()


if __name__ == "__main__":
    main()
