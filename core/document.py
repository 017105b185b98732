"""What a person has decided in a project, with the way there: periods, and undo and redo."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_type_hints

from core.errors import UserError
from core.history import Change, History
from core.plain_values import made_value, plain
from core.settings import Settings, Source

_FIELDS = tuple(field.name for field in fields(Settings) if field.name != "previous")


@dataclass(frozen=True)
class Period:
    """One import of the company, and what was chosen for it.

    Attributes
    ----------
    settings
        The whole analysis, without that of the period before.
    label
        What the user calls it; "" for the name proposed from its dates.
    """

    settings: Settings = field(default_factory=Settings)
    label: str = ""


@dataclass(frozen=True)
class Document:
    """All that a person has decided in a project.

    Attributes
    ----------
    periods
        At least one, oldest first; the last one is being worked on, the others are as they were.
    """

    periods: tuple[Period, ...] = (Period(),)

    @property
    def settings(self) -> Settings:
        """What is chosen for the period that is being worked on."""
        return self.settings_of(len(self.periods) - 1)

    @property
    def unread(self) -> bool:
        """Whether some file of the period that is being worked on was never read."""
        return any(not source.digest for source in self.periods[-1].settings.sources)

    def settings_of(self, place: int) -> Settings:
        """What is chosen for a period, with the one before it as what it is measured against."""
        earlier = self.periods[place - 1].settings if place else None
        return replace(self.periods[place].settings, previous=earlier)

    def with_settings(self, settings: Settings) -> "Document":
        """Choose something else for the period that is being worked on."""
        last = replace(self.periods[-1], settings=replace(settings, previous=None))
        return replace(self, periods=(*self.periods[:-1], last))


Work = History[Document]
"""The decisions in force, with those that led there and those that were undone."""


def new_work(settings: Settings) -> Work:
    """Return the history of a project that begins with these settings."""
    return History(Document((Period(settings),)))


def with_sources(work: Work, change: Callable[[Source], Source]) -> Work:
    """Return the same history with every source of every period changed, those before it too."""

    def changed(document: Document) -> Document:
        return Document(tuple(_with_sources(period, change) for period in document.periods))

    def each(changes: tuple[Change[Document], ...]) -> tuple[Change[Document], ...]:
        return tuple(replace(one, value=changed(one.value)) for one in changes)

    return History(changed(work.present), each(work.past), each(work.future))


def _with_sources(period: Period, change: Callable[[Source], Source]) -> Period:
    settings = period.settings
    sources, earlier = tuple(map(change, settings.sources)), tuple(map(change, settings.earlier))
    return replace(period, settings=replace(settings, sources=sources, earlier=earlier))


class _Values:
    """The different values that settings have had; a history repeats most of them."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def number(self, value: Any) -> int:
        text = json.dumps(plain(value))
        return self.texts.setdefault(text, len(self.texts))


def work_object(work: Work) -> dict[str, Any]:
    """Return a history as what JSON can say; `work_from` gives it back.

    Each different value of a setting is written once, and named by its place in ``values``.
    """
    values = _Values()

    def state(document: Document) -> list[Any]:
        return [
            {"label": period.label, "settings": _numbered(period.settings, values)}
            for period in document.periods
        ]

    def changes(found: tuple[Change[Document], ...]) -> list[Any]:
        return [{"name": change.name, "periods": state(change.value)} for change in found]

    states = {
        "present": state(work.present),
        "past": changes(work.past),
        "future": changes(work.future),
    }
    return {"values": [json.loads(text) for text in values.texts], **states}


def _numbered(settings: Settings, values: _Values) -> dict[str, int]:
    return {name: values.number(getattr(settings, name)) for name in _FIELDS}


def work_from(found: Mapping[str, Any], where: str) -> Work:
    """Return the history that `work_object` has written.

    Raises
    ------
    UserError
        If it is not such an object.
    """
    try:
        values, present = found["values"], found["present"]
        past, future = found["past"], found["future"]
        kept: dict[tuple[str, int], Any] = {}

        def state(periods: list[Any]) -> Document:
            made = tuple(_period(period, values, kept, where) for period in periods)
            if not made:
                raise UserError(f"{where}: there is no period.")
            return Document(made)

        def changes(states: list[Any]) -> tuple[Change[Document], ...]:
            return tuple(Change(str(one["name"]), state(one["periods"])) for one in states)

        return History(state(present), changes(past), changes(future))
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise UserError(f"{where}: a part is missing ({error}).") from error


def _period(
    found: Mapping[str, Any], values: list[Any], kept: dict[tuple[str, int], Any], where: str
) -> Period:
    hints = {name: hint for name, hint in get_type_hints(Settings).items() if name in _FIELDS}
    chosen: dict[str, Any] = {}
    for name, number in found["settings"].items():
        if name not in hints:
            raise UserError(f"{where}: there is no setting “{name}”.")
        if (name, number) not in kept:
            kept[name, number] = made_value(hints[name], values[number], name, where)
        chosen[name] = kept[name, number]
    return Period(Settings(**chosen), str(found["label"]))
