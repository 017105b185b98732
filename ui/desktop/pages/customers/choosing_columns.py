"""The menu of the columns that the list can show."""

from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from ui.desktop.pages.customers.wording import CUSTOMER, columns_of
from ui.desktop.session import Session

MOST_BY_NAME = 40


def columns_menu(parent: QWidget, session: Session) -> QMenu:
    """Make the menu: one tick for each column, and the usual ones again."""
    menu = QMenu(parent)
    menu.addAction("The usual columns").triggered.connect(
        lambda _on: session.show(looking=replace(session.looking, columns=None))
    )
    menu.addSeparator()
    shown = {one.key for one in columns_of(session.analysis, session.looking.columns)}
    for column in session.analysis.columns[: MOST_BY_NAME + 1]:
        if column.key == CUSTOMER:
            continue
        made = menu.addAction(column.title.replace("&", "&&"))
        made.setCheckable(True)
        made.setChecked(column.key in shown)
        made.setToolTip(column.meaning)
        made.triggered.connect(lambda on, key=column.key: _show(session, key, shown=on))
    return menu


def _show(session: Session, key: str, *, shown: bool) -> None:
    """Show a column, or leave it out."""
    before = {one.key for one in columns_of(session.analysis, session.looking.columns)}
    after = before | {key} if shown else before - {key}
    order = [one.key for one in session.analysis.columns if one.key in after]
    session.show(looking=replace(session.looking, columns=tuple(order)))
