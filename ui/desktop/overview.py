"""What the frame says of the whole: what is open, and how far each step is."""

from pathlib import Path

from core.answers import Analysis
from core.settings import Settings
from ui.desktop.numbers import number, rounded_money
from ui.desktop.projects import Projects
from ui.desktop.selection import Selection
from ui.desktop.session import Session
from ui.desktop.widgets.phrases import counted

STEP_OF_PROBLEM = {
    "source": "data",
    "joined": "data",
    "bought": "data",
    "lifetime": "value",
    "value": "value",
    "scored": "axes",
    "approach": "segments",
    "groups": "segments",
    "stability": "segments",
    "segments": "segments",
    "before": "actions",
    "seen": "actions",
    "weighed": "actions",
    "actions": "actions",
    "advised": "actions",
    "ground": "plan",
    "frontier": "plan",
    "allocated": "plan",
    "plan": "plan",
    "planned": "plan",
    "scenarios": "plan",
    "earlier": "results",
    "results": "results",
}


def name_of(session: Session) -> str:
    """Return what the open files are called together; "" if there are none."""
    sources = session.settings.sources
    if not sources:
        return ""
    paths = [Path(source.path) for source in sources]
    if all(path.parent.name == "sample_company" for path in paths):
        return "Sample company"
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0].name}{more}"


def step_states(analysis: Analysis, settings: Settings) -> dict[str, str]:
    """Return one line for each step: how far it is."""
    states = {
        "data": _data_state(analysis, settings),
        "value": _value_state(analysis),
        "axes": f"{len(analysis.axes.axes)} axes" if analysis.axes else "",
        "segments": _segments_state(analysis),
        "actions": _actions_state(analysis),
        "plan": _plan_state(analysis),
        "customers": number(analysis.customers.customers) if analysis.customers else "",
        "results": _results_state(analysis, settings),
    }
    empty = {"data": "start here"}
    states = {key: state or empty.get(key, "waits for data") for key, state in states.items()}
    if analysis.problem is not None and settings.sources:
        step = STEP_OF_PROBLEM.get(analysis.problem.step.split(" ")[0], "")
        states |= {step: "needs attention"} if step else {}
    return states


def _data_state(analysis: Analysis, settings: Settings) -> str:
    questions = sum(len(view.questions) for view in analysis.sources if view is not None)
    if questions:
        return f"{questions} question{'s' if questions > 1 else ''}"
    if analysis.customers is not None and settings.sources:
        return counted(analysis.customers.customers, "customer")
    return ""


def _value_state(analysis: Analysis) -> str:
    value = analysis.value
    if value is None:
        return ""
    return f"{rounded_money(value.totals.profit)} profit" if value.totals else "nothing to go by"


def _segments_state(analysis: Analysis) -> str:
    if analysis.segments is None:
        return ""
    ideal = "1 ideal" if analysis.segments.ideal.code is not None else "no ideal yet"
    return f"{len(analysis.segments.segments)} segments, {ideal}"


def _actions_state(analysis: Analysis) -> str:
    if analysis.actions is None:
        return ""
    return f"{len(analysis.actions.ranking)} of {len(analysis.actions.next_actions)} have one"


def _plan_state(analysis: Analysis) -> str:
    plan = analysis.plan
    if plan is None or not plan.lines:
        return "" if plan is None else "nobody yet"
    if plan.budget is None:
        return f"{number(plan.spend)}, no limit"
    return f"{number(plan.spend)} of {number(plan.budget)}"


def _results_state(analysis: Analysis, settings: Settings) -> str:
    if analysis.results is not None:
        return f"{analysis.results.before} to {analysis.results.after}"
    return "waits for a period" if settings.previous is None else ""


def selection_words(selection: Selection | None) -> str:
    """Return how many customers are picked; "" for none."""
    return "" if selection is None else f"{number(selection.customers)} selected"


def state_of(session: Session, projects: Projects) -> str:
    """Return what is true of the whole, in a word or two."""
    if session.updating:
        return "updating"
    if session.read_only:
        return "read-only"
    if not projects.dirty:
        return ""
    return "edited" if projects.path else "not saved"


def title_of(name: str, state: str) -> str:
    """Return the title of the window: what is open, and what is true of it."""
    if not name:
        return "Nonagon"
    return f"{name} – {state}" if state else name
