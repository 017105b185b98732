"""What the user looks at: which customers, which one of them, and how the chart shows them."""

from dataclasses import dataclass, field, replace
from typing import Self

from PySide6.QtCore import QSettings

from core.answers import Analysis
from core.customer_lookups import CustomerQuery
from core.customers.columns import SEGMENT
from ui.desktop.selection import Selection

VIEW_KEPT = ("theme", "zoom", "comfortable", "still")
"""What of the view is remembered from one start of the program to the next."""


@dataclass(frozen=True)
class ChartView:
    """How the chart of the segments shows them.

    Attributes
    ----------
    form
        ``"flat"``, ``"solid"`` or ``"fields"``.
    axes
        Places of the axes across, up and deep.
    scores
        Whether scores are shown rather than values.
    tool
        ``"pick"``, ``"lasso"`` or ``"box"``: what dragging does.
    table
        Whether a table is shown in place of the picture.
    """

    form: str = "flat"
    axes: tuple[int, int, int] = (0, 2, 1)
    scores: bool = True
    tool: str = "pick"
    table: bool = False


@dataclass(frozen=True, eq=False)
class Looking:
    """What is looked at; it is no part of the analysis.

    Attributes
    ----------
    chart
        How the chart shows the customers.
    kept
        The customers that the chart shows at all; None for everybody.
    customer
        The customer whose card is open, by place in the order of the ids; None for nobody.
    trail
        The customers whose cards were open before, the last one at the end.
    query
        Whom the list of customers holds, in which order; the selection is not part of it.
    columns
        Keys of the columns that the list shows; None for the usual ones.
    """

    chart: ChartView = field(default_factory=ChartView)
    kept: Selection | None = None
    customer: int | None = None
    trail: tuple[int, ...] = ()
    query: CustomerQuery = field(default_factory=CustomerQuery)
    columns: tuple[str, ...] | None = None

    def opened(self, customer: int | None) -> Self:
        """Open the card of a customer; the one before can be come back to."""
        if customer == self.customer:
            return self
        before = () if self.customer is None else (self.customer,)
        return replace(self, customer=customer, trail=(*self.trail, *before))

    def went_back(self) -> Self:
        """Open the card that was open before."""
        if not self.trail:
            return self
        return replace(self, customer=self.trail[-1], trail=self.trail[:-1])

    def with_others(self) -> Self:
        """Forget the customers, because they are others now; keep how they are looked at."""
        return replace(self, kept=None, customer=None, trail=())

    def told_anew(self, before: Analysis, now: Analysis) -> Self:
        """Say the filters in the words of another analysis; one that has no word is left out.

        A segment goes on being looked for when it is called something else.
        """
        if not now.columns:
            return self  # nothing can be listed until a problem is solved
        called = _names_now(before, now)
        words = {one.key: one.words for one in now.columns}
        said = [
            (key, called.get(word, word) if key == SEGMENT else word)
            for key, word in self.query.filters
        ]
        filters = tuple((key, word) for key, word in said if word in words.get(key, ()))
        return replace(self, query=replace(self.query, filters=filters))


def _names_now(before: Analysis, now: Analysis) -> dict[str, str]:
    """What the segments of one analysis are called in another, by their names."""
    if before.segments is None or now.segments is None:
        return {}
    names = {one.identity: one.name for one in now.segments.segments}
    segments = before.segments.segments
    return {one.name: names[one.identity] for one in segments if one.identity in names}


def view_kept(kept: QSettings) -> tuple[str, float, bool, bool]:
    """Return theme, zoom, whether rows are higher and whether nothing is to move."""
    theme, zoom = str(kept.value("theme", "system")), float(str(kept.value("zoom", 1.0)))
    comfortable, still = (kept.value(name) in {True, "true"} for name in VIEW_KEPT[2:])
    return theme, zoom, comfortable, still
