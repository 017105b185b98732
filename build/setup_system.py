"""Install, or name, the system libraries that Python packages cannot bring along.

Usage: ``python3 build/setup_system.py [--check] GROUP…`` with the groups ``window`` (to run and to
test), ``display`` (a screen in memory, for pictures of the window), ``engines`` (databases that
the scoring is tested on) and ``package``. Only the standard library is used, because this runs
before anything is installed.

Nothing is done when nothing is missing. As root on Debian or Ubuntu what is missing is installed;
elsewhere the command to do it is printed and the exit status is 2. With ``--check`` nothing is
installed, wherever this runs.
"""

import argparse
import ctypes
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
APT_GET = ("apt-get", "-o", "Dpkg::Use-Pty=0")


class Need(NamedTuple):
    """Something the program needs from the system."""

    what: str
    """A library or a program, by the name of its file, or a typeface."""
    package: str
    """The Debian package that has it."""
    found: Callable[[str], bool]
    """Whether this system has it."""
    required: bool = True
    """False for what only makes the window look as designed, or lets more be tested."""


def loads(library: str) -> bool:
    """Whether the library can be loaded, which is the one proof that it is there."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def on_path(program: str) -> bool:
    """Whether the program is found by its name."""
    return shutil.which(program) is not None


def has_typeface(name: str) -> bool:
    """Whether a font file of this name lies where Linux keeps fonts."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(
        next(folder.rglob(f"{name}*.[ot]t[fc]"), None) for folder in folders if folder.is_dir()
    )


def has_server(program: str) -> bool:
    """Whether a PostgreSQL server is there; Debian keeps its programs out of the way."""
    return on_path(program) or any(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))


def python_library() -> Iterator[Need]:
    """Say which shared library of this Python a package has to carry; none if it is built in."""
    name = str(sysconfig.get_config_var("INSTSONAME") or "")
    folder = Path(str(sysconfig.get_config_var("LIBDIR") or "/"))
    if ".so" in name and not (folder / name).exists():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        yield Need(name, f"libpython{version}", loads)


GROUPS = {
    "window": (
        Need("libGL.so.1", "libgl1", loads),
        Need("libEGL.so.1", "libegl1", loads),
        Need("libgthread-2.0.so.0", "libglib2.0-0", loads),
        Need("libxkbcommon.so.0", "libxkbcommon0", loads),
        Need("libfontconfig.so.1", "libfontconfig1", loads),
        Need("libdbus-1.so.3", "libdbus-1-3", loads),
        Need("libxcb-cursor.so.0", "libxcb-cursor0", loads),
        Need("libxcb-icccm.so.4", "libxcb-icccm4", loads),
        Need("libxcb-keysyms.so.1", "libxcb-keysyms1", loads),
        Need("libxcb-shape.so.0", "libxcb-shape0", loads),
        Need("libxcb-xkb.so.1", "libxcb-xkb1", loads),
        Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", loads),
        Need("Inter", "fonts-inter", has_typeface, required=False),
        Need("strace", "strace", on_path, required=False),
    ),
    "display": (
        Need("Xvfb", "xvfb", on_path),
        Need("xauth", "xauth", on_path),
    ),
    "engines": (
        Need("initdb", "postgresql", has_server),
        Need("psql", "postgresql-client", on_path),
        Need("java", "default-jre-headless", on_path),
    ),
    "package": (Need("objdump", "binutils", on_path), *python_library()),
}


def missing(groups: list[str]) -> list[Need]:
    """List what the groups need and this system lacks."""
    needs = [need for group in groups for need in GROUPS[group]]
    return [need for need in needs if not need.found(need.what)]


def command(needs: list[Need]) -> list[str]:
    """Give the command that brings what is missing, as this system's administrator types it."""
    if on_path("apt-get"):
        packages = [need.package for need in needs]
        return ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for installer in ("dnf", "zypper"):
        if on_path(installer):  # both know libraries by the names of their files
            return [installer, "install", *map(capability, needs)]
    return []


def capability(need: Need) -> str:
    """Name a need as rpm knows it."""
    if need.found is loads:
        return f"{need.what}()(64bit)"
    return f"/usr/bin/{need.what}" if need.found is on_path else "rsms-inter-fonts"


def advise(needs: list[Need]) -> None:
    """Tell a person what is missing and how to get it."""
    names = ", ".join(need.what for need in needs)
    install = command(needs)
    if install:
        print(f"Missing on this system: {names}.\nTo install it, run:\n", file=sys.stderr)
        print(f"    sudo {shlex.join(install)}\n", file=sys.stderr)
    else:
        print(f"Missing on this system: {names}.", file=sys.stderr)
        print("Install what provides it with your package manager.", file=sys.stderr)


def install(needs: list[Need]) -> int:
    """Install what is missing and answer with the exit status of the installer."""
    packages = [need.package for need in needs]
    print("Installing system packages:", *packages, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        (*APT_GET, "-qq", "update"),
        (*APT_GET, "-qq", "install", "-y", "--no-install-recommends", *packages),
    )
    for step in steps:
        run = subprocess.run(step, check=False, env=environment, stdin=subprocess.DEVNULL)
        if run.returncode:
            return run.returncode
    return 0


def set_up(groups: list[str], *, may_install: bool) -> int:
    """Bring or name what is missing; 0 when everything that is required is there, else 2."""
    if sys.platform != "linux":
        return 0  # elsewhere the wheels bring all they need
    needs = missing(groups)
    if needs and may_install and os.geteuid() == 0 and on_path("apt-get"):
        install(needs)
        needs = missing(groups)
    if needs:
        advise(needs)
    return 2 if any(need.required for need in needs) else 0


def main() -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description="Install or name missing system libraries.")
    parser.add_argument("--check", action="store_true", help="only say what is missing")
    parser.add_argument("groups", nargs="+", choices=GROUPS, metavar="GROUP")
    choice = parser.parse_args()
    return set_up(choice.groups, may_install=not choice.check)


if __name__ == "__main__":
    sys.exit(main())
