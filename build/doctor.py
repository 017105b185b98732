"""Say what this machine lacks for Nonagon and how to get it.

Usage: ``python3 build/doctor.py [--python]``; with ``--python`` only Python itself is looked at,
and nothing is printed when it will do. The exit status is 2 if something is missing.

This file is read by whatever Python there is, so it keeps to what old ones understand.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv" / "bin" / "python"
OLDEST = (3, 11)
OLDEST_PIP = (22, 3)


def python_problem():
    """Tell why this Python will not do, and what to do about it; empty if it will."""
    if sys.version_info < OLDEST:
        return (
            f"Nonagon needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.\n"
            "Install a newer one and name it: make PYTHON=python3.12 …"
        )
    if importlib.util.find_spec("venv") is None:
        return f"{sys.executable} has no module venv. On Debian: sudo apt-get install python3-venv"
    if importlib.util.find_spec("pip") is None:
        return f"{sys.executable} has no pip. On Debian: sudo apt-get install python3-pip"
    if pip_version() < OLDEST_PIP:
        return (
            f"{sys.executable} has a pip older than 22.3, which cannot fill another environment.\n"
            "Renew it: python3 -m pip install --upgrade pip"
        )
    return ""


def pip_version():
    """Tell the version of pip as a pair of numbers."""
    run = [sys.executable, "-m", "pip", "--version"]
    words = subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout.split()
    return tuple(int(part) for part in words[1].decode().split(".")[:2])


def environment_problem():
    """Tell what is wrong with the installed libraries; empty if the window's can be loaded."""
    if not ENVIRONMENT.exists():
        return "The libraries are not installed yet: make setup"
    run = subprocess.run(
        [str(ENVIRONMENT), "-c", "import PySide6.QtWidgets, pyqtgraph, pandas, scipy"],
        check=False,
        stderr=subprocess.PIPE,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
    )
    if run.returncode:
        last = run.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return "The installed libraries cannot be loaded ({}): make clean setup".format(*last)
    return ""


def system_problem(*groups):
    """Tell what these groups of system libraries lack; empty if nothing."""
    check = [sys.executable, str(ROOT / "build" / "setup_system.py"), "--check"]
    run = subprocess.run([*check, *groups], check=False, stderr=subprocess.PIPE)
    return run.stderr.decode().strip()


def display_problem():
    """Tell what to expect where no window can be shown; empty if there is a display."""
    if sys.platform != "linux" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ:
        return ""
    return "There is none: make run works without a window, make test needs none"


def report(name, problem):
    """Print one line on one thing, and what to do if it is not in order."""
    print(f"{name:<22}{problem or 'ok'}")
    return bool(problem)


def main():
    """Look at what was asked for and answer with the exit status."""
    problem = python_problem()
    if problem or "--python" in sys.argv[1:]:
        print(problem, end="\n" if problem else "", file=sys.stderr)
        return 2 if problem else 0
    print(f"{'Python':<22}ok, {sys.version.split()[0]}")
    lacking = [
        report("System libraries", system_problem("window")),
        report("Python libraries", environment_problem()),
    ]
    report("Display", display_problem())
    report("For make package", system_problem("display", "package"))
    report("For make test-engines", system_problem("engines"))
    return 2 if any(lacking) else 0


if __name__ == "__main__":
    sys.exit(main())
