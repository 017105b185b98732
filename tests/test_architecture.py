"""The rules of ARCHITECTURE.md that neither ruff nor import-linter can state."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
THIS_FILE = Path(__file__).resolve()
CODE = ("main.py", "core", "ui", "resources", "build")

TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "NOTICES",
    "README.md",
    "build",
    "core",
    "docs",
    "main.py",
    "pyproject.toml",
    "requirements.lock",
    "resources",
    "tests",
    "ui",
}
MADE_BY_TOOLS = {".git", ".venv", ".hypothesis", ".benchmarks", "__pycache__", "dist"}

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
LONGEST_FILE = 300
FEWEST_WORDS = 3

DOORS = {"main.py", "core/engine.py", "resources/__init__.py"}

STARTS_PROCESSES = {"ui/engine_client.py"}
PROCESS_MODULES = {"subprocess", "pty", "concurrent.futures", "multiprocessing.pool"}
PROCESS_NAMES = {
    "Popen",
    "Process",
    "ProcessPoolExecutor",
    "Pool",
    "QProcess",
    "get_context",
    "os.execv",
    "os.fork",
    "os.posix_spawn",
    "os.spawnv",
    "os.startfile",
    "os.system",
}

ADDRESSES = re.compile(
    r"https?://[^\s)>\"']*(?:pypi|pythonhosted|artifact|registry|mirror|simple/)|"
    r"--(?:extra-)?index-url[ =]\S*://",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home|Users|opt)/\w|[A-Z]:\\Users\\\w")


def files() -> Iterator[Path]:
    """Give every file that belongs to the checkout."""
    folders = [CHECKOUT]
    while folders:
        for entry in sorted(folders.pop().iterdir()):
            if entry.name in MADE_BY_TOOLS or entry.name.endswith("_cache"):
                continue
            if entry.is_dir():
                folders.append(entry)
            elif entry.suffix != ".pyc":
                yield entry


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def python_files(*tops: str) -> list[Path]:
    return [
        path
        for path in files()
        if path.suffix in {".py", ".spec"} and name(path).split("/")[0] in tops
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@cache
def words_used(path: Path) -> tuple[tuple[int, str], ...]:
    """Give every name, attribute and keyword argument in a file with its line."""
    return tuple(_words_used(tree(path)))


def _words_used(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=word):
                yield node.lineno, f"os.{word}"
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.alias(name=word):
                yield node.lineno, word
            case ast.keyword(arg=str(word)) | ast.arg(arg=word):
                yield node.lineno, word


def imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Give every imported module with its line."""
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=str(source)):
                yield node.lineno, source


def text(path: Path) -> str:
    """Give what is written in a file; empty if it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_top_level_holds_what_the_architecture_names_and_nothing_else() -> None:
    found = {name(path).split("/")[0] for path in files()}
    assert found - TOP_LEVEL == set()


def test_the_recipes_are_not_a_package() -> None:
    assert not (CHECKOUT / "build" / "__init__.py").exists()


def test_no_code_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {name(path): len(text(path).splitlines()) for path in python_files(*CODE)}
    assert {path: lines for path, lines in lengths.items() if lines >= LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {part for path in python_files(*CODE, "tests") for part in path.with_suffix("").parts}
    relative = parts - set(CHECKOUT.parts)
    assert relative & SAYS_NOTHING == set()


def test_imports_stand_at_the_top_except_at_the_doors() -> None:
    found = {
        f"{name(path)}:{line}"
        for path in python_files(*CODE, "tests")
        if name(path) not in DOORS
        for function in functions(tree(path))
        for line, _ in imported(ast.Module(body=function.body, type_ignores=[]))
    }
    assert found == set()


@pytest.mark.parametrize("banned", ["TYPE_CHECKING", "n_jobs"])
def test_what_hides_imports_or_starts_workers_is_not_used(banned: str) -> None:
    found = {
        f"{name(path)}:{line}"
        for path in python_files(*CODE, "tests")
        for line, word in words_used(path)
        if word == banned
    }
    assert found == set()


def test_only_the_engines_client_starts_processes() -> None:
    found = {
        f"{name(path)}:{line}: {word}"
        for path in python_files("main.py", "core", "ui", "resources")
        if name(path) not in STARTS_PROCESSES
        for line, word in (*words_used(path), *imported(tree(path)))
        if word in PROCESS_NAMES | PROCESS_MODULES
        if not (word == "concurrent.futures" and takes_threads_only(tree(path)))
    }
    assert found == set()


def takes_threads_only(module: ast.Module) -> bool:
    taken = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "concurrent.futures"
        for alias in node.names
    }
    return bool(taken) and taken <= {"Future", "ThreadPoolExecutor"}


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = {
        f"{name(path)}: {match.group()}"
        for path in files()
        if path != THIS_FILE
        for pattern in (ADDRESSES, MACHINE_PATHS)
        for match in pattern.finditer(text(path))
    }
    assert found == set()


def test_every_test_is_named_by_a_sentence_and_returns_nothing() -> None:
    found = {
        f"{name(path)}:{function.lineno}: {function.name}"
        for path in python_files("tests")
        for function in functions(tree(path))
        if function.name.startswith("test_")
        and (
            len(function.name.split("_")[1:]) < FEWEST_WORDS
            or not isinstance(function.returns, ast.Constant)
        )
    }
    assert found == set()
