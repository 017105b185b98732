"""What the catalogue says."""

from core.settings import Action, Comparison, Condition
from ui.desktop.numbers import number, signed
from ui.desktop.widgets.cells import Cell, Heading, amount
from ui.desktop.widgets.phrases import counted, measure_words

HEADINGS = (
    Heading("Action", stretch=3, least=110),
    Heading("Cost\neach", right=True),
    Heading("Works for,\nin 100", right=True),
    Heading("What it changes", stretch=3, least=96, drop_below=560),
    Heading("Who may get it", stretch=3, least=96, drop_below=700),
    Heading("Comes after", stretch=1, least=60, drop_below=860),
    Heading("Takes", stretch=1, least=60, drop_below=980),
    Heading("Evidence", drop_below=480),
)


def rows(catalogue: tuple[Action, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row per action."""
    titles = {action.name: action.title for action in catalogue}
    return tuple(_row(action, titles) for action in catalogue)


def _row(action: Action, titles: dict[str, str]) -> tuple[Cell, ...]:
    cost = number(action.unit_cost, 0 if action.unit_cost % 1 == 0 else 2)
    low, high = 100 * action.success_low, 100 * action.success_high
    likely = f"{number(100 * action.success)} ({number(low)} to {number(high)})"
    after = ", ".join(titles.get(name, name) for name in action.after)
    takes = ", ".join(
        f"{number(each, 0 if each % 1 == 0 else 1)} {name}" for name, each in action.uses
    )
    whom = who_words(action)
    return (
        Cell(action.title, tooltip=action.description),
        amount(cost, action.unit_cost),
        Cell(likely, plain=f"{100 * action.success:.10g}"),
        Cell(changes_words(action), tooltip=changes_words(action)),
        Cell(whom, tooltip=whom),
        Cell(after, tooltip=after),
        Cell(takes, tooltip=takes),
        Cell(action.evidence),
    )


def changes_words(action: Action) -> str:
    """Return what an action changes, and how far."""
    if not action.moves:
        return "keeps them where they are"
    parts = []
    for measure, far in action.moves:
        whole = far >= 1
        reach = "to the ideal" if whole else f"{signed(100 * far)} of 100"
        parts.append(f"{measure_words(measure)} {reach}")
    return ", ".join(parts)


def who_words(action: Action) -> str:
    """Return who may get an action."""
    parts = [_need_words(*need) for need in action.needs]
    parts += [condition_words(condition) for condition in action.who]
    if action.sells:
        parts.append("not the unhappy (it sells)")
    if action.cooling_months:
        parts.append(f"not again within {counted(action.cooling_months, 'month')}")
    return ", ".join(parts) or "everybody"


def _need_words(measure: str, low: float, high: float) -> str:
    words = measure_words(measure)
    if high >= 1:
        return f"{words} from {number(100 * low)} of 100"
    if low <= 0:
        return f"{words} up to {number(100 * high)} of 100"
    return f"{words} {number(100 * low)} to {number(100 * high)} of 100"


def condition_words(condition: Condition) -> str:
    """Return a condition in words."""
    words = f"{condition.column} {condition.test}"
    bare = condition.test in {Comparison.KNOWN, Comparison.UNKNOWN}
    return words if bare else f"{words} {condition.value}"
