"""Runs the steps of an analysis, and keeps what is still valid.

The key of a result is the nested tuple of the tables and settings that its step names, so a result
is kept as long as its key is asked for again, and nothing ever has to be marked as out of date.
"""

from collections.abc import Container, Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.intake.access import NO_PASSWORDS, Access
from core.intake.reading import digest_of
from core.progress import Progress
from core.settings import CHANGED, NOT_IMPORTED, Settings, Source
from core.source_steps import SOURCE, Results, Step
from core.steps import steps

Key = tuple[Hashable, ...]


@dataclass(frozen=True, eq=False)
class Outcome:
    """As much of an analysis as could be done.

    Attributes
    ----------
    settings
        The settings with the digest of every file that was read.
    results, keys
        Results and their keys, by the name of the step.
    problem
        The first problem that the user has to fix; None if there is none.
    stopped_at
        Name of the step that has the problem, or "".
    """

    settings: Settings
    results: Results
    keys: dict[str, Key]
    problem: UserError | None = None
    stopped_at: str = ""


def keys(settings: Settings) -> dict[str, Key]:
    """Return the key of every result that the settings lead to, by the name of its step."""
    found: dict[str, Key] = {}
    for step in steps(settings):
        found[step.name] = _key(step, settings, found)
    return found


def _key(step: Step, settings: Settings, found: Mapping[str, Key]) -> Key:
    inputs = tuple(found[name] for name in (*step.tables, *step.if_there))
    return (step.kind or step.name, step.settings(settings), inputs)


def source_key(source: Source) -> Key:
    """Return the key of the table that a source is read into."""
    return (SOURCE, source, ())


class Digests:
    """Remembers the digests of files as long as their size and time of change stay the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], str] = {}

    def stamped(self, settings: Settings, known: Container[Key] = ()) -> Settings:
        """Return the settings with a digest for each file: its own, or that of the file as it is.

        A source that has a digest means that content. If it is not known, the file has to
        have it still; otherwise the source is marked as changed, and reading it tells so. A file
        that cannot be read keeps an empty digest; reading it tells why.
        """
        previous = None
        if settings.previous is not None:
            previous = self.stamped(settings.previous, known)
        sources = tuple(self._stamp(source, known) for source in settings.sources)
        earlier = tuple(self._stamp(source, known) for source in settings.earlier)
        return replace(settings, sources=sources, earlier=earlier, previous=previous)

    def _stamp(self, source: Source, known: Container[Key]) -> Source:
        if source.digest == NOT_IMPORTED or (source.digest and source_key(source) in known):
            return source
        try:
            found = self._digest(source.path)
        except (OSError, UserError):
            return source
        same = source.digest in {"", found}
        return replace(source, digest=found if same else CHANGED)

    def _digest(self, path: str) -> str:
        found = Path(path).stat()
        key = (path, found.st_size, found.st_mtime_ns)
        if key not in self._known:
            self._known[key] = digest_of(path)
        return self._known[key]


def run(
    settings: Settings,
    known: Mapping[Key, Any],
    progress: Progress,
    digests: Digests | None = None,
    access: Access = NO_PASSWORDS,
) -> Outcome:
    """Do as much of the analysis as can be done.

    Parameters
    ----------
    settings
        The whole analysis.
    known
        Results of earlier runs by their key; they are not worked out again.
    progress
        Told what is being done; may stop the run.
    digests
        Digests of files that were read before.
    access
        The passwords that the user has given.

    Raises
    ------
    Cancelled
        If the progress says so.
    """
    settings = (digests or Digests()).stamped(settings, known)
    outcome = Outcome(settings, {}, keys(settings))
    todo = steps(settings, access)
    total = sum(step.effort for step in todo)
    done = 0.0
    for step in todo:
        progress.begin(step.label, done / total, (done + step.effort) / total)
        outcome = _advance(step, outcome, known, progress)
        done += step.effort
    return outcome


def _advance(step: Step, outcome: Outcome, known: Mapping[Key, Any], progress: Progress) -> Outcome:
    """Add the result of one step, or the problem that it met."""
    results = outcome.results
    if not all(name in results for name in step.tables):
        return outcome
    there = {name: key for name, key in outcome.keys.items() if name in results}
    key = _key(step, outcome.settings, {**dict.fromkeys(step.if_there, ()), **there})
    outcome = replace(outcome, keys={**outcome.keys, step.name: key})
    try:
        result = known.get(key)
        if result is None:
            result = step.compute(results, outcome.settings, progress)
    except UserError as problem:
        if outcome.problem is not None:
            return outcome
        return replace(outcome, problem=problem, stopped_at=step.name)
    return replace(outcome, results={**results, step.name: result})
