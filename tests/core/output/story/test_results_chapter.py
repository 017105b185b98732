from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from core.output.contents import PlanContents
from core.output.looks import ACCENT, NEGATIVE, QUIET
from core.output.story.form import Chapter, Span, Spans, Table
from core.output.story.page_html import page_of
from core.output.story.pictures import LABELS, Circle, Words, picture_of, text_width
from core.output.story.results_chapter import HEADING, earned
from core.output.story.slides import slides_of
from core.output.story.telling import story_of
from core.output.story.written import money, signed
from core.settings import Direction
from core.tables.periods import MeasureChange
from core.tables.results import Check, Earned, Effect, Scale, Verdict

Make = Callable[..., PlanContents]


def chapter_of(contents: PlanContents) -> Chapter:
    found = earned(contents)
    assert found is not None
    return found


def with_effects(contents: PlanContents, change: Callable[[Effect], Effect]) -> PlanContents:
    assert contents.results is not None
    effects = tuple(map(change, contents.results.effects))
    return replace(contents, results=replace(contents.results, effects=effects))


def judged(word: Earned) -> Callable[[Effect], Effect]:
    def change(effect: Effect) -> Effect:
        if effect.earnings is None:
            return effect
        return replace(effect, earnings=replace(effect.earnings, earned=word))

    return change


def test_without_an_earlier_period_nothing_is_said_of_one(make_contents: Make) -> None:
    assert earned(make_contents()) is None
    assert HEADING not in {one.heading for one in story_of(make_contents()).chapters}


def test_each_action_has_its_effect_its_interval_and_its_verdict(measured: PlanContents) -> None:
    assert measured.results is not None
    shown = [one.shown for one in chapter_of(measured).exhibits if isinstance(one.shown, Table)]
    cells = {row for table in shown for row in table.rows}
    for effect in measured.results.effects:
        [row] = [one for one in cells if one[0] == effect.title and _is_of(one, effect)]
        assert row[1:3] == (f"{effect.treated.customers:,}", f"{effect.control.customers:,}")
        assert " to " in row[4]


def _is_of(row: tuple[str, ...], effect: Effect) -> bool:
    size = abs(effect.estimate.effect)
    rate = effect.outcome.scale is Scale.RATE
    return row[3].strip("+−") == (f"{100 * size:,.1f} %" if rate else f"{size:,.2f}")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (Earned.EARNED, "earned their cost"),
        (Earned.LOST, "None of two actions earned their cost; two lost money"),
        (Earned.OPEN, "two cannot be told yet"),
    ],
)
def test_the_title_counts_what_earned_its_cost(
    measured: PlanContents, word: Earned, said: str
) -> None:
    title = chapter_of(with_effects(measured, judged(word))).exhibits[0].title
    assert said in title


def test_an_unfair_test_is_not_judged_and_it_is_said_why(measured: PlanContents) -> None:
    failed = Check("hold-out kept", False, 0.0, "61 of 134 held out got it.")

    def spoil(effect: Effect) -> Effect:
        spoilt = judged(Earned.EARNED)(effect)
        return replace(spoilt, verdict=Verdict.UNFAIR, checks=(*effect.checks, failed))

    exhibit = chapter_of(with_effects(measured, spoil)).exhibits[0]
    assert exhibit.title == "None of two actions earned their cost; two had no fair test"
    assert any("is not judged: 61 of 134 held out got it." in told for told in exhibit.told)
    assert isinstance(exhibit.shown, Spans)
    assert {one.kind for one in exhibit.shown.spans} == {"open"}
    assert exhibit.shown.alt.count("not a fair test") == 2


