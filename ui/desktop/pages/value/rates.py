"""Changes to the rate table that keep it whole: no rate without its group of people."""

from dataclasses import replace

from core.answers import ValueView
from core.settings import CostPool, Rate, Valuation

MINUTES_A_MONTH = 7_680.0
"""What one person can work: 20 days of 8 hours, of which 80 % are left for customers."""

FIRST_NAME = "Service"


def activities(value: Valuation, view: ValueView | None) -> tuple[str, ...]:
    """Return the activities of the data, then those that only the table has."""
    found = view.activities if view is not None else ()
    known = {_key(name) for name in found}
    return (*found, *(rate.activity for rate in value.rates if _key(rate.activity) not in known))


def rate_of(value: Valuation, activity: str) -> Rate:
    """Return the rate of an activity; one that nobody does if there is none."""
    found = [rate for rate in value.rates if _key(rate.activity) == _key(activity)]
    return found[0] if found else Rate(activity, 0.0, "")


def with_rate(value: Valuation, made: Rate) -> tuple[Rate, ...]:
    """Return the rates with another one for its activity; none if nobody does it."""
    key = _key(made.activity)
    others = tuple(rate for rate in value.rates if _key(rate.activity) != key)
    return tuple(sorted((*others, made) if made.pool else others, key=lambda one: one.activity))


def with_pool(value: Valuation, place: int, pool: CostPool) -> Valuation:
    """Return the table with a group changed, its name everywhere."""
    before = value.pools[place].name
    taken = {one.name for at, one in enumerate(value.pools) if at != place}
    named = replace(pool, name=_free(pool.name, taken))
    pools = (*value.pools[:place], named, *value.pools[place + 1 :])
    rates = tuple(
        replace(rate, pool=named.name) if rate.pool == before else rate for rate in value.rates
    )
    return replace(value, pools=pools, rates=rates)


def without_pool(value: Valuation, place: int) -> Valuation:
    """Return the table without a group and without what only it does."""
    gone = value.pools[place].name
    return replace(
        value,
        pools=(*value.pools[:place], *value.pools[place + 1 :]),
        rates=tuple(rate for rate in value.rates if rate.pool != gone),
    )


def with_new_pool(value: Valuation, view: ValueView | None) -> Valuation:
    """Return the table with one more group: one person; the first one does everything."""
    months = view.period.months if view is not None else 12.0
    name = _free(FIRST_NAME, {pool.name for pool in value.pools})
    pool = CostPool(name, 0.0, round(MINUTES_A_MONTH * months))
    known = value.rates
    if not value.pools:
        known = tuple(Rate(activity, 0.0, name) for activity in activities(value, view))
    return replace(value, pools=(*value.pools, pool), rates=known)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other group has."""
    made, number = name, 2
    while made in taken:
        made, number = f"{name} {number}", number + 1
    return made


def _key(name: str) -> str:
    return name.strip().casefold()
