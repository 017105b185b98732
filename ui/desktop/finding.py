"""Looking for a customer, and picking nobody, from anywhere in the window."""

from dataclasses import replace

from ui.desktop.session import Session


def find_customer(session: Session, text: str) -> None:
    """Look for a customer, whatever the list was filtered by."""
    looking = session.looking
    query = replace(looking.query, search=text, filters=())
    session.show(page="customers", looking=replace(looking, query=query))


def clear_selection(session: Session) -> None:
    """Pick nobody, and show everybody in the chart if only those picked were shown."""
    if session.selection is session.looking.kept:
        session.looking = replace(session.looking, kept=None)
    session.select("", None)
