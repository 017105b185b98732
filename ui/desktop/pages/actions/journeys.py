"""The journeys as nodes and arrows."""

from core.answers import Analysis, SegmentsView
from core.tables.actions import ActionTable, NextAction, SegmentAction
from ui.desktop.widgets.journey_layout import Arrow, Node
from ui.desktop.widgets.phrases import capitalised, spelt
from ui.desktop.widgets.segment_label import style_of

NOWHERE = "no action pays yet"
NOTHING = "no action is meant for it"


def leads_to(found: NextAction) -> int | None:
    """Return where the next action of a segment leads; None if it leads nowhere else."""
    best = found.best
    if best is None or not found.pays or best.to == found.segment:
        return None
    return best.to


def onward(found: NextAction) -> SegmentAction | None:
    """Return the best paying action that leads elsewhere, be it the next one or not."""
    choices = (one for one in (found.best, *found.considered) if one is not None)
    return next((one for one in choices if one.gain > 0 and one.to != found.segment), None)


def _follow(actions: ActionTable) -> dict[int, int | None]:
    leading = {found.segment: onward(found) for found in actions.next_actions}
    return {code: one.to if one is not None else None for code, one in leading.items()}


def levels_of(actions: ActionTable, goal: int) -> dict[int, int]:
    """Return how many steps each segment is from the goal.

    Where the actions do not lead there, the last segment of the journey stands a step behind the
    one that its closest action would lead to, or one step away; those before it stand behind it.
    """
    follow = _follow(actions)
    levels: dict[int, int] = {}
    for found in actions.next_actions:
        last, steps = _journey_end(found.segment, follow, goal)
        levels[found.segment] = steps + (0 if last == goal else _level_of_end(last, actions, goal))
    return levels


def _journey_end(code: int, follow: dict[int, int | None], goal: int) -> tuple[int, int]:
    """Return where the actions lead in the end, and in how many steps; a circle is left at once."""
    visited = [code]
    while code != goal:
        following = follow.get(code)
        if following is None:
            break
        if following in visited:
            return visited[0], 0
        code = following
        visited.append(code)
    return code, len(visited) - 1


def _level_of_end(code: int, actions: ActionTable, goal: int) -> int:
    best = actions.next_actions[code - 1].best
    if best is None or best.to in (code, goal):
        return 1
    last, steps = _journey_end(best.to, _follow(actions), goal)
    return steps + 1 if last == goal else 1


def nodes_of(analysis: Analysis) -> tuple[Node, ...]:
    """Return one node for each segment."""
    view, actions = analysis.segments, analysis.actions
    if view is None or actions is None:
        return ()
    levels = _levels(view, actions)
    return tuple(
        Node(found.code, style_of(found.code), found.name, levels[found.code], found.ideal)
        for found in view.segments
    )


def _levels(view: SegmentsView, actions: ActionTable) -> dict[int, int]:
    """Number the steps without gaps, so that no column is empty."""
    levels = levels_of(actions, view.ideal.code or view.ideal.best)
    order = sorted(set(levels.values()))
    return {code: order.index(level) for code, level in levels.items()}


def arrows_of(actions: ActionTable, nodes: tuple[Node, ...]) -> tuple[Arrow, ...]:
    """Return one arrow for each action that leads closer, and one that ends for every other."""
    levels = {node.code: node.level for node in nodes}
    arrows = []
    for found in actions.next_actions:
        code, best, leading = found.segment, found.best, onward(found)
        if best is None:
            arrows.append(Arrow(code, 0, NOTHING))
        elif not found.pays:
            arrows.append(Arrow(code, 0, NOWHERE))
        elif leading is not None and levels[leading.to] < levels[code]:
            arrows.append(Arrow(code, leading.to, leading.title))
        elif levels[code]:
            arrows.append(Arrow(code, 0, best.title))
    return tuple(arrows)


def headings(nodes: tuple[Node, ...], *, ideal: bool) -> tuple[str, ...]:
    """Return the headings of the columns, the ideal's first."""
    count = max((node.level for node in nodes), default=0)
    first = "The ideal" if ideal else "Closest to the ideal"
    return (first, *(capitalised(f"{spelt(level, 'step')} away") for level in range(1, count + 1)))
