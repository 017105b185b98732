from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.results.experiment import measure_experiment
from core.settings import Direction, Experiment, Kind, Recipe, Source
from core.tables.results import Earned, Effect, ExperimentTable, Scale, Verdict

MORE = Direction.MORE
HILLSTROM_OUTCOMES = (("visit", MORE), ("conversion", MORE), ("spend", MORE))
HILLSTROM_BEFORE = ("recency", "history", "mens", "womens", "zip_code", "newbie", "channel")

Measured = Callable[..., ExperimentTable]


def measured(path: Path, **asked: object) -> ExperimentTable:
    source = Source(str(path), Recipe(kind=Kind.PROFILES))
    experiment = Experiment(source=source, **asked)  # type: ignore[arg-type]
    return measure_experiment(read(source, Progress()), experiment, Progress())


def of(table: ExperimentTable, action: str, outcome: str) -> Effect:
    return next(
        one for one in table.effects if one.action == action and one.outcome.name == outcome
    )


@pytest.fixture
def hillstrom(real_data: Path) -> Path:
    return real_data / "hillstrom" / "hillstrom.csv"


def test_hillstroms_counts_and_effects_are_the_published_ones(hillstrom: Path) -> None:
    found = measured(hillstrom, treatment="segment", outcomes=HILLSTROM_OUTCOMES)
    assert found.control == "No E-Mail"
    assert dict(found.arms) == {"Mens E-Mail": 21_307, "No E-Mail": 21_306, "Womens E-Mail": 21_387}
    visit, conversion, spend = (of(found, "Mens E-Mail", name) for name, _ in HILLSTROM_OUTCOMES)
    assert visit.control.mean == pytest.approx(0.106167277, abs=5e-10)
    assert visit.treated.mean == pytest.approx(0.182756840, abs=5e-10)
    assert spend.control.mean * 21_306 == pytest.approx(13_908.33, abs=0.005)
    assert spend.treated.mean * 21_307 == pytest.approx(30_311.69, abs=0.005)
    for effect, known in (
        (visit, (0.076589564, 0.069953308, 0.083226741)),
        (conversion, (0.006805007, 0.005014345, 0.008640723)),
        (spend, (0.769827156, 0.485139733, 1.054514579)),
    ):
        shown = effect.estimate
        assert (shown.effect, shown.low, shown.high) == pytest.approx(known, abs=5e-10)
        assert effect.verdict is Verdict.WORKED
    assert visit.estimate.p == pytest.approx(5.685e-112, rel=5e-4)
    assert spend.estimate.p == pytest.approx(1.16381e-7, rel=5e-6)


@pytest.mark.parametrize(
    ("arm", "means"),
    [
        ("Mens E-Mail", (0.182756840, 0.012531093, 1.422616511)),
        ("Womens E-Mail", (0.151400383, 0.008837144, 1.077201571)),
    ],
)
def test_the_means_of_hillstroms_arms_are_the_published_ones(
    hillstrom: Path, arm: str, means: tuple[float, ...]
) -> None:
    found = measured(hillstrom, treatment="segment", outcomes=HILLSTROM_OUTCOMES)
    effects = [of(found, arm, name) for name, _ in HILLSTROM_OUTCOMES]
    assert [one.treated.mean for one in effects] == pytest.approx(means, abs=5e-10)
    none = (0.106167277, 0.005726087, 0.652789355)
    assert [one.control.mean for one in effects] == pytest.approx(none, abs=5e-10)


def test_any_value_may_be_the_control(hillstrom: Path) -> None:
    found = measured(
        hillstrom, treatment="segment", outcomes=HILLSTROM_OUTCOMES, control="womens e-mail"
    )
    estimate = of(found, "Mens E-Mail", "spend").estimate
    known = (0.345414940, 0.032561450, 0.658268430)
    assert (estimate.effect, estimate.low, estimate.high) == pytest.approx(known, abs=5e-10)
    assert estimate.p == pytest.approx(0.0304687, abs=5e-8)


def test_what_is_known_from_before_hardly_helps_hillstrom_and_that_is_said(
    hillstrom: Path,
) -> None:
    found = measured(
        hillstrom,
        treatment="segment",
        outcomes=HILLSTROM_OUTCOMES,
        covariates=HILLSTROM_BEFORE,
        cost=0.1,
    )
    spend = of(found, "Mens E-Mail", "spend")
    assert spend.explained < 0.01
    assert any("next to nothing" in note for note in spend.notes)
    assert spend.estimate.effect == pytest.approx(0.769827, abs=0.01)
    assert spend.earnings is not None
    assert spend.earnings.earned is Earned.EARNED
    assert spend.others[0].method.startswith("difference of means")


def test_outcomes_that_are_not_asked_for_are_not_taken_for_traits(hillstrom: Path) -> None:
    found = measured(hillstrom, treatment="segment", outcomes=(("spend", MORE),))
    spend = of(found, "Mens E-Mail", "spend")
    assert spend.verdict is Verdict.WORKED
    assert any("visit, conversion" in check.told for check in spend.checks)


