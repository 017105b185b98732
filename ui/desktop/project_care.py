"""What is done with a project now and then: forget a customer, hand its settings on."""

from functools import partial
from pathlib import Path

from core.answers import Problem
from core.chores import ChangedByOthers, CustomerForgotten, Done, ForgetCustomer, Held, SaveSettings
from ui.desktop.projects import Projects
from ui.desktop.session import Session
from ui.desktop.widgets.phrases import counted


def write_settings(session: Session, projects: Projects, path: str) -> None:
    """Write the settings without any data, for others to use."""

    def tell(done: Done) -> None:
        if isinstance(done.result, Held):
            session.notice = f"Saved {Path(path).name}"
            session.changed.emit()
        else:
            projects.tell_problem(done)

    session.errands.do(SaveSettings(path, session.settings), tell)


def forget_customer(session: Session, projects: Projects, customer: str) -> None:
    """Take a customer out of the project and of every copy of it."""
    projects.changing = True
    session.busy, session.fault = "Forgetting the customer", None
    session.changed.emit()
    chore = ForgetCustomer(customer, projects.saving(), str(projects.folder / "recovery"))
    session.errands.do(chore, partial(_take_forgotten, session, projects))


def _take_forgotten(session: Session, projects: Projects, done: Done) -> None:
    projects.changing, session.busy = False, ""
    match done.result:
        case CustomerForgotten(work, identity, rows, files, removed, left):
            projects.take_forgotten(work, identity)
            copies = counted(files + removed, "copy", "copies")
            shut = f"; {counted(left, 'recovery copy', 'recovery copies')} could not be opened"
            told = f"Forgotten: {counted(rows, 'row')} removed, {copies} cleaned"
            session.notice = f"{told}{shut if left else ''}"
            session.changed.emit()
        case ChangedByOthers(_, message, hint):
            session.fault = Problem("project", message, hint)
            session.rerun()
        case _:
            projects.tell_problem(done)
