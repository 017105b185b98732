"""The query: one stage after the other, from the columns of customers to what comes next."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from sqlglot import exp

from core.output.scoring import belonging, gains, limits, rules, standing
from core.output.scoring.frozen import Scoring
from core.output.scoring.tables import check_apart, table_named
from core.output.scoring.terms import (
    Term,
    cast,
    chosen,
    column,
    double,
    name,
    named,
    selected,
    stage,
    text,
)
from core.output.scoring.tiers import CUSTOMER, tier
from core.settings.model import Boxes

Stage = tuple[str, exp.Select]
"""A title, and what is read under it."""

Step = tuple[str, Mapping[str, Term] | Callable[[str], exp.Select]]
"""A title, and the columns that are added or what is made of the stage before."""


def scoring_query(scoring: Scoring, table: str) -> exp.Select:
    """Give the segment, the tier and the next best action of every customer as one query.

    Parameters
    ----------
    scoring
        What decides about them.
    table
        The table with the customers: ``customer_id`` and the columns of the analysis. Its name
        is read by `core.output.scoring.tables.table_named`.

    Returns
    -------
    sqlglot.expressions.Select
        Columns ``customer_id``; ``segment_code`` and ``segment_name``, nothing for customers
        who are not scored; ``tier``; and ``action``, nothing if none pays.

    Raises
    ------
    UserError
        If that is no name of a table.
    """
    own = table_named(table)
    stages = list(_stages(scoring, own))
    check_apart(own, [title for title, _ in stages])
    query = _result(stages[-1][0], scoring)
    for title, body in stages:
        query = query.with_(name(title), as_=body, copy=False)
    return query


def _stages(scoring: Scoring, table: exp.Table) -> Iterator[Stage]:
    yield from _tables(scoring)
    made = [("known", _known(scoring, table))]
    for build in (_standing, _belonging, _advising):
        for title, body in build(scoring, made[-1][0]):
            made.append((title, body))
    yield from made


def _tables(scoring: Scoring) -> Iterator[Stage]:
    """Yield the small tables that the query brings along."""
    yield from standing.ladders(scoring)
    if isinstance(scoring.definition, Boxes):
        yield "parts", limits.part_rows(scoring, scoring.definition)


def _known(scoring: Scoring, table: exp.Table) -> exp.Select:
    """Read what is needed of the customers, and nothing else."""
    found = {CUSTOMER: column(CUSTOMER), **standing.values(scoring)}
    if scoring.tiers is not None:
        found["profit"] = double(column(scoring.tiers.profit))
    found |= rules.open_by_columns(scoring)
    return selected(named(found), table)


def _chained(before: str, steps: Iterable[Step]) -> Iterator[Stage]:
    """Make stages of steps, each of which reads the one before."""
    for title, step in steps:
        if callable(step):
            yield title, step(before)
        elif step:
            yield title, stage(before, step)
        else:
            continue
        before = title


def _standing(scoring: Scoring, before: str) -> Iterator[Stage]:
    return _chained(
        before,
        (
            ("apart", standing.apart(scoring)),
            ("turned", standing.turned(scoring)),
            ("within", standing.within(scoring)),
            ("bucketed", standing.buckets(scoring)),
            ("placed", partial(standing.placed, scoring=scoring)),
            ("scored", standing.scores(scoring)),
        ),
    )


def _belonging(scoring: Scoring, before: str) -> Iterator[Stage]:
    definition, count = scoring.definition, len(scoring.names)
    if isinstance(definition, Boxes):
        return _chained(
            before,
            (
                ("located", limits.cells(scoring, definition)),
                ("segmented", partial(limits.parted, scoring=scoring)),
                ("measured", limits.gaps(scoring)),
                ("seconded", limits.nearest_way(scoring)),
                ("assured", limits.second(scoring)),
            ),
        )
    return _chained(
        before,
        (
            ("located", belonging.points(scoring, definition.scales)),
            ("measured", belonging.distances(definition)),
            ("segmented", belonging.nearest(count)),
            ("compared", belonging.others(count)),
            ("seconded", belonging.second(count)),
            ("assured", belonging.sureness(definition, count)),
        ),
    )


def _advising(scoring: Scoring, before: str) -> Iterator[Stage]:
    advice = scoring.advice
    if advice is None:
        return iter(())
    weighed = gains.gains(scoring, advice)
    places = [int(one.rpartition("_")[2]) for one in weighed]
    return _chained(
        before,
        (
            ("beside", gains.of_segments(advice)),
            ("mixed", gains.mixed()),
            ("set_apart", gains.own_parts(scoring, advice)),
            ("moved", gains.spots(advice)),
            ("squared", gains.squares(scoring, advice)),
            ("ended", gains.endings(advice)),
            ("reached", gains.reaches(advice)),
            ("weighed", weighed),
            ("narrowed", gains.narrowed(places)),
            ("advised", {"next": gains.choice(places)}),
        ),
    )


def _result(source: str, scoring: Scoring) -> exp.Select:
    segment, titles = (
        column("segment"),
        {code: text(one) for code, one in enumerate(scoring.names, 1)},
    )
    found: dict[str, Term] = {
        CUSTOMER: column(CUSTOMER),
        "segment_code": segment,
        "segment_name": chosen(segment, titles),
        "tier": cast(exp.Null(), "TEXT") if scoring.tiers is None else tier(scoring.tiers),
        "action": cast(exp.Null(), "TEXT"),
    }
    if scoring.advice is not None:
        offers = enumerate(scoring.advice.catalogue, 1)
        found["action"] = chosen(
            column("next"), {one: text(offer.action.title) for one, offer in offers}
        )
    return selected(named(found), source)
