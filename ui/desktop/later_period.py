"""The import of a later period."""

from collections.abc import Sequence
from pathlib import Path

from ui.desktop.session import Session
from ui.starting import next_period


def open_period(session: Session, paths: Sequence[str]) -> None:
    """Import a later period; what is open becomes the period before."""
    absolute = tuple(dict.fromkeys(str(Path(path).absolute()) for path in paths))
    session.look_afresh()
    session.edit("importing a period", next_period(session.settings, absolute))
