import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ui.desktop.numbers import MINUS, money, number, rounded_money, shares, signed, span

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


def test_digits_are_grouped_as_the_locale_says() -> None:
    assert number(1234567.891, 2, ENGLISH) == "1,234,567.89"
    assert number(1234567.891, 2, GERMAN) == "1.234.567,89"


def test_a_system_without_a_language_still_groups_digits() -> None:
    assert number(8094, 0, QLocale.c()) == "8,094"


def test_negative_numbers_have_a_true_minus() -> None:
    assert number(-6.04, 1, ENGLISH) == f"{MINUS}6.0"
    assert "-" not in number(-1234, 0, GERMAN)


def test_a_small_negative_number_is_not_written_as_minus_zero() -> None:
    assert number(-0.04, 1, ENGLISH) == "0.0"


@pytest.mark.parametrize("missing", [None, math.nan])
def test_missing_is_blank(missing: float | None) -> None:
    assert number(missing) == ""
    assert signed(missing) == ""
    assert money(missing, "£") == ""
    assert rounded_money(missing, "£") == ""


def test_a_change_has_its_sign_unless_it_is_zero() -> None:
    assert signed(60, 0, ENGLISH) == "+60"
    assert signed(-8, 0, ENGLISH) == f"{MINUS}8"
    assert signed(0.2, 0, ENGLISH) == "0"


def test_an_amount_in_an_unknown_currency_has_no_sign() -> None:
    assert money(1036, "", 0, ENGLISH) == "1,036"
    assert money(-1036, "£", 0, ENGLISH) == f"{MINUS}£1,036"


def test_headlines_round_large_amounts_only() -> None:
    assert rounded_money(114_212, "£", ENGLISH) == "£114k"
    assert rounded_money(1_083_000, "£", ENGLISH) == "£1,083k"
    assert rounded_money(39_985, "£", ENGLISH) == "£39,985"


def test_a_range_is_written_in_words() -> None:
    assert span(37, 88, "£", ENGLISH) == "£37 to £88"


def test_shares_are_rounded_by_largest_remainder() -> None:
    assert shares([1, 1, 1], 0) == [34, 33, 33]
    assert shares([2, 1], 1) == [66.7, 33.3]
    assert shares([0, 0]) == [0, 0]


@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=12).filter(any),
    st.integers(0, 2),
)
def test_shares_always_add_up_to_100(counts: list[int], decimals: int) -> None:
    rounded = shares(counts, decimals)
    assert round(sum(rounded), decimals) == 100
    exact = [100 * count / sum(counts) for count in counts]
    assert all(abs(a - b) < 10**-decimals + 1e-9 for a, b in zip(rounded, exact, strict=True))
