"""What the Value page says."""

from core.answers import Analysis, ValueView
from core.settings import Settings
from core.tables.lifetime import ModelCheck
from core.tables.profit import Tier
from core.tables.value import CustomerWorth, Survey, Unused
from ui.desktop.numbers import number, rounded_money
from ui.desktop.pages.value.units import each
from ui.desktop.widgets.phrases import counted, listed

NOT_YET = (
    "This page shows what each customer earns and costs. It needs orders with an amount, or one "
    "row per customer with revenue."
)
TITLE = "What each customer is worth"
TIERS = ("Top", "Middle", "Bottom")
DIRECT, INDIRECT, SERVICE = "lifetime value", "through others", "cost to serve"
WHALE_NOTE = (
    "Profit added up, from the most to the least profitable customer. Rising: customers who earn. "
    "Falling: customers who cost more than they bring. Drag a limit to cut the tiers elsewhere, "
    "or over the curve to select customers."
)
GRADES = {
    "A": "A: it finds clearly more of the best customers than the amounts so far do",
    "B": "B: it finds as many of the best customers as the amounts so far do",
    "C": "C: the amounts so far find more of the best customers; take those rather",
}


def title(analysis: Analysis) -> tuple[str, str]:
    """Return the finding and the line below it."""
    view = analysis.value
    if view is None and analysis.customers is None:
        return "Value", NOT_YET
    if view is None or view.totals is None:
        told = " ".join(view.missing) if view is not None else ""
        return TITLE, told or "Something has to be mended first."
    earned = view.earned if view.earned != "margin" else "gross margin"
    return TITLE, f"Profit is {earned} less cost to serve, for {view.period.words}."


def figures(view: ValueView) -> tuple[tuple[str, str], ...]:
    """Return the figures of the company with what each is: margin, costs, profit, referred."""
    totals = view.totals
    if totals is None:
        return ()
    earned = "gross margin" if view.earned == "margin" else view.earned
    shown = [(rounded_money(totals.margin), earned)]
    known = view.costs is not None
    shown.append((rounded_money(totals.cost_to_serve) if known else "?", "cost to serve"))
    if totals.other_costs:
        shown.append((rounded_money(totals.other_costs), "other costs"))
    profit = f"profit, {counted(view.customers, 'customer')}"
    return (*shown, (rounded_money(totals.profit), profit))


def asides(view: ValueView) -> tuple[tuple[str, str], ...]:
    """Return figures that are told beside the sum: referred margin, lifetime value."""
    totals = view.totals
    if totals is None:
        return ()
    told = []
    if totals.referred_margin is not None:
        what = f"{view.earned} from customers brought by others; shown, not added again"
        told.append((rounded_money(totals.referred_margin), what))
    if totals.company_value is not None and view.earned != DIRECT:
        what = "lifetime value of all"
        if totals.indirect_value:
            what += ", with what they bring through others; nothing counted twice"
        told.append((rounded_money(totals.company_value), what))
    return tuple(told)


def about_profit(view: ValueView) -> str:
    """Tell how the numbers were made."""
    return "\n\n".join(view.assumptions)


def deserved(view: ValueView) -> str:
    """Tell what each tier deserves."""
    told = tuple(f"{name}: {tier.deserves}" for name, tier in zip(TIERS, view.tiers, strict=True))
    return f"What they deserve. {'; '.join(told)}."


def why_tiers(view: ValueView) -> tuple[str, str]:
    """Return question and answer about the cuts and what each tier deserves."""
    shares = [round(100 * tier.customers / max(view.customers, 1)) for tier in view.tiers]
    question = f"Why {listed(tuple(map(number, shares)))}?"
    told = [
        f"{name}: {tier.deserves}. {tier.advice}"
        for name, tier in zip(TIERS, view.tiers, strict=True)
    ]
    return question, "\n\n".join([view.pattern, *told, _concentrated(view)]).strip()


def _concentrated(view: ValueView) -> str:
    """Tell how unevenly the earnings are spread."""
    found = view.concentration
    if found is None:
        return ""
    tenth, fifth, half = (number(100 * share) for share in found.top)
    return (
        f"{number(100 * found.most)} % of the customers bring 80 % of the {found.of}; the best 10, "
        f"20 and 50 % bring {tenth}, {fifth} and {half} % of it. Gini coefficient "
        f"{number(found.gini, 2)}: 0 if all bring the same, 1 if one brings all."
    )


