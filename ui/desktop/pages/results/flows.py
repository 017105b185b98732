"""Who moved, as nodes and flows, and in words."""

from collections.abc import Callable
from textwrap import fill

import numpy as np
import numpy.typing as npt

from core.answers import ResultsView
from ui.desktop.charts.flow_layout import Flow, FlowNode
from ui.desktop.charts.flows import FlowSide, Pick
from ui.desktop.numbers import number
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.phrases import capitalised, counted, listed
from ui.desktop.widgets.segment_label import style_of

NOT_SCORED, LEFT = "Not scored", "Left"
HEADING_LETTERS = 12
_WHO = {NOT_SCORED: "not scored", LEFT: "gone"}


def sides(view: ResultsView) -> tuple[FlowSide, FlowSide]:
    """Return both periods: their segments, and what became of those who have none now."""
    size, rows = len(view.segments), _rows(view)
    goal = view.moves.goal
    starts = tuple(
        FlowNode(one.name, sum(rows[place]), style_of(one.code), one.code == goal)
        for place, one in enumerate(view.segments)
    )
    columns = [sum(column) for column in zip(*rows, strict=True)]
    ends = tuple(
        FlowNode(one.name, columns[place], style_of(one.code), one.code == goal)
        for place, one in enumerate(view.segments)
    )
    others = tuple(
        FlowNode(name, columns[size + place], None)
        for place, name in enumerate((NOT_SCORED, LEFT))
        if columns[size + place]
    )
    total, here = sum(columns), sum(columns[:size])
    gone = listed(tuple(f"{number(node.count)} {_WHO[node.name]}" for node in others))
    before = FlowSide(f"{view.before}: {number(total)}", starts)
    beyond = f", {gone}" if gone else ""
    after = FlowSide(f"{view.after}: {number(here)}{beyond}", (*ends, *others))
    return before, after


def flows(view: ResultsView, action: str) -> tuple[Flow, ...]:
    """Return the flows; coloured are moves into the goal, or those of one action's treated."""
    size, goal = len(view.segments), view.moves.goal - 1
    treated = dict(view.moves.by_action).get(action)
    columns = _columns(view)
    found = []
    for start, row in enumerate(_rows(view)):
        for end, column in enumerate(columns):
            count = row[column]
            if not count:
                continue
            into = count if column == goal and start != goal else 0
            coloured = into if treated is None else treated[start][column]
            found.append(Flow(start, end, count, coloured))
    assert all(flow.start < size for flow in found)  # noqa: S101 - new customers have no bar
    return tuple(found)


def _rows(view: ResultsView) -> tuple[tuple[int, ...], ...]:
    return view.moves.counts[: len(view.segments)]


def _columns(view: ResultsView) -> tuple[int, ...]:
    """Columns of the moves that have a node, in its order."""
    size = len(view.segments)
    others = (size, size + 1)
    used = [column for column in others if sum(row[column] for row in _rows(view))]
    return (*range(size), *used)


def heading(view: ResultsView) -> tuple[str, str]:
    """Return how many moved into the goal, beside how many would have, and what the colours say."""
    goal = view.moves.goal - 1
    rows = _rows(view)
    left = sum(count for place, count in enumerate(rows[goal]) if place != goal)
    gone = rows[goal][len(view.segments) + 1]
    name = "the ideal" if view.moves.ideal else f"“{view.segments[goal].name}”"
    into = view.moves.into
    moved = sum(row[goal] for place, row in enumerate(rows) if place != goal)
    title = f"{counted(moved, 'customer')} moved into {name}"
    if into is not None:
        title += f"; about {number(into.natural)} would have on their own"
    out = f"{number(left)} left it, {number(gone)} of them altogether."
    return title, f"Coloured: moves into {name}. Grey: every other move. {out}"


def action_line(view: ResultsView, title: str, action: str) -> str:
    """Return what the colours say while an action is chosen."""
    treated = dict(view.moves.by_action).get(action, ())
    count = sum(sum(row) for row in treated[: len(view.segments)])
    return f"Coloured: the {number(count)} who got “{title}”. Grey: everybody else."


