"""Prove that the package in dist/nonagon works where nothing else of Nonagon is.

Usage: ``.venv/bin/python build/check_package.py``. The package proves itself, tells its version,
analyses the sample company, and opens its window with the sample on a screen in memory; no file in
it may come from where it should not. The picture and the results stay in dist/package-check.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dist" / "nonagon"
PROGRAM = PACKAGE / "nonagon"
RESULTS = ROOT / "dist" / "package-check"
SAMPLE = ("customers_2025.xlsx", "orders_2025.csv", "contacts_2025.csv", "survey_2025.csv")
MEGABYTE = 1_000_000
LARGEST = 460 * MEGABYTE
SECONDS = 240

# Parts of Qt that are under the GPL alone, a browser, tests, and what only developers use.
UNWANTED = re.compile(
    r"Qt6?(Charts|DataVisualization|Graphs|NetworkAuth|VirtualKeyboard|WebEngine|HttpServer|Quick3D)"
    r"|/(tests?|hypothesis|mypy|_?pytest|pip|setuptools|PyInstaller|tkinter)/",
    re.IGNORECASE,
)


def fail(sentence: str) -> None:
    """Stop, with the reason."""
    sys.exit(f"The package is not good: {sentence}")


def run(*words: str, prefix: tuple[str, ...] = (), platform: str = "offscreen") -> str:
    """Run the packaged program in an empty folder and give what it prints."""
    command = [*prefix, str(PROGRAM), *words]
    started = time.perf_counter()
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            cwd=RESULTS,
            encoding="utf-8",
            env=environment | {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": platform},
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        fail(f"{' '.join(words)} was not done after {SECONDS} seconds.")
    if done.returncode:
        fail(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    print(f"  {time.perf_counter() - started:5.1f} s  nonagon {' '.join(map(last_part, words))}")
    return done.stdout


def last_part(word: str) -> str:
    """Shorten a path to the name of its file."""
    return word.rsplit("/", 1)[-1]


def check_files() -> None:
    """See that nothing unwanted was packed and that the licences were."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and not path.is_symlink()]
    names = [path.relative_to(PACKAGE).as_posix() for path in files]
    unwanted = [name for name in names if UNWANTED.search(name)]
    if unwanted:
        fail(f"it has {len(unwanted)} files it must not have, as {', '.join(unwanted[:5])}.")
    for needed in ("LICENSE", "NOTICES"):
        if not any(name.endswith(f"/{needed}") for name in names):
            fail(f"{needed} is not in it.")
    size = sum(path.stat().st_size for path in files)
    if size > LARGEST:
        fail(f"it has {size / MEGABYTE:.0f} MB; {LARGEST / MEGABYTE:.0f} MB is the limit.")
    print(f"  {len(files)} files, {size / MEGABYTE:.0f} MB")


def check_analysis(sample: list[str]) -> None:
    """See that the sample company is analysed and the results can be read."""
    outputs = ("--plan", "plan.xlsx", "--customers", "customers.csv", "--json", "analysis.json")
    run("analyse", *sample, *outputs)
    answer = json.loads((RESULTS / "analysis.json").read_text(encoding="utf-8"))
    if not answer.get("segments"):
        fail("its analysis of the sample company has no segments.")
    for name in ("plan.xlsx", "customers.csv"):
        if not (RESULTS / name).stat().st_size:
            fail(f"its {name} is empty.")


def check_association() -> None:
    """See that projects can be opened by a double click once the package says so."""
    home = RESULTS / "home"
    environment = os.environ | {"XDG_DATA_HOME": str(home)}
    subprocess.run([str(PACKAGE / "associate.sh")], check=True, env=environment)
    entry = (home / "applications" / "nonagon.desktop").read_text(encoding="utf-8")
    if f'Exec="{PROGRAM}" %F' not in entry or not (home / "mime/packages/nonagon.xml").exists():
        fail("it cannot be made the program that opens projects.")
    subprocess.run([str(PACKAGE / "associate.sh"), "--remove"], check=True, env=environment)
    if (home / "applications" / "nonagon.desktop").exists():
        fail("it cannot be undone that it opens projects.")


def check_project(sample: list[str]) -> None:
    """See that an analysis is saved as a project, and that the project is analysed again."""
    run("analyse", *sample, "--project", "sample.nonagon", "--json", "first.json")
    run("analyse", "sample.nonagon", "--json", "again.json")
    if (RESULTS / "first.json").read_bytes() != (RESULTS / "again.json").read_bytes():
        fail("a project does not lead to the same results.")


def check_window(sample: list[str]) -> None:
    """See that the window opens on a real screen, not only on Qt's pretended one."""
    screen = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24")
    run(*sample, "--screenshot", "window.png", prefix=screen, platform="xcb")
    picture = RESULTS / "window.png"
    if not picture.exists() or not picture.read_bytes().startswith(b"\x89PNG"):
        fail("its window left no picture.")


def main() -> None:
    """Check everything; the last line says that all is well."""
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    sample = [str(PACKAGE / "_internal" / "resources" / "sample_company" / name) for name in SAMPLE]
    print("Checking dist/nonagon")
    check_files()
    version = run("--version").strip()
    run("self-test")
    check_analysis(sample)
    check_project(sample)
    check_association()
    check_window(sample)
    print(f"The package of {version} works; the picture of its window is {RESULTS}/window.png")


if __name__ == "__main__":
    main()
