import pytest

from core.results.rates import newcombe, wald, wilson

NONE = (21_306, 2_262, 122)
MENS = (21_307, 3_894, 267)


@pytest.mark.parametrize(
    ("place", "effect", "low", "high"),
    [
        (1, 0.076589564, 0.069953308, 0.083226741),
        (2, 0.006805007, 0.005014345, 0.008640723),
    ],
)
def test_the_hybrid_score_interval_of_hillstroms_rates_is_the_known_one(
    place: int, effect: float, low: float, high: float
) -> None:
    found = newcombe(MENS[place], MENS[0], NONE[place], NONE[0])
    assert (found.effect, found.low, found.high) == pytest.approx((effect, low, high), abs=5e-10)


@pytest.mark.parametrize(
    ("place", "low", "high", "p"),
    [
        (1, 0.069953501, 0.083225626, 5.685e-112),
        (2, 0.005000171, 0.008609842, 1.523e-13),
    ],
)
def test_the_textbook_interval_and_p_value_of_hillstroms_rates_are_the_published_ones(
    place: int, low: float, high: float, p: float
) -> None:
    found = wald(MENS[place], MENS[0], NONE[place], NONE[0])
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-10)
    assert found.p == pytest.approx(p, rel=5e-4)


def test_newcombes_own_example_comes_out() -> None:
    found = newcombe(56, 70, 48, 80)  # table II of the paper, method 10
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(("happened", "control"), [(0, 0), (10, 10), (0, 10), (10, 0)])
def test_nobody_or_everybody_still_has_an_interval(happened: int, control: int) -> None:
    found = newcombe(happened, 10, control, 10)
    assert -1 <= found.low <= found.effect <= found.high <= 1
    assert found.high - found.low > 0.1


def test_wilsons_interval_of_one_in_ten_is_the_known_one() -> None:
    assert wilson(1, 10) == pytest.approx((0.01788, 0.40415), abs=5e-5)