def chance_sentence(view: ResultsView) -> str:
    """Return how many changed segment, beside what chance alone would show."""
    stayed, by_chance = view.moves.stayed
    size = len(view.segments)
    both = sum(sum(row[:size]) for row in _rows(view))
    told = f"Of {number(both)} scored both times, {number(both - stayed)} are in another segment."
    if by_chance != by_chance:  # noqa: PLR0124 - NaN
        return told
    return (
        f"{told} About {number(both - by_chance)} would seem to have moved if everybody had stayed "
        "as they are: chance, and the return to the usual of those who were far out."
    )


def describe(view: ResultsView) -> Callable[[Pick], str]:
    """Return what a node or a band is, as a sentence."""
    columns = _columns(view)
    rows, natural = _rows(view), view.moves.natural
    before, after = sides(view)

    def told(pick: Pick) -> str:
        start, end = pick
        if start is not None and end is not None:
            count, alone = rows[start][columns[end]], natural[start][columns[end]]
            names = f"from “{before.nodes[start].name}” to “{after.nodes[end].name}”"
            return f"{counted(count, 'customer')} {names}; {number(alone)} would on their own"
        if start is not None:
            node = before.nodes[start]
            stayed = rows[start][start]
            return f"{node.name}, {view.before}: {number(node.count)}, {number(stayed)} stayed"
        if end is not None:
            node = after.nodes[end]
            return f"{node.name}, {view.after}: {number(node.count)}"
        return ""

    return told


def picked(view: ResultsView, pick: Pick) -> tuple[str, npt.NDArray[np.bool_]]:
    """Return how customers were picked, and which of the later customers they are.

    Those who left are in no table any more, so picking them selects nobody.
    """
    moves = np.load(view.moves_file, mmap_mode="r", allow_pickle=False)
    members = moves[:, 0] > 0
    start, end = pick
    before, after = sides(view)
    words = []
    if start is not None:
        members &= moves[:, 0] == view.segments[start].code
        words.append(f"from “{before.nodes[start].name}”")
    if end is not None:
        members &= _is_at(moves[:, 1], end, view)
        words.append(f"to “{after.nodes[end].name}”")
    return capitalised(" ".join(words)), members


def _is_at(codes: npt.NDArray[np.int8], end: int, view: ResultsView) -> npt.NDArray[np.bool_]:
    column = _columns(view)[end]
    size = len(view.segments)
    if column > size:
        return np.zeros(len(codes), dtype=np.bool_)
    return np.asarray(codes == (0 if column == size else view.segments[column].code))


def table_headings(view: ResultsView) -> tuple[Heading, ...]:
    """Return the headings of the moves as a table."""
    _, after = sides(view)
    return (
        Heading(f"From, {view.before}", stretch=3, firm=True, least=120),
        *(
            Heading(fill(node.name, HEADING_LETTERS), right=True, stretch=1, tooltip=node.name)
            for node in after.nodes
        ),
        Heading("All", right=True, stretch=1),
    )


def table_rows(view: ResultsView) -> tuple[tuple[Cell, ...], ...]:
    """Return the moves, one row for each segment, and their sums."""
    columns = _columns(view)
    found = []
    for place, row in enumerate(_rows(view)):
        segment = view.segments[place]
        natural = view.moves.natural[place]
        cells = [_count_cell(row[at], natural[at], own=at == place) for at in columns]
        name = Cell(segment.name, mark=style_of(segment.code), tooltip=segment.name)
        found.append((name, *cells, Cell(number(sum(row)), str(sum(row)))))
    sums = [sum(row[at] for row in _rows(view)) for at in columns]
    total = (Cell("All"), *(Cell(number(one), str(one)) for one in (*sums, sum(sums))))
    return (*found, total)


def _count_cell(count: int, natural: float, *, own: bool) -> Cell:
    look = "strong" if own else "" if count else "quiet"
    tooltip = f"{number(natural)} would be here if nobody had been treated"
    return Cell(number(count), str(count), look=look, tooltip=tooltip)
