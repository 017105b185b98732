"""What is said of charts that are saved."""

from functools import partial

from core.answers import Problem
from ui.desktop.charts.box import ChartBox
from ui.desktop.session import Session


def tell_of(box: ChartBox, session: Session) -> None:
    """Have the window say which file a chart was saved to, or why it was not."""
    box.saved.connect(lambda name: session.show(notice=f"Saved {name}"))
    box.failed.connect(partial(_tell_failed, session))


def _tell_failed(session: Session, name: str, reason: str) -> None:
    hint = f"{reason} Choose another name or folder."
    session.show(fault=Problem("", f"{name} could not be saved.", hint))
