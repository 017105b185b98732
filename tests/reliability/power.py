"""What a disk may hold after a power cut, worked out from the system calls of a save.

Bytes that were written and not forced to the disk may be there, not there, or there in part.
Changes to folders come to the disk in their order, but none of them has to until the folder
is forced to it. This is what journalling file systems promise, and no more.
"""

import ast
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SECTOR = 512
TRACED = (
    "open,openat,creat,write,pwrite64,lseek,close,fsync,fdatasync,ftruncate,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat"
)
OPTIONS = ("-xx", "-y", "-s", "100000000", "-e", f"trace={TRACED}")

_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"^(\d+)<([^>]*)>")


@dataclass(frozen=True)
class Write:
    """Bytes that are put into a file at a place."""

    path: str
    place: int
    content: bytes


@dataclass(frozen=True)
class Cut:
    """A file that is made shorter or longer."""

    path: str
    size: int


@dataclass(frozen=True)
class Made:
    """A file that is new in its folder."""

    path: str


@dataclass(frozen=True)
class Moved:
    """A file that gets another name, or a further one."""

    path: str
    to: str
    stays: bool


@dataclass(frozen=True)
class Removed:
    """A name that goes."""

    path: str


@dataclass(frozen=True)
class Forced:
    """A file or folder that is forced to the disk."""

    path: str


@dataclass(frozen=True)
class Told:
    """The user is told that it is done."""


Step = Write | Cut | Made | Moved | Removed | Forced | Told


def steps_from(log: str, done: bytes) -> list[Step]:
    """Read the steps of a save from what strace has written with `OPTIONS`."""
    return list(_Reader(done).steps(log.splitlines()))


class _Reader:
    """Knows where in each open file the next byte goes."""

    def __init__(self, done: bytes) -> None:
        self._done = done
        self._places: dict[str, int] = {}

    def steps(self, lines: Iterable[str]) -> Iterable[Step]:
        for line in _whole(lines):
            match = _LINE.match(line)
            if match is None or int(match[3]) < 0:
                continue
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(match[2])]
            yield from self._steps(match[1], match[2], texts, int(match[3]))

    def _steps(self, call: str, words: str, texts: list[bytes], result: int) -> Iterable[Step]:
        handle = _FILE.match(words)
        name, path = (handle[1], _path(handle[2])) if handle else ("", "")
        if call in {"open", "openat", "creat"}:
            yield from self._opened(words, texts[-1].decode(), str(result))
        elif call in {"write", "pwrite64"} and texts:
            told = texts[0] == self._done
            yield Told() if told else self._written(call, words, path, name, texts[0][:result])
        elif call == "lseek":
            self._places[name] = result
        elif call == "ftruncate":
            yield Cut(path, int(words.rsplit(", ", 1)[1]))
        elif call in {"fsync", "fdatasync"}:
            yield Forced(path)
        elif call.startswith(("rename", "link")):
            yield Moved(texts[0].decode(), texts[1].decode(), call.startswith("link"))
        elif call.startswith("unlink"):
            yield Removed(_joined(words, texts[-1].decode()))

    def _opened(self, words: str, path: str, handle: str) -> Iterable[Step]:
        path = _joined(words, path)
        self._places[handle] = 0
        if "O_CREAT" in words:
            yield Made(path)
        if "O_TRUNC" in words:
            yield Cut(path, 0)

    def _written(self, call: str, words: str, path: str, handle: str, content: bytes) -> Write:
        if call == "pwrite64":
            return Write(path, int(words.rsplit(", ", 1)[1]), content)
        place = self._places.get(handle, 0)
        self._places[handle] = place + len(content)
        return Write(path, place, content)


def _whole(lines: Iterable[str]) -> Iterable[str]:
    """Join the two halves of calls that another thread has come between."""
    begun: dict[str, str] = {}
    for line in lines:
        process = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[process] = line.removesuffix("<unfinished ...>")
        elif " resumed>" in line:
            yield begun.pop(process, "") + line.split(" resumed>", 1)[1]
        else:
            yield line


def _path(shown: str) -> str:
    return ast.literal_eval(f'b"{shown}"').decode()


def _joined(words: str, path: str) -> str:
    """Give the whole path where a call names a folder that is open."""
    folder = re.match(r"\d+<([^>]*)>", words)
    return path if path.startswith("/") or not folder else f"{_path(folder[1])}/{path}"


@dataclass
class _File:
    """What of a file is on the disk for certain, and what may be."""

    content: bytearray
    pending: list[Write | Cut] = field(default_factory=list)


def after_a_cut(
    before: dict[str, bytes], steps: list[Step], dice: random.Random
) -> tuple[dict[str, bytes], bool]:
    """Return files as the disk may hold them if the power goes at some step.

    Parameters
    ----------
    before
        The files before the save, by path.
    steps
        The steps of the save.
    dice
        Says when the power goes and what was already on the disk.

    Returns
    -------
    dict, bool
        The files, and whether the user had been told that the save was done.
    """
    # The last steps are the ones that matter, so the power goes there more often than before.
    end = max(len(steps) - int(dice.expovariate(1 / 8)), 0)
    disk = _Disk(before)
    for step in steps[:end]:
        disk.take(step)
    return disk.left(dice), Told() in steps[:end]


class _Disk:
    """Files, the names that lead to them, and the states of the names not yet forced down."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._names = {path: _File(bytearray(content)) for path, content in before.items()}
        self._states = [dict(self._names)]

    def take(self, step: Step) -> None:
        names = self._names
        if isinstance(step, Write | Cut):
            if step.path in names:
                names[step.path].pending.append(step)
            return
        if isinstance(step, Forced):
            self._force(step.path)
            return
        if isinstance(step, Made):
            names.setdefault(step.path, _File(bytearray()))
        elif isinstance(step, Moved) and step.path in names:
            names[step.to] = names[step.path] if step.stays else names.pop(step.path)
        elif isinstance(step, Removed):
            names.pop(step.path, None)
        self._states.append(dict(names))

    def _force(self, path: str) -> None:
        if path not in self._names:  # a folder: all names so far are down
            self._states = [dict(self._names)]
            return
        file = self._names[path]
        for change in file.pending:
            _apply(file.content, change)
        file.pending.clear()

    def left(self, dice: random.Random) -> dict[str, bytes]:
        names = dice.choice(self._states)
        return {path: _some_of(file, dice) for path, file in names.items()}


def _some_of(file: _File, dice: random.Random) -> bytes:
    """Return a file with some of the bytes that were not forced to the disk."""
    content = bytearray(file.content)
    share = dice.choice((0.0, 0.5, 0.9, 1.0))
    for change in file.pending:
        if dice.random() >= share and share < 1:
            continue
        if isinstance(change, Write) and dice.random() < 0.2:
            kept = dice.randrange(len(change.content) // SECTOR + 1) * SECTOR
            _apply(content, Write(change.path, change.place, change.content[:kept]))
        else:
            _apply(content, change)
    return bytes(content)


def _apply(content: bytearray, change: Write | Cut) -> None:
    size = change.size if isinstance(change, Cut) else change.place
    if len(content) < size:
        content.extend(bytes(size - len(content)))
    if isinstance(change, Cut):
        del content[size:]
    else:
        content[size : size + len(change.content)] = change.content
