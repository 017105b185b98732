"""Earlier versions of a project: kept at every save, thinned with age, never opened in place."""

import contextlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from filecmp import cmp
from pathlib import Path

ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=30)
WEEKLY_FOR = timedelta(days=183)
MOST_BYTES = 5 << 30
"""Most that the versions of one project may take; the oldest go first."""

_FRESH = "fresh-"
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Version:
    """A version of a project that was replaced.

    Attributes
    ----------
    path
        Where it is kept.
    name
        Name of the file that it was.
    saved
        When it was saved, in universal time.
    size
        Its bytes.
    """

    path: Path
    name: str
    saved: datetime
    size: int


def keep_version(target: Path, folder: Path) -> None:
    """Keep the file that is about to be replaced.

    Parameters
    ----------
    target
        The file.
    folder
        Where the versions of its project are kept; made if it is not there.

    Raises
    ------
    OSError
        If it cannot be kept.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = _place_for(target, folder)
    if place.exists():
        return
    try:
        os.link(target, place)  # takes neither time nor room
    except OSError:
        fresh = folder / f"{_FRESH}{os.getpid()}"
        shutil.copy2(target, fresh)
        fresh.replace(place)


def _place_for(target: Path, folder: Path) -> Path:
    """Return where a version goes: by its time, or a moment later if another has that.

    Some disks count time in steps of two seconds.
    """
    saved = datetime.fromtimestamp(target.stat().st_mtime, UTC)
    while True:
        place = folder / f"{saved.strftime(_STAMP)} {_short(target.name)}"
        if not place.exists() or cmp(place, target, shallow=False):
            return place
        saved += timedelta(microseconds=1)


def _short(name: str) -> str:
    """Shorten a name, from the front, so that there is room for the time before it."""
    encoded = name.encode("utf-8", "surrogateescape")
    return encoded[-200:].decode("utf-8", "ignore")


def versions_in(folder: Path) -> tuple[Version, ...]:
    """Return the versions kept in a folder, newest first; none if there is no such folder."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            stamp, _, name = path.name.partition(" ")
            with contextlib.suppress(ValueError, OSError):
                saved = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
                found.append(Version(path, name, saved, path.stat().st_size))
    return tuple(sorted(found, key=lambda version: version.saved, reverse=True))


def versions_named(root: Path, name: str) -> tuple[Version, ...]:
    """Return the versions of every project that were kept of a file of this name, newest first.

    Which project a file is of stands in the file, and cannot be read where that is damaged.

    Parameters
    ----------
    root
        Folder with the folders of all projects.
    name
        Name of the file; its folder does not count, for files are moved.
    """
    folders = root.iterdir() if root.is_dir() else ()
    found = (version for folder in folders for version in versions_in(folder))
    named = (version for version in found if version.name == _short(name))
    return tuple(sorted(named, key=lambda version: version.saved, reverse=True))


def thin(folder: Path, now: datetime) -> None:
    """Remove the versions that are no longer wanted.

    Parameters
    ----------
    folder
        Where the versions of a project are kept.
    now
        The time, with its zone.
    """
    for left in folder.glob(f"{_FRESH}*"):  # of a save that was cut short
        left.unlink(missing_ok=True)
    kept = versions_in(folder)
    wanted = wanted_at(now, [version.saved for version in kept])
    room = MOST_BYTES
    for version in kept:
        room -= version.size
        if version.saved not in wanted or (room < 0 and version is not kept[0]):
            with contextlib.suppress(OSError):
                version.path.unlink()


def wanted_at(now: datetime, times: Iterable[datetime]) -> set[datetime]:
    """Return the times of the versions that are to be kept.

    All of the last two days; before that the last of each day for thirty days, of each
    week for half a year, and of each month.
    """
    last: dict[tuple[object, ...], datetime] = {}
    for time in sorted(times):
        last[_slot(now - time, time)] = time
    return set(last.values())


def _slot(age: timedelta, time: datetime) -> tuple[object, ...]:
    """Return what a version shares with those of which only the last is kept."""
    if age <= ALL_FOR:
        return ("all", time)
    if age <= DAILY_FOR:
        return ("day", time.date())
    if age <= WEEKLY_FOR:
        return ("week", *time.isocalendar()[:2])
    return ("month", time.year, time.month)