@pytest.mark.parametrize("column", ["loan", "housing", "default"])
def test_what_a_bank_has_seen_is_not_posed_as_an_effect(real_data: Path, column: str) -> None:
    found = measured(real_data / "bank" / "bank.csv", treatment=column, outcomes=(("y", MORE),))
    assert {one.verdict for one in found.effects} == {Verdict.UNFAIR}
    assert all("not a fair test" in one.told for one in found.effects)


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., Path]:
    def written(header: str, *lines: str) -> Path:
        path = tmp_path / "test.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def trial_file(rows: Callable[..., Path]) -> Path:
    random = np.random.default_rng(0)
    lines = [
        f"c{place:04},{arm},{random.choice(['yes', 'no'])},{random.integers(18, 80)},"
        f"{random.integers(0, 90) + 10 * (arm == 'Call')}"
        for place, arm in enumerate(["Call", "Control"] * 400)
    ]
    return rows("Customer,Group,Stayed,Age,Profit", *lines, "c9999,,yes,40,10")


def test_yes_and_no_are_a_rate_and_profit_is_money(trial_file: Path) -> None:
    found = measured(
        trial_file, treatment="group", outcomes=(("stayed", MORE), ("Profit", MORE)), cost=2.0
    )
    assert found.left_out == 1
    stayed, profit = found.effects
    assert (stayed.outcome.scale, profit.outcome.scale) == (Scale.RATE, Scale.MONEY)
    assert stayed.earnings is None
    assert profit.earnings is not None
    assert profit.verdict is Verdict.WORKED


def test_the_order_of_the_rows_changes_nothing(trial_file: Path) -> None:
    asked = {"treatment": "Group", "outcomes": (("Profit", MORE),), "cost": 2.0}
    one = measured(trial_file, **asked)
    header, *lines = trial_file.read_text(encoding="utf-8").splitlines()
    order = np.random.default_rng(1).permutation(len(lines))
    trial_file.write_text("\n".join([header, *(lines[place] for place in order)]) + "\n")
    assert repr(measured(trial_file, **asked).effects) == repr(one.effects)


def test_the_share_that_was_meant_can_be_given(trial_file: Path) -> None:
    asked = {"treatment": "Group", "outcomes": (("Profit", MORE),)}
    found = measured(trial_file, **asked, control_share=0.6)
    assert {one.verdict for one in found.effects} == {Verdict.UNFAIR}
    found = measured(trial_file, **asked, control_share=0.5)
    assert {one.verdict for one in found.effects} == {Verdict.WORKED}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"treatment": "Grup", "outcomes": (("Profit", MORE),)}, ("Grup", "Group")),
        ({"treatment": "Group", "outcomes": (("Proft", MORE),)}, ("Proft", "Profit")),
        ({"treatment": "Group", "outcomes": ()}, ("No outcome", "--outcome")),
        ({"treatment": "Group", "outcomes": (("Customer", MORE),)}, ("Customer", "outcome")),
        ({"treatment": "Group", "outcomes": (("Group", MORE),)}, ("treatment and outcome", "Name")),
        (
            {"treatment": "Customer", "outcomes": (("Profit", MORE),)},
            ("different values", "Choose"),
        ),
        ({"treatment": "Stayed", "outcomes": (("Profit", MORE),), "control": "x"}, ("“x”", "yes")),
        (
            {"treatment": "Group", "outcomes": (("Age", MORE),), "covariates": ("Age",)},
            ("from before", "Leave"),
        ),
        ({"treatment": "Group", "outcomes": (("Age", MORE),), "cost": -1.0}, ("cost", "0 or more")),
        (
            {"treatment": "Group", "outcomes": (("Age", MORE),), "control_share": 1.0},
            ("share", "between"),
        ),
    ],
)
def test_what_cannot_be_measured_is_told_with_a_way_out(
    trial_file: Path, asked: dict[str, object], words: tuple[str, str]
) -> None:
    with pytest.raises(UserError) as caught:
        measured(trial_file, **asked)
    assert words[0] in caught.value.message
    assert words[1] in caught.value.hint


def test_a_control_that_nobody_can_guess_is_asked_for(rows: Callable[..., Path]) -> None:
    path = rows("Arm,Profit", *(f"{arm},{place}" for place, arm in enumerate("ABABAB")))
    with pytest.raises(UserError) as caught:
        measured(path, treatment="Arm", outcomes=(("Profit", MORE),))
    assert "Which value of “Arm”" in caught.value.message
    assert "--control" in caught.value.hint
    assert "“A” and “B”" in caught.value.hint


def test_one_arm_alone_has_nobody_to_compare_with(rows: Callable[..., Path]) -> None:
    path = rows("Arm,Profit", *(f"A,{place}" for place in range(9)))
    with pytest.raises(UserError) as caught:
        measured(path, treatment="Arm", outcomes=(("Profit", MORE),))
    assert "nobody to compare" in caught.value.message


def test_a_treatment_of_yes_and_no_is_named_by_its_column(rows: Callable[..., Path]) -> None:
    lines = (f"{'yes' if place % 2 else 'no'},{place % 7}" for place in range(90))
    found = measured(
        rows("Called,Orders", *lines), treatment="Called", outcomes=(("Orders", MORE),)
    )
    assert found.control == "no"
    assert found.effects[0].title == "Called “yes”"
