"""The journeys as nodes and arrows."""

from core.answers import Analysis, SegmentsView
from core.tables.actions import ActionTable, NextAction
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


def titles_of(actions: ActionTable) -> dict[str, str]:
    """Return the names of all actions by their keys."""
    titles: dict[str, str] = {}
    for found in actions.next_actions:
        titles |= {one.action: one.title for one in found.considered}
        titles |= {one.action: one.title for one in found.blocked}
    return titles


def _first_steps(actions: ActionTable) -> dict[int, int | None]:
    """Return where the first step of each segment's journey leads; None if it goes nowhere."""
    return {
        journey.segment: journey.steps[0][1] if journey.steps else None
        for journey in actions.journeys
    }


def levels_of(actions: ActionTable, goal: int) -> dict[int, int]:
    """Return how many steps each segment is from the goal.

    Where the actions do not lead there, the last segment of the journey stands a step behind the
    one that its closest action would lead to, or one step away; those before it stand behind it.
    """
    follow = _first_steps(actions)
    levels: dict[int, int] = {}
    for code in follow:
        last, steps = _journey_end(code, follow, goal)
        levels[code] = steps + (0 if last == goal else _level_of_end(last, actions, goal))
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
    last, steps = _journey_end(best.to, _first_steps(actions), goal)
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
    """Return one arrow for each first step that leads closer, and one that ends for the others."""
    levels = {node.code: node.level for node in nodes}
    titles = titles_of(actions)
    arrows = []
    for journey in actions.journeys:
        code, found = journey.segment, actions.next_actions[journey.segment - 1]
        key, there = journey.steps[0] if journey.steps else ("", code)
        if levels[there] < levels[code]:
            arrows.append(Arrow(code, there, titles.get(key, key)))
        elif levels[code]:
            arrows.append(Arrow(code, 0, _ending(found)))
    return tuple(arrows)


def _ending(found: NextAction) -> str:
    """Say what is done in a segment from which no step leads closer."""
    if found.best is None:
        return NOTHING
    return found.best.title if found.pays else NOWHERE


def headings(nodes: tuple[Node, ...], *, ideal: bool) -> tuple[str, ...]:
    """Return the headings of the columns, the ideal's first."""
    count = max((node.level for node in nodes), default=0)
    first = "The ideal" if ideal else "Closest to the ideal"
    return (first, *(capitalised(f"{spelt(level, 'step')} away") for level in range(1, count + 1)))
