"""The periods of the project: what they are called, and changes to them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.chores import HoldAnalysis
from core.document import Document, Period
from ui.desktop.session import Session
from ui.starting import later_sources

NOT_YET = "Wait for the results of this period before you add the next one."


def label_of(session: Session, place: int) -> str:
    """Return what a period is called: by the user, by its dates, or by its number."""
    period = session.work.present.periods[place]
    dates = session.analysis.covers if place == session.period else ""
    return period.label or dates or f"Period {place + 1}"


def look_at(session: Session, place: int) -> None:
    """Look at another period; what was worked out for the one that goes on is kept for saving."""
    if not session.read_only:
        _hold(session)
    _look_at(session, place)


def _look_at(session: Session, place: int) -> None:
    session.period, session.selection, session.segment = place, None, None
    session.rerun()


def add_period(session: Session, paths: Sequence[str] = ()) -> None:
    """Begin the next period with some files, or wait for them; what was chosen stays.

    The period before keeps its results; from now on it is read-only. It shows how customers
    move when nothing new is done.
    """
    if session.busy or session.read_only or session.analysis.plan is None:
        session.notice = NOT_YET
        session.changed.emit()
        return
    periods = session.work.present.periods
    settings = replace(session.analysis.settings, previous=None)
    finished = Period(settings, label_of(session, len(periods) - 1))
    absolute = dict.fromkeys(str(Path(path).absolute()) for path in paths)
    sources = later_sources(absolute, settings.sources)
    fresh = Period(replace(settings, sources=sources, earlier=()))
    _hold(session)
    session.look_afresh()
    session.edit_document("adding a period", Document((*periods[:-1], finished, fresh)))
    if not sources:
        session.show(page="data")


def _hold(session: Session) -> None:
    """Have the analysis on screen kept for saving; why it cannot be is told."""
    session.errands.ask(HoldAnalysis(session.analysis.serial), lambda _held: None, session)


def rename_period(session: Session, label: str) -> None:
    """Call the period that is looked at something else."""
    periods = list(session.work.present.periods)
    place = session.period
    periods[place] = replace(periods[place], label=label)
    name = f"renaming {label_of(session, place)}"
    _change(session, name, periods, place)


def remove_period(session: Session) -> None:
    """Leave out the period that is looked at; there has to be another one."""
    periods = list(session.work.present.periods)
    if len(periods) == 1:
        return
    name = f"removing {label_of(session, session.period)}"
    del periods[session.period]
    _change(session, name, periods, len(periods) - 1)


def _change(session: Session, name: str, periods: list[Period], place: int) -> None:
    session.edit_document(name, Document(tuple(periods)))
    if place != session.period:
        _look_at(session, place)
