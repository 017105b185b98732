"""What has to come first, as a drawing in which rules are drawn with the mouse."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.settings import Action
from ui.desktop.widgets.journey_layout import Arrow, Node
from ui.desktop.widgets.journey_map import JourneyMap
from ui.desktop.widgets.labels import label, wrapped
from ui.desktop.widgets.metrics import column, px

NOTE = (
    "Drag from one action to another, and the second one has to wait for the first; drag again to "
    "take it back. For whom an action is meant stands in its fields."
)


class OrderPanel(QWidget):
    """Draws the rules of order.

    Parameters
    ----------
    chosen
        Gets the key of an action that was clicked.
    joined
        Gets the keys of the action that comes first and of the one that has to wait for it.
    """

    def __init__(self, chosen: Callable[[str], None], joined: Callable[[str, str], None]) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._map = JourneyMap("Order of the actions", dense=True)
        self._map.picked.connect(lambda code: chosen(self._names[code - 1]))
        self._map.joined.connect(
            lambda first, then: joined(self._names[first - 1], self._names[then - 1])
        )
        box = column(4)
        box.addWidget(label("What must come first", "section"))
        box.addWidget(wrapped(NOTE, "note"))
        box.addSpacing(px(4))
        box.addWidget(self._map)
        self.setLayout(box)

    def show_order(self, catalogue: tuple[Action, ...], chosen: str) -> None:
        """Show the rules of a catalogue."""
        self._names = tuple(action.name for action in catalogue)
        nodes, arrows = drawn(catalogue)
        columns = 1 + max((node.level for node in nodes), default=0)
        self._map.show_journeys(nodes, arrows, ("",) * columns)
        self._map.choose(self._names.index(chosen) + 1)


def drawn(catalogue: tuple[Action, ...]) -> tuple[tuple[Node, ...], tuple[Arrow, ...]]:
    """Return a node for each action, numbered from 1, and an arrow to each that has to wait."""
    codes = {action.name: code for code, action in enumerate(catalogue, 1)}
    arrows = tuple(
        Arrow(codes[before], codes[action.name], "")
        for action in catalogue
        for before in action.after
        if before in codes
    )
    levels = _levels(len(catalogue), arrows)
    nodes = tuple(
        Node(code, 0, action.title, levels[code]) for code, action in enumerate(catalogue, 1)
    )
    return nodes, arrows


def _levels(count: int, arrows: tuple[Arrow, ...]) -> dict[int, int]:
    """Return how many actions in a row can follow each one."""
    levels = dict.fromkeys(range(1, count + 1), 0)
    for _step in range(count):  # no chain is longer, not even where rules go round
        for arrow in arrows:
            levels[arrow.start] = min(max(levels[arrow.start], levels[arrow.end] + 1), count)
    return levels
