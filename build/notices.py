"""Write NOTICES: what a package of Nonagon ships besides itself, and under which licences.

Usage: ``.venv/bin/python build/notices.py``. The licence texts are those that the installed
libraries carry; the texts of the GNU licences, which Qt's carry only by name, are Debian's copies.
"""

import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GNU_TEXTS = Path("/usr/share/common-licenses")
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
RULE = "=" * 100

INTRODUCTION = """\
Nonagon is under the MIT licence, see LICENSE. A package of it ships the libraries below, each under
its own licence. This file is written by `make notices`.

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3, whose text
stands at the end of this file. They are shipped unchanged, as separate shared libraries in the
folder PySide6, and may be replaced there by other builds of the same version. Their source code is
at https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/archive/qt/.
"""


def canonical(requirement: str) -> str:
    """Give the name that a requirement starts with, in the one way it is compared."""
    name = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", name.group() if name else requirement).lower()


def asked_for() -> list[str]:
    """List what pyproject.toml says the program stands on."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    if listed is None:
        sys.exit("pyproject.toml lists no dependencies.")
    return re.findall(r'"([^"]+)"', listed.group(1))


def shipped() -> dict[str, metadata.Distribution]:
    """Find the libraries the program stands on, directly or through others, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = asked_for()
    while waiting:
        name = canonical(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or another Python
        waiting += [need for need in found[name].requires or [] if "extra ==" not in need]
    return dict(sorted(found.items()))


def licence(library: metadata.Distribution) -> str:
    """Name a library's licence in a few words."""
    fields = library.metadata
    name = fields.get("License-Expression") or fields.get("License") or ""
    if name and "\n" not in name and not name.startswith("Copyright"):
        return str(name)
    classifiers = fields.get_all("Classifier") or []
    names = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::")]
    return ", ".join(names) or "see its text"


def texts(library: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Give the licence texts that a library carries, each with the name of its file."""
    for file in sorted(library.files or [], key=str):
        folder = str(file.parent)
        if ".dist-info" in folder and LICENCE_FILE.search(file.name):
            text = file.locate().read_text(encoding="utf-8", errors="replace")
            yield str(file).split(".dist-info/")[-1].removeprefix("licenses/"), text


def section(title: str, about: str, parts: Iterable[tuple[str, str]]) -> str:
    """Set one library's notice."""
    lines = [RULE, title, about, RULE]
    seen: set[str] = set()
    for name, text in parts:
        body = "\n".join(line.rstrip() for line in text.strip().splitlines())
        if body not in seen:  # some carry the same text many times
            lines += ["", f"--- {name}", "", body]
            seen.add(body)
    return "\n".join([*lines, "", ""])


def python_section() -> str:
    """Set the notice of Python itself."""
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return section(
        "Python",
        "PSF-2.0. https://www.python.org",
        [(text.name, text.read_text(encoding="utf-8"))],
    )


def notices() -> str:
    """Set the whole file."""
    libraries = [
        section(f"{name} {library.version}", licence(library), texts(library))
        for name, library in shipped().items()
    ]
    bootloader = section(
        "PyInstaller, its bootloader",
        "GPL-2.0-or-later, with the exception that what it starts may be under any licence.",
        [],
    )
    type_licence = (ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    carlito = section("Carlito, the type of reports", "OFL-1.1", [("OFL.txt", type_licence)])
    gnu = [(name, (GNU_TEXTS / name).read_text(encoding="utf-8")) for name in ("LGPL-3", "GPL-3")]
    qt = section("Licences of Qt, PySide6 and Shiboken", "LGPL-3.0-only", gnu)
    return (
        "\n".join([INTRODUCTION, *libraries, python_section(), carlito, bootloader, qt]).rstrip()
        + "\n"
    )


if __name__ == "__main__":
    (ROOT / "NOTICES").write_text(notices(), encoding="utf-8")
