"""What the Results page says."""

from core.answers import Analysis, ResultsView
from core.settings import Settings
from core.tables.results import Check, Earned, Effect, Verdict
from ui.desktop.widgets.phrases import (
    capitalised,
    counted,
    in_words,
    listed,
    spelt,
)

WAITING = (
    "Results need a later period. When new orders, contacts and surveys are in, drop them here "
    "with the list of who was to get which action and who was held out. The plan waits to be "
    "measured."
)
START = "Results need a plan and a later period. Start with your data."
NO_ARMS = (
    "Nobody is known to have been treated or held out, so no effect can be measured. Add the list "
    "of who was to get what: one row for each customer with the customer, the action and the arm."
)
WHY_INTERVAL = (
    "Another draw of those held out would have given another figure. Of a hundred such intervals "
    "ninety-five hold the true effect. An action has earned its cost when the whole interval lies "
    "above it, and lost money when the whole interval lies below. In between, more customers or "
    "another period have to tell."
)


def actions_of(view: ResultsView) -> tuple[Effect, ...]:
    """Return the first effect of each action, the one that it is judged by."""
    first: dict[str, Effect] = {}
    for effect in view.effects:
        first.setdefault(effect.action, effect)
    return tuple(first.values())


def outcomes_of(view: ResultsView, action: str) -> tuple[Effect, ...]:
    """Return all effects of one action."""
    return tuple(effect for effect in view.effects if effect.action == action)


def title(analysis: Analysis, settings: Settings) -> tuple[str, str]:
    """Return the finding and the line below it."""
    view = analysis.results
    if view is None:
        return "Results", WAITING if settings.sources else START
    effects = actions_of(view)
    if not effects:
        moved = counted(_moved(view), "customer")
        return f"{moved} changed segment; no action can be measured", NO_ARMS
    return _finding(effects), _line(view, effects)


def _finding(effects: tuple[Effect, ...]) -> str:
    judged = [effect.earnings.earned for effect in effects if effect.earnings is not None]
    if not judged:
        worked = sum(effect.verdict is Verdict.WORKED for effect in effects)
        return capitalised(f"{in_words(worked)} of {spelt(len(effects), 'action')} worked")
    won, lost, still = (judged.count(word) for word in (Earned.EARNED, Earned.LOST, Earned.OPEN))
    parts = [f"{in_words(won)} of {spelt(len(effects), 'action')} earned {_own(won)} cost"]
    if lost:
        parts.append(f"{in_words(lost)} lost money")
    if still:
        parts.append(f"{in_words(still)} cannot be told yet")
    first, *rest = parts
    return capitalised(f"{first}; {listed(tuple(rest))}" if rest else first)


def _own(count: int) -> str:
    return "its" if count == 1 else "their"


def _line(view: ResultsView, effects: tuple[Effect, ...]) -> str:
    told = f"Everyone planned in {view.before} is counted, reached or not."
    unfair = [effect.title for effect in effects if effect.verdict is Verdict.UNFAIR]
    if unfair:
        return f"{told} No fair test of {listed(tuple(unfair))}."
    return f"{told} Treated and held out were alike at the start."


def checks(view: ResultsView) -> str:
    """Return what was checked of each action, one after the other."""
    told = []
    for effect in actions_of(view):
        found = " ".join(check.told for check in effect.checks if _is_about_the_draw(check))
        told.append(f"{effect.title}: {found}")
    return "\n\n".join(told)


def _is_about_the_draw(check: Check) -> bool:
    return check.name != "answers"


def _moved(view: ResultsView) -> int:
    size = len(view.segments)
    rows = view.moves.counts[:size]
    return sum(
        count
        for start, row in enumerate(rows)
        for end, count in enumerate(row[:size])
        if start != end
    )


def left_out(view: ResultsView) -> str:
    """Return who is not in the comparison, and what else is worth knowing about the files."""
    return " ".join(filter(None, (_not_counted(view), *view.notes)))


def _not_counted(view: ResultsView) -> str:
    counted_ = view.counted
    parts = []
    if counted_.unscored_before:
        parts.append(
            f"{counted(counted_.unscored_before, 'customer')} without a score in {view.before}"
        )
    if counted_.new:
        parts.append(counted(counted_.new, "new customer"))
    if counted_.unmatched:
        parts.append(f"{counted(counted_.unmatched, 'row')} of the list of treatments")
    if not parts:
        return ""
    return f"{capitalised(listed(tuple(parts)))} are not counted here."
