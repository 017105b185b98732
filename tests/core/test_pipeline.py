from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.catalogue import read_catalogue
from core.pipeline import Digests, Outcome, keys, run
from core.progress import Cancelled, Progress
from core.settings import (
    Axis,
    Comparison,
    Condition,
    Language,
    PlanSettings,
    Recipe,
    Scenario,
    Segmentation,
    Settings,
    Source,
)
from core.source_steps import sources_of
from core.steps import steps

PLANNED = {"allocated", "plan", "planned"}
WEIGHED = {"weighed", "actions", "advised", "ground", "frontier", *PLANNED}


@pytest.fixture
def settings(tmp_path: Path, checkout: Path) -> Settings:
    rows = [f"c{n:03},{n % 10},{n * 7 % 90},{n * 13 % 500}" for n in range(200)]
    profiles = tmp_path / "profiles.csv"
    header = "Customer,Satisfaction,Cost to serve,CLTV"
    profiles.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    ages = tmp_path / "ages.csv"
    lines = [f"c{n:03},{20 + n % 60}" for n in range(200)]
    ages.write_text("\n".join(["Customer,Age", *lines]) + "\n", encoding="utf-8")
    catalogue = (checkout / "resources" / "actions.json").read_text(encoding="utf-8")
    return Settings(
        sources=(Source(str(profiles)), Source(str(ages))), catalogue=read_catalogue(catalogue)
    )


def known(outcome: Outcome) -> dict[object, object]:
    return {outcome.keys[name]: result for name, result in outcome.results.items()}


DIVIDED = {"approach", "groups", "stability", "segments"}


def renewed(outcome: Outcome, later: Outcome) -> set[str]:
    """Names of the results that were worked out again."""
    return {
        name for name, result in later.results.items() if result is not outcome.results.get(name)
    }


def test_every_step_has_its_result(settings: Settings) -> None:
    outcome = run(settings, {}, Progress())
    assert outcome.problem is None
    assert list(outcome.results) == [step.name for step in steps(settings)]


def test_nothing_is_worked_out_again_for_the_same_settings(settings: Settings) -> None:
    outcome = run(settings, {}, Progress())
    assert renewed(outcome, run(settings, known(outcome), Progress())) == set()


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"plan": PlanSettings(budget=100.0)}, PLANNED),
        ({"catalogue": None}, WEIGHED),
        ({"axes": None}, {"scored", *DIVIDED, *WEIGHED}),
        (
            {"segmentation": Segmentation(names=(("satisfaction high", "VIPs"),))},
            {"segments", "actions"},
        ),
        (
            {"segmentation": Segmentation(names_language=Language.GERMAN)},
            {"segments", "actions"},
        ),
        ({"scenarios": (Scenario("Half", PlanSettings(budget=50.0)),)}, {"scenarios"}),
        ({"earlier": None}, {"before 0", "before 1", "seen", *WEIGHED}),
    ],
)
def test_a_change_renews_what_depends_on_it_and_no_more(
    settings: Settings, change: dict[str, object], again: set[str]
) -> None:
    changes: dict[str, object] = {
        "catalogue": settings.catalogue[:5],
        "axes": (Axis("a", "Age"), Axis("b", "Satisfaction"), Axis("lifetime_value", "CLTV")),
        "earlier": settings.sources,
    }
    chosen = {name: value or changes[name] for name, value in change.items()}
    outcome = run(settings, {}, Progress())
    later = run(replace(settings, **chosen), known(outcome), Progress())
    assert later.problem is None
    assert renewed(outcome, later) == again


def test_an_action_for_a_segment_by_its_name_follows_the_name(settings: Settings) -> None:
    first, *others = settings.catalogue
    asked = Condition("segment", Comparison.IS, "Our best")
    catalogue = (replace(first, who=(asked,)), *others)
    unnamed = run(settings, {}, Progress())
    identity = unnamed.results["segments"].segments[0].identity
    named = replace(settings.segmentation, names=((identity, "Our best"),))
    wanted = replace(settings, catalogue=catalogue, segmentation=named)
    found = run(wanted, known(unnamed), Progress())
    assert found.problem is None
    again = replace(named, names=((identity, "Our dearest"),))
    lost = run(replace(wanted, segmentation=again), known(found), Progress())
    assert lost.problem is not None
    assert "‘our best’, which is not there" in lost.problem.message


def test_reasons_speak_of_segments_by_the_names_of_today(settings: Settings) -> None:
    english = run(settings, {}, Progress())
    german = replace(settings.segmentation, names_language=Language.GERMAN)
    later = run(replace(settings, segmentation=german), known(english), Progress())
    assert later.results["weighed"] is english.results["weighed"]
    names = {one.name for one in english.results["segments"].segments}
    reasons = [
        reason
        for one in later.results["actions"].next_actions
        for reason in (
            *(two.reason for two in one.considered),
            *(two.reason for two in one.blocked),
        )
    ]
    assert any("‘" in reason for reason in reasons)
    assert not [reason for reason in reasons if any(f"‘{name}’" in reason for name in names)]


def test_reading_one_file_otherwise_does_not_read_the_other(settings: Settings) -> None:
    first, second = settings.sources
    outcome = run(settings, {}, Progress())
    otherwise = replace(second, recipe=Recipe(delimiter=","))
    later = run(replace(settings, sources=(first, otherwise)), known(outcome), Progress())
    assert "source 0" not in renewed(outcome, later)
    assert "source 1" in renewed(outcome, later)