def why_costs(view: ValueView) -> tuple[str, str]:
    """Return question and answer about the cost to serve."""
    question = "Why these amounts?"
    if view.costs is None:
        return question, view.without_cost
    if view.costs.source == "rate table":
        return question, (
            "Each contact costs its minutes times what a minute costs of those who serve: their "
            "cost over the minutes that they can work. Time in which nobody was served is told "
            "apart and charged to no customer."
        )
    if view.costs.activities:
        return question, "The cost is as it is recorded with each contact."
    return question, f"The cost is that of {view.costs.source}, as it is."


def unused_sentence(unused: tuple[Unused, ...]) -> str:
    """Tell what is charged to nobody."""
    idle = [one for one in unused if one.cost > 0]
    if not idle:
        return ""
    cost = rounded_money(sum(one.cost for one in idle))
    shares = listed(
        tuple(f"{number(100 * (1 - one.used_share))} % of ‘{one.pool}’" for one in idle)
    )
    return f"{cost} of idle time is not charged to any customer: {shares}."


def check_text(view: ValueView) -> str:
    """Tell how good the lifetime value is, or why that cannot be told."""
    if view.lifetime is None:
        return "Nothing says what customers will bring."
    if view.check is None:
        return (
            f"{view.lifetime.why} Whether that is good cannot be checked: it takes dated orders "
            "of enough customers over a year or so."
        )
    return view.check.sentence


def how_checked(check: ModelCheck) -> str:
    """Tell how the check was made."""
    return (
        f"The model was fitted to what was known by {check.until} of "
        f"{counted(check.customers, 'customer')}, and what it said for the "
        f"{number(check.weeks)} weeks up to {check.last} was held against what came: "
        f"{number(check.expected)} purchases expected, {number(check.actual)} made; "
        f"{rounded_money(check.amount_expected)} expected of them, {rounded_money(check.amount)} "
        f"paid, {rounded_money(check.amount_by_baseline)} by going on as before.\n\n"
        f"Grade {GRADES[check.grade]}."
    )


def why_lifetime(view: ValueView) -> str:
    """Tell where lifetime value comes from."""
    if view.lifetime is None:
        return "Nothing says what customers will bring."
    return f"{view.lifetime.sentence}\n\n{view.lifetime.why}"


def people_words(shown: int, known: int) -> str:
    """Tell how many customers the table shows."""
    if shown < known:
        return f"{number(shown)} of {number(known)} are shown; choose one to see why."
    return f"All {number(known)} are shown; choose one to see why."


def why_customer(one: CustomerWorth) -> tuple[str, str]:
    """Return question and answer about one customer."""
    if one.lifetime_value is None:
        return f"{one.customer}: why no lifetime value?", one.why
    return f"{one.customer}: why {each(one.lifetime_value)}?", one.why


def selected_words(count: int, label: str) -> str:
    """Tell who is selected."""
    who = counted(count, "customer is", "customers are")
    return f"{label}: {who} selected, on every page."


def stretch_label(first: int, last: int) -> str:
    """Name customers by their places from the most profitable."""
    return f"Customers {number(first + 1)} to {number(last)} by profit"


def horizon_words(settings: Settings) -> str:
    """Write how far ahead lifetime value looks."""
    return counted(settings.economics.horizon_months, "month")


def tier_label(place: int) -> str:
    """Name a tier as a selection."""
    return f"{TIERS[place]} tier"


def range_words(tier: Tier) -> str:
    """Return the 80 % interval of the mean lifetime value of a tier; "" if none is known."""
    if tier.low is None or tier.high is None or not tier.customers:
        return ""
    low, high = (end / tier.customers for end in (tier.low, tier.high))
    return f"{each(low)} to {each(high)}"


def ranges(tiers: tuple[Tier, ...]) -> str:
    """Return how sure the lifetime value of the tiers is, as a sentence; "" if none is known."""
    known = [(name, range_words(tier)) for name, tier in zip(TIERS, tiers, strict=False)]
    told = [f"{name} {words}" for name, words in known if words]
    return f"Lifetime value, four times in five: {listed(tuple(told))}." if told else ""


def survey_words(survey: Survey | None) -> str:
    """Return on which scale customers have answered, and how they did; "" if nobody was asked."""
    if survey is None:
        return ""
    answers, customers = counted(survey.answers, "answer"), counted(survey.customers, "customer")
    told = [
        f"Answers are on a scale from {number(survey.low)} to {number(survey.high)}.",
        survey.reason,
        f"{answers} of {customers}, {number(survey.mean, 1)} on average;",
        f"{number(100 * survey.satisfied)} % lie in the best fifth of the scale.",
    ]
    if survey.promoters is not None:
        told.append(f"Net promoter score {number(survey.promoters)}.")
    return " ".join(told)
