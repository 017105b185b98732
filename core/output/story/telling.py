"""From what an analysis has found to the story that is told of it."""

from core.output.contents import PlanContents
from core.output.fingerprint import fingerprint
from core.output.story.form import Chapter, Exhibit, Figure, Story
from core.output.story.plan_chapters import objectives, planned
from core.output.story.results_chapter import earned
from core.output.story.segment_chapters import next_actions, segments
from core.output.story.value_chapter import worth
from core.output.story.written import decimals, whole


def story_of(contents: PlanContents) -> Story:
    """Return the story; the same contents give the same one."""
    chapters = (
        worth(contents),
        segments(contents),
        earned(contents),
        next_actions(contents),
        planned(contents),
        objectives(contents),
        _assumed(contents),
    )
    return Story(
        title=_title(contents),
        told=_told(contents),
        figures=_figures(contents),
        lead=_lead(contents),
        chapters=tuple(chapter for chapter in chapters if chapter is not None),
        source=f"Nonagon {contents.version}, fingerprint {fingerprint(contents)[:16]}",
    )


def _title(contents: PlanContents) -> str:
    plan = contents.plan
    months = contents.settings.economics.horizon_months
    customers = whole(len(contents.segments.customer_ids))
    if not plan.lines:
        weighed = any(found.best is not None for found in contents.actions.next_actions)
        return f"{customers} customers: no action {'pays' if weighed else 'is weighed'} yet"
    return (
        f"Spending {whole(plan.spend)} on {whole(plan.assignments)} customers earns "
        f"{whole(plan.gain)} net over {months} months"
    )


def _told(contents: PlanContents) -> str:
    segments = contents.segments
    names = ", ".join(dict.fromkeys(source.name for source in contents.sources))
    words = f"{whole(len(segments.customer_ids))} customers from {names}"
    if contents.unscored:
        words += f"; {whole(contents.unscored)} are not scored, because a value is missing"
    return f"{words}. Money is in the currency of the data."


def _figures(contents: PlanContents) -> tuple[Figure, ...]:
    plan = contents.plan
    figures = [
        Figure("net gain of the plan", whole(plan.gain)),
        Figure("to be spent", whole(plan.spend)),
        Figure("gained for 1 spent", decimals(plan.gain / plan.spend, 2) if plan.spend else "–"),
        Figure("customers treated", whole(plan.assignments)),
    ]
    if plan.budget is not None:
        figures.append(Figure("budget", whole(plan.budget)))
    return tuple(figures)


def _lead(contents: PlanContents) -> tuple[str, ...]:
    """Return the ideal, where to begin, and how it will be known what the plan earned."""
    ideal, plan = contents.segments.ideal, contents.plan
    name = contents.segment(ideal.code or ideal.best).name
    state = "The ideal segment is" if ideal.code else "No segment is ideal yet; nearest is"
    told = [f"{state} ‘{name}’. {ideal.reason}"]
    if plan.lines:
        first = max(plan.lines, key=lambda line: (line.gain, -line.segment))
        told.append(
            f"Begin with ‘{contents.segment(first.segment).name}’: {first.title} for "
            f"{whole(first.customers)} customers gains {whole(first.gain)} for "
            f"{whole(first.spend)} spent."
        )
    if plan.held_out:
        told.append(
            f"{whole(plan.held_out)} customers are held out by chance, so that the next import "
            "can show what the plan really earned."
        )
    return tuple(told)


def _assumed(contents: PlanContents) -> Chapter:
    """Return what the numbers rest on, and where every row of the sources went."""
    told = [*contents.actions.assumptions]
    if contents.value is not None:
        told += contents.value.assumptions
    exhibits = [Exhibit("What the numbers rest on", tuple(dict.fromkeys(told)))]
    receipts = [source.receipt for source in contents.sources]
    rows = tuple(
        f"{receipt.source}: {whole(receipt.rows_in)} rows in; {whole(receipt.accepted)} accepted, "
        f"{whole(receipt.rejected)} set aside, {whole(receipt.waiting)} waiting for an answer, "
        f"{whole(receipt.header + receipt.blank + receipt.totals)} headers, blanks and totals."
        for receipt in receipts
    )
    exhibits.append(Exhibit("Every row of the sources is accounted for", rows))
    if contents.notes:
        exhibits.append(Exhibit("Worth knowing", contents.notes))
    return Chapter("What it assumes", tuple(exhibits))