@pytest.mark.parametrize(
    ("word", "colour"), [(Earned.EARNED, ACCENT), (Earned.LOST, NEGATIVE), (Earned.OPEN, QUIET)]
)
def test_each_interval_is_drawn_beside_its_cost(
    measured: PlanContents, tmp_path: Path, word: Earned, colour: str
) -> None:
    told = with_effects(measured, judged(word))
    shown = chapter_of(told).exhibits[0].shown
    assert isinstance(shown, Spans)
    assert all(one.low <= one.middle <= one.high for one in shown.spans)
    circles = [one for one in picture_of(shown).shapes if isinstance(one, Circle)]
    assert [one.colour for one in circles] == [colour] * len(shown.spans)
    path = tmp_path / "slides.pptx"
    path.write_bytes(slides_of(story_of(told)))
    charts = [
        shape.chart
        for slide in Presentation(path).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    names = [f"{one.label}: {signed(one.middle, 2)}, cost {money(one.cost)}" for one in shown.spans]
    [bars] = [one for one in charts if [*one.plots[0].categories] == names]
    fills = {
        str(series.points[place].format.fill.fore_color.rgb)
        for series in [*bars.plots[0].series][1:]
        for place in range(len(names))
    }
    assert fills == {colour}
    base, below, above = (series.values for series in bars.plots[0].series)
    for place, one in enumerate(shown.spans):
        ends = (base[place] + below[place], base[place] + above[place])
        assert (min(ends[0], base[place]), max(ends[1], base[place])) == pytest.approx(
            (one.low, one.high)
        )


@pytest.mark.parametrize(
    "name", ["A call by the service desk within two days of every complaint", "会員向け" * 20]
)
def test_a_long_name_of_an_action_ends_where_the_picture_begins(name: str) -> None:
    spans = tuple(Span(label, 0.5, 1.0, 1.5, 0.2, "won") for label in (name, "Retention"))
    words = [
        one
        for one in picture_of(Spans(spans, "Effect", f"{name}: +1.00.")).shapes
        if isinstance(one, Words) and one.anchor == "end"
    ]
    assert all(text_width(one.text) <= one.across == LABELS - 8 for one in words)
    assert words[0].text.endswith("…")
    assert name.startswith(words[0].text[:-1])
    assert words[1].text == "Retention"


def test_what_cannot_be_told_says_what_would_have_been_seen(measured: PlanContents) -> None:
    exhibit = chapter_of(with_effects(measured, judged(Earned.OPEN))).exhibits[0]
    assert any("only an effect of" in told for told in exhibit.told)


def test_objectives_are_told_with_what_the_actions_brought(measured: PlanContents) -> None:
    assert measured.results is not None
    change = MeasureChange(
        "satisfaction", Direction.MORE, False, 2.0, 1.2, 0.9, 1.5, 1.4, False, "Too few."
    )
    table = replace(
        measured.results,
        progress=(
            change,
            replace(
                change,
                measure="cost_to_serve",
                relative=True,
                target=-20.0,
                so_far=-25.0,
                reached=True,
            ),
        ),
    )
    exhibit = chapter_of(replace(measured, results=table)).exhibits[-1]
    assert exhibit.title == "One of two objectives is reached"
    assert isinstance(exhibit.shown, Table)
    assert exhibit.shown.rows[0][1:] == ("+1.20", "+0.90 to +1.50", "+1.40", "+2.00", "short")
    assert (exhibit.shown.rows[1][1], *exhibit.shown.rows[1][4:]) == ("−25.0 %", "−20.0 %", "yes")
    alone = replace(change, target=None, reached=None)
    table = replace(measured.results, progress=(alone,))
    exhibit = chapter_of(replace(measured, results=table)).exhibits[-1]
    assert isinstance(exhibit.shown, Table)
    assert exhibit.shown.rows == (("Satisfaction", "+1.20", "+0.90 to +1.50", "+1.40"),)


def test_moves_stand_beside_what_would_have_happened_anyway(measured: PlanContents) -> None:
    assert measured.results is not None
    assert measured.results.moves.into is not None
    [moved] = [one for one in chapter_of(measured).exhibits if "moved into" in one.title]
    assert "would have by themselves" in moved.title
    assert isinstance(moved.shown, Table)
    counts = [int(row[2].replace(",", "")) for row in moved.shown.rows]
    goal = measured.results.moves.goal
    assert counts == [row[goal - 1] for row in measured.results.moves.counts[: len(counts)]]


def test_the_page_tells_it_too(measured: PlanContents, tmp_path: Path) -> None:
    page = page_of(story_of(measured))
    assert HEADING in page
    assert "95 % interval" in page
