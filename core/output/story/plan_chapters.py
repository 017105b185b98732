"""The plan and its objectives, as chapters of the story."""

from core.output.contents import PlanContents
from core.output.objectives_sheet import takes_sentence
from core.output.story.form import Chapter, Exhibit, Falls, Step, Table
from core.output.story.written import decimals, money, share, signed, whole
from core.tables.listing import measure_title
from core.tables.plan import Plan, PlanLine

MOST_PARTS = 4
"""Actions that the waterfall names."""

MOST_LINES = 11
"""Lines of the plan that are named; the others stand together."""


def planned(contents: PlanContents) -> Chapter | None:
    """Return what the plan earns and who gets what; None if it treats nobody."""
    plan = contents.plan
    if not plan.lines:
        return None
    title = f"The plan earns {whole(plan.gain)} net, {_per_money(plan)} for 1 spent"
    earns = Exhibit(title, _told(contents), _falls(plan))
    told = ("Best return first. Those who are held out get nothing: they show what it earns.",)
    gets = Exhibit("Who gets what", told, _lines(contents))
    return Chapter("The plan", (earns, gets))


def _per_money(plan: Plan) -> str:
    return decimals(plan.gain / plan.spend, 2) if plan.spend else "all of it"


def _told(contents: PlanContents) -> tuple[str, ...]:
    plan = contents.plan
    span = f"{whole(plan.gain_low)} to {whole(plan.gain_high)}"
    chance = share(plan.chance, 0)
    told = [f"80 % interval of the net gain: {span}. Chance that it is a gain at all: {chance}."]
    if plan.budget is not None:
        told.append(f"The budget is {whole(plan.budget)}; {whole(plan.spend)} of it is spent.")
    if plan.price > 0:
        told.append(f"One more spent would gain {money(plan.price)}.")
    return (*told, *plan.notes)


def _falls(plan: Plan) -> Falls:
    steps = (
        *(Step(title, amount, "brings") for title, amount in plan.brings(MOST_PARTS)),
        Step("Cost of the plan", -plan.spend, "costs"),
        Step("Net gain", plan.gain, "net"),
    )
    words = "; ".join(f"{step.label} {signed(step.amount, 0)}" for step in steps)
    return Falls(steps, f"Waterfall of what the plan earns. {words}.")


def _lines(contents: PlanContents) -> Table:
    plan = contents.plan
    most = len(plan.lines) if len(plan.lines) <= MOST_LINES + 1 else MOST_LINES
    shown, others = plan.lines[:most], plan.lines[most:]
    rows = [_row(contents.segment(line.segment).name, line.title, (line,)) for line in shown]
    if others:
        rows.append(_row(f"{len(others)} more", "", others))
    rows.append(_row("The plan", "", plan.lines))
    codes = (*(line.segment for line in shown), *((0,) if others else ()), 0)
    titles = ("Segment", "Action", "Customers", "Spend", "Net gain", "For 1 spent", "Held out")
    return Table(titles, tuple(rows), words=2, codes=codes, total=True)


def _row(name: str, action: str, lines: tuple[PlanLine, ...]) -> tuple[str, ...]:
    spend, gain = sum(line.spend for line in lines), sum(line.gain for line in lines)
    return (
        name,
        action,
        whole(sum(line.customers for line in lines)),
        whole(spend),
        whole(gain),
        decimals(gain / spend, 2) if spend else "",
        whole(sum(line.held_out for line in lines)),
    )


def objectives(contents: PlanContents) -> Chapter | None:
    """Return how far each objective is reached; None without any."""
    reached = contents.plan.objectives
    if not reached:
        return None
    met = sum(one.met for one in reached)
    if len(reached) == 1:
        title = f"The objective is {'reached' if met else 'not reached'}"
    else:
        title = f"{met} of {len(reached)} objectives are reached"
    rows = tuple(
        (
            f"{measure_title(one.measure)}{' (per cent)' if one.relative else ''}",
            "reached" if one.met else "short",
            decimals(one.today, 2),
            signed(one.change, 2),
            signed(one.reached, 2),
        )
        for one in reached
    )
    titles = ("Measure", "", "Mean today", "Wanted", "Reached by the plan")
    told = ["Changes within a year, beyond what happens by itself."]
    if contents.takes is not None:
        told.append(takes_sentence(contents.takes, contents.plan))
    return Chapter("Objectives", (Exhibit(title, tuple(told), Table(titles, rows, words=2)),))
