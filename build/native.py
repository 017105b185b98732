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

from core.native.library import FOLDER, compiled_path, sources  # noqa: E402 - the root has to be known first

CACHE = ROOT / "dist" / "zig"
WARNINGS = ("-Wall", "-Wextra", "-Werror")
# The package runs on other machines than the one that compiled it.
OPTIONS = ("-std=c11", "-O3", "-mcpu=baseline", "-shared", "-fvisibility=hidden")
# Every machine gives the same to the last digit, whether it could multiply and add at once or not.
EXACT = ("-ffp-contract=off",)


def main() -> None:
    """Compile the loops unless that was done; old ones are removed."""
    target = compiled_path()
    if target.exists():
        return
    unfinished = target.with_name(f"unfinished-{os.getpid()}{target.suffix}")
    code = [str(path) for path in sources() if path.suffix == ".c"]
    compiler = [sys.executable, "-m", "ziglang", "cc", *WARNINGS, *OPTIONS, *EXACT]
    command = [*compiler, *code, "-o", str(unfinished)]
    caches = {name: str(CACHE) for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR")}
    done = subprocess.run(command, check=False, env=os.environ | caches)
    if done.returncode:
        unfinished.unlink(missing_ok=True)
        print("The loops in C were not compiled; large files are read more slowly without them.")
        return
    for old in FOLDER.glob("loops-*"):
        old.unlink()
    for beside in FOLDER.glob(f"{unfinished.stem}.*"):
        if beside != unfinished:  # Windows' compiler writes a list of names beside it
            beside.unlink()
    unfinished.replace(target)


if __name__ == "__main__":
    main()
