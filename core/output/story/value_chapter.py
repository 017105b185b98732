"""What customers are worth, as a chapter of the story."""

from core.output.contents import PlanContents
from core.output.story.form import Chapter, Curve, Exhibit, Table
from core.output.story.written import money, share, whole
from core.tables.profit import Tier, Whale
from core.tables.value import ValueTable

MOST_POINTS = 101


def worth(contents: PlanContents) -> Chapter | None:
    """Return where the profit comes from; None if that is not known."""
    value = contents.value
    if value is None or not value.tiers:
        return None
    exhibits = [_tiers(value)]
    if value.whale is not None:
        exhibits.insert(0, _curve(value, value.whale))
    if value.lifetime is not None:
        told = (value.lifetime.sentence, value.lifetime.why)
        checked = () if value.check is None else (value.check.sentence,)
        exhibits.append(Exhibit("Where lifetime value comes from", (*told, *checked)))
    return Chapter("What customers are worth", tuple(exhibits))


def _curve(value: ValueTable, whale: Whale) -> Exhibit:
    everybody = max(whale.customers[-1], 1)
    pairs = list(zip(whale.customers, whale.profit, strict=True))
    step = max((len(pairs) - 1) / (MOST_POINTS - 1), 1.0)
    places = sorted({round(place * step) for place in range(MOST_POINTS)})
    points = tuple(
        (pairs[place][0] / everybody, pairs[place][1]) for place in places if place < len(pairs)
    )
    told = [
        f"Profit is {value.earned} less cost to serve and other costs, for {value.period.words}.",
        f"All customers together earn {whole(whale.total)}.",
    ]
    if whale.losing:
        told.append(
            f"{whole(whale.losing)} customers cost more than they bring: without them it would "
            f"be {whole(whale.peak)}."
        )
    told.append(value.pattern)
    alt = (
        "Curve of the profit added up from the most to the least profitable customer. It rises "
        f"to {whole(whale.peak)} with {whole(whale.peak_customers)} customers and ends at "
        f"{whole(whale.total)} with all {whole(everybody)}."
    )
    return Exhibit(value.finding, tuple(filter(None, told)), Curve(points, alt))


def _tiers(value: ValueTable) -> Exhibit:
    titles = ("Tier", "Deserves", "Customers", "Margin", "Cost to serve", "Profit", "Share")
    rows = [_tier_row(tier) for tier in value.tiers]
    tiers = value.tiers
    sums = (
        whole(sum(tier.customers for tier in tiers)),
        money(sum(tier.margin for tier in tiers)),
        money(sum(tier.cost_to_serve for tier in tiers)),
        money(sum(tier.profit for tier in tiers)),
        "",
    )
    rows.append(("All", "", *sums))
    told = tuple(f"{tier.tier.capitalize()}: {tier.advice}" for tier in tiers)
    table = Table(titles, tuple(rows), words=2, total=True)
    return Exhibit("What each tier earns, and what it deserves", told, table)


def _tier_row(tier: Tier) -> tuple[str, ...]:
    return (
        tier.tier.capitalize(),
        tier.deserves,
        whole(tier.customers),
        money(tier.margin),
        money(tier.cost_to_serve),
        money(tier.profit),
        share(tier.share_of_profit, 0),
    )
