"""The project that is open: its tables in a private folder, its results by their key.

The folder outlives the process that works with it, so that an engine that was ended finds the
project again.
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.document import Work, with_sources, work_from, work_object
from core.errors import UserError
from core.pipeline import Key, keys, source_key
from core.plain_values import made_value, plain
from core.project.container import Contents
from core.project.pool import Part, TablePool
from core.project.results import (
    Snapshot,
    result_from,
    snapshot,
    snapshot_from,
    snapshot_object,
)
from core.project.table_parts import SIGN, TableReader, TableWriter
from core.settings import NOT_IMPORTED, Settings, Source
from core.source_steps import SOURCE

WORK, ANALYSES = "work.json", "analyses.json"
_STATE = "open.json"


@dataclass(frozen=True, eq=False)
class _State:
    """What is open: analyses oldest first, and where each result is found."""

    snapshots: tuple[Snapshot, ...]
    parts: Mapping[str, Part]
    places: Mapping[Key, tuple[Any, str]]
    reader: TableReader


class Store(Mapping[Key, Any]):
    """Results of the open project by their key; each is made from its tables when asked for.

    Parameters
    ----------
    folder
        Private folder, which may hold what an earlier store has left there.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True, mode=0o700)
        tables = folder / "tables"
        self._folder = folder
        self.pool = TablePool(tables)
        self._changing = threading.Lock()
        self._state = self._made((), {})
        if (folder / _STATE).exists():
            self._attach()

    def __getitem__(self, key: Key) -> Any:
        """Return a result; one that this version of the program does not know counts as none.

        Raises
        ------
        UserError
            If it is a source whose rows cannot be read; no file is read in their place.
        """
        state = self._state
        found, name = state.places[key]
        try:
            return result_from(found, name, state.reader)
        except ValueError as error:
            if key[0] != SOURCE:
                raise KeyError(key) from error
            raise UserError(
                "The rows of a source cannot be read from this project.",
                "Read its file again, or remove it.",
            ) from error

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a result, without making it."""
        return key in self._state.places

    def __iter__(self) -> Iterator[Key]:
        return iter(self._state.places)

    def __len__(self) -> int:
        return len(self._state.places)

    def take(self, contents: Contents) -> Work:
        """Make a project that was read into the pool the open one; return its history.

        A source whose rows are not in the project is marked as not imported, so that nothing
        that a project names is opened unasked.

        Raises
        ------
        UserError
            If the contents are not those of a project.
        """
        parts = {part.sha256: part for part in contents.tables}
        work, snapshots = _read(contents.texts)
        self._change(self._made(snapshots, parts))
        return with_sources(work, self._imported)

    def hold(self, settings: Settings, results: Mapping[str, Any]) -> None:
        """Keep the results of an analysis as the latest ones; what is kept stays as it is."""
        state, wanted = self._state, keys(settings)
        writer = TableWriter(self.pool)
        fresh = {name: one for name, one in results.items() if wanted[name] not in state.places}
        made = snapshot(settings, fresh, writer).results
        kept = {
            name: state.places[wanted[name]][0] for name in results if wanted[name] in state.places
        }
        latest = Snapshot(settings, {name: {**kept, **made}[name] for name in {**kept, **made}})
        parts = {**state.parts, **{part.sha256: part for part in writer.parts}}
        others = tuple(one for one in state.snapshots if one.settings != settings)
        self._change(self._made((*others, latest), parts))

    def contents(self, work: Work, project: str) -> Contents:
        """Return the project with a history, and with the analyses of its periods that are held.

        Every source that a period names is in it if it is held, also if the latest analysis did
        not come as far as to read it.

        Parameters
        ----------
        work
            The history; sources that are held mean what was imported.
        project
            Name of the project.
        """
        state, pinned = self._state, with_sources(work, self.pinned)
        earlier = {period.settings for period in work.present.periods[:-1]}
        latest = _latest(pinned.present.periods[-1].settings, state.snapshots)
        chosen = [one for one in state.snapshots if one.settings in earlier and one not in latest]
        named = {
            source_key(source)
            for period in pinned.present.periods
            for source in (*period.settings.sources, *period.settings.earlier)
        }
        rest = _holding(named, (*chosen, *latest), state.snapshots)
        analyses = [snapshot_object(one) for one in (*rest, *chosen, *latest)]
        texts = {WORK: work_object(pinned), ANALYSES: analyses}
        tables = [state.parts[digest] for digest in dict.fromkeys(digests_in(analyses))]
        return Contents(project, texts, tuple(tables))

    def pinned(self, source: Source) -> Source:
        """Return a source as the content that was imported last, if it is held."""
        if source.digest and source.digest != NOT_IMPORTED:
            return source
        held = (
            one
            for kept in reversed(self._state.snapshots)
            for one in (*kept.settings.sources, *kept.settings.earlier)
            if source_key(one) in self._state.places
        )
        meant = (one for one in held if replace(one, digest=source.digest) == source)
        return next(meant, source)

    def close(self) -> None:
        """Forget what is open, with its tables."""
        self._change(self._made((), {}))
        self.purge()

    def purge(self) -> None:
        """Remove every table that is not of what is open now."""
        self.pool.keep_only(self._state.parts.values())

    def _imported(self, source: Source) -> Source:
        source = self.pinned(source)
        if source_key(source) in self._state.places:
            return source
        return replace(source, digest=NOT_IMPORTED)

    def _made(self, snapshots: tuple[Snapshot, ...], parts: Mapping[str, Part]) -> _State:
        places = {
            key: (one.results[name], name) for one in snapshots for key, name in one.keys.items()
        }
        return _State(snapshots, parts, places, TableReader(self.pool, parts))

    def _change(self, state: _State) -> None:
        """Make another state the open one; tables that neither state has are removed."""
        with self._changing:
            before, self._state = self._state, state
            self._remember(state)
            self.pool.keep_only((*before.parts.values(), *state.parts.values()))

    def _remember(self, state: _State) -> None:
        found = {
            ANALYSES: [snapshot_object(one) for one in state.snapshots],
            "parts": [plain(part) for part in state.parts.values()],
        }
        fresh = self._folder / f"{_STATE}.new"
        fresh.write_text(json.dumps(found), encoding="ascii")
        fresh.replace(self._folder / _STATE)

    def _attach(self) -> None:
        try:
            found = json.loads((self._folder / _STATE).read_text(encoding="ascii"))
            parts = made_value(tuple[Part, ...], found["parts"], "parts", _STATE)
            snapshots = tuple(snapshot_from(one, _STATE) for one in found[ANALYSES])
        except (OSError, ValueError, KeyError, UserError):
            return  # the engine ended while it wrote this; the files themselves are still there
        self._state = self._made(snapshots, {part.sha256: part for part in parts})


def _read(texts: Mapping[str, Any]) -> tuple[Work, tuple[Snapshot, ...]]:
    try:
        analyses, work = texts[ANALYSES], texts[WORK]
    except KeyError as error:
        raise UserError(f"The project has no {error}.") from error
    return work_from(work, WORK), tuple(snapshot_from(one, ANALYSES) for one in analyses)


def _latest(present: Settings, held: Sequence[Snapshot]) -> Sequence[Snapshot]:
    """Return the analysis of the present settings, or what was held last; none if nothing is."""
    return [one for one in held if one.settings == present] or held[-1:]


def _holding(
    wanted: set[Key], chosen: Sequence[Snapshot], held: Sequence[Snapshot]
) -> list[Snapshot]:
    """Return what of all that is held gives results that what was chosen does not have."""
    lacking = wanted.difference(*(one.keys for one in chosen))
    found = []
    for one in reversed(held) if lacking else ():
        names = [name for key, name in one.keys.items() if key in lacking]
        if names:
            found.append(Snapshot(one.settings, {name: one.results[name] for name in names}))
            lacking -= one.keys.keys()
    return found[::-1]


def digests_in(found: Any) -> Iterator[str]:
    """Return the SHA-256 of every table that objects of JSON speak of, in order."""
    if isinstance(found, Mapping):
        if SIGN in found and found["table"]:
            yield found["table"]
        for value in found.values():
            yield from digests_in(value)
    elif isinstance(found, list):
        for value in found:
            yield from digests_in(value)
