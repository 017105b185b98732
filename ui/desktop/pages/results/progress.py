"""What the actions brought to everybody, and what has been learnt of them, as rows of tables."""

from core.tables.periods import MeasureChange, Proposal
from ui.desktop.numbers import number, signed
from ui.desktop.widgets.cells import Cell, Heading, Interval
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.ticks import whole_ticks


def overall_rows(progress: tuple[MeasureChange, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return how each measure changed in all, where no action is known to have brought any."""
    return tuple((_measure_cell(one), _overall_cell(one)) for one in progress)


OVERALL_HEADINGS = (
    Heading("Measure", stretch=1, least=96),
    Heading("Change", right=True),
)


def progress_headings(progress: tuple[MeasureChange, ...]) -> tuple[Heading, ...]:
    """Return the headings of the progress; targets only where some are stated."""
    if all(change.target is None for change in progress):
        return (
            Heading("Measure", stretch=2, least=96),
            Heading("By the actions", right=True),
            Heading("95 % interval", right=True),
            Heading("In all", right=True),
        )
    shares = [
        end / change.target
        for change in progress
        if change.target
        for end in (change.low, change.high)
    ]
    return (
        Heading("Objective", stretch=2, least=96),
        Heading("Target", right=True),
        Heading("So far", right=True),
        Heading("", ticks=whole_ticks(shares), least=110, tooltip="Share of the target"),
        Heading("", least=64),
    )


def progress_rows(progress: tuple[MeasureChange, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each measure."""
    stated = any(change.target is not None for change in progress)
    return tuple(_target_row(one) if stated else _change_row(one) for one in progress)


def _measure_cell(change: MeasureChange) -> Cell:
    unit = ", %" if change.relative else ", points"
    return Cell(f"{measure_title(change.measure)}{unit}", tooltip=change.told)


def _change_row(change: MeasureChange) -> tuple[Cell, ...]:
    decimals = 1 if change.relative else 2
    ends = f"{number(change.low, decimals)} to {number(change.high, decimals)}"
    return (
        _measure_cell(change),
        Cell(signed(change.so_far, decimals), look="strong", tooltip=change.told),
        Cell(ends, look="quiet"),
        _overall_cell(change),
    )


def _overall_cell(change: MeasureChange) -> Cell:
    decimals = 1 if change.relative else 2
    return Cell(signed(change.overall, decimals), f"{change.overall:.10g}")


def _target_row(change: MeasureChange) -> tuple[Cell, ...]:
    decimals = 1 if change.relative else 2
    so_far = Cell(signed(change.so_far, decimals), look="strong", tooltip=change.told)
    if not change.target:
        return _measure_cell(change), Cell("none", look="quiet"), so_far
    parts = (change.low / change.target, change.high / change.target)
    interval = Interval(
        min(parts), change.so_far / change.target, max(parts), bar=1.0, decides=bool(change.reached)
    )
    return (
        _measure_cell(change),
        Cell(signed(change.target, decimals)),
        so_far,
        Cell(interval=interval, tooltip=change.told),
        Cell("reached", look="accent") if change.reached else Cell("short"),
    )


EVIDENCE_HEADINGS = (
    Heading("Action", stretch=2, least=110),
    Heading("Assumed, %", right=True),
    Heading("Measured, %", right=True),
    Heading("Lowest to\nhighest, %", right=True),
    Heading("Arrived where it leads,\ntreated and held out, %", right=True, drop_below=520),
)


def evidence_rows(proposals: tuple[Proposal, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each measured success."""
    return tuple(_evidence_row(found) for found in proposals)


def _evidence_row(found: Proposal) -> tuple[Cell, ...]:
    low, likely, high = (100 * share for share in found.measured)
    treated, control = (number(100 * share) for share in found.arrived)
    return (
        Cell(found.title),
        Cell(number(100 * found.assumed[1])),
        Cell(number(likely), look="strong"),
        Cell(f"{number(low)} to {number(high)}", look="quiet"),
        Cell(f"{treated} and {control}", look="quiet"),
    )