def test_a_file_that_has_changed_is_read_again(settings: Settings) -> None:
    outcome = run(settings, {}, Progress())
    path = Path(settings.sources[1].path)
    path.write_text(path.read_text(encoding="utf-8").replace(",20\n", ",21\n"), encoding="utf-8")
    later = run(settings, known(outcome), Progress())
    assert {"source 1", "customers"} <= renewed(outcome, later)


def test_a_digest_is_kept_only_as_long_as_the_file_is_the_same(settings: Settings) -> None:
    digests = Digests()
    first = digests.stamped(settings)
    assert digests.stamped(settings) == first
    path = Path(settings.sources[1].path)
    path.write_text(path.read_text(encoding="utf-8") + "c999,50\n", encoding="utf-8")
    later = digests.stamped(settings)
    assert later.sources[0] == first.sources[0]
    assert later.sources[1].digest != first.sources[1].digest
    path.unlink()
    assert digests.stamped(settings).sources[1].digest == ""


def test_a_source_that_cannot_be_read_leaves_the_others(settings: Settings) -> None:
    sources = (Source("/nowhere/gone.csv"), *settings.sources)
    outcome = run(replace(settings, sources=sources), {}, Progress())
    assert outcome.problem is not None
    assert (outcome.stopped_at, list(outcome.results)) == ("source 0", ["source 1", "source 2"])
    assert len(sources_of(outcome.results, outcome.settings)) == 2


def test_the_settings_that_come_back_hold_the_digests_of_the_files(settings: Settings) -> None:
    outcome = run(settings, {}, Progress())
    assert all(len(source.digest) == 64 for source in outcome.settings.sources)
    assert outcome.settings == Digests().stamped(settings)
    assert keys(outcome.settings) == outcome.keys


def test_a_run_that_should_stop_stops(settings: Settings) -> None:
    with pytest.raises(Cancelled):
        run(settings, {}, Progress(stopped=lambda: True))


def test_progress_never_goes_back_and_ends_near_the_end(settings: Settings) -> None:
    shares: list[float] = []
    run(settings, {}, Progress(lambda _label, share: shares.append(share)))
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] > 0.9


@pytest.fixture
def later(settings: Settings, tmp_path: Path) -> Settings:
    """Give a second period of the same customers, and who was to get what in between."""
    rows = [f"c{n:03},{(n + 1) % 10},{n * 7 % 80},{n * 13 % 510}" for n in range(190)]
    profiles = tmp_path / "profiles_2.csv"
    header = "Customer,Satisfaction,Cost to serve,CLTV"
    profiles.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    treatments = tmp_path / "treatments.csv"
    lines = [f"c{n:03},upsell,{'control' if n % 4 == 0 else 'action'}" for n in range(100)]
    treatments.write_text("\n".join(["Customer,Action,Arm", *lines]) + "\n", encoding="utf-8")
    sources = (Source(str(profiles)), Source(str(treatments)))
    return replace(settings, sources=sources, previous=settings)


def test_a_later_period_is_measured_with_what_was_worked_out_before(
    settings: Settings, later: Settings
) -> None:
    first = run(settings, {}, Progress())
    second = run(later, known(first), Progress())
    assert second.problem is None
    assert list(second.results) == [step.name for step in steps(later)]
    for name in ("customers", "scored", "segments", "actions"):
        assert second.results[f"earlier {name}"] is first.results[name]
    table = second.results["results"]
    assert (table.counted.before, table.counted.after, table.counted.gone) == (200, 190, 10)
    assert {effect.action for effect in table.effects} == {"upsell"}
    assert "Action" not in second.results["customers"].table.columns


def test_both_periods_name_their_segments_in_the_language_of_the_later_one(
    settings: Settings, later: Settings
) -> None:
    german = replace(later.segmentation, names_language=Language.GERMAN)
    before, now = (
        run(settings, {}, Progress()),
        run(replace(later, segmentation=german), {}, Progress()),
    )
    for name in ("earlier segments", "segments"):
        for one in now.results[name].segments:
            assert one.name.startswith(one.made_names[1])
    earlier = now.results["earlier segments"].segments
    english = before.results["segments"].segments
    assert [one.identity for one in earlier] == [one.identity for one in english]
    assert not {one.name for one in earlier} & {one.name for one in english}


def test_measuring_again_is_not_done_for_a_change_of_this_periods_plan(later: Settings) -> None:
    outcome = run(later, {}, Progress())
    again = run(replace(later, plan=PlanSettings(budget=100.0)), known(outcome), Progress())
    assert renewed(outcome, again) == PLANNED


def test_a_problem_of_the_earlier_period_leaves_this_one(later: Settings) -> None:
    assert later.previous is not None
    gone = replace(later.previous, sources=(Source("/nowhere/gone.csv"),))
    outcome = run(replace(later, previous=gone), {}, Progress())
    assert outcome.stopped_at == "earlier source 0"
    assert "plan" in outcome.results
    assert "results" not in outcome.results


def test_the_files_of_both_periods_are_stamped(later: Settings) -> None:
    found = Digests().stamped(later)
    assert found.previous is not None
    assert all(source.digest for source in (*found.sources, *found.previous.sources))
