import pytest

from core.intake.workbook.formats import Shown, format_of


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("#,##0.00 [$€-407]", "€"),
        ("[$CHF] 0.00", "CHF"),
        ('"$"#,##0.00;[Red]-"$"#,##0.00', "$"),
        (r"\€0.00", "€"),
        ("$#,##0", "$"),
        ('#,##0" kr"', "kr"),
        ('#,##0 "kg"', ""),
        ("[Red]#,##0.00", ""),
        ("[$-409]#,##0", ""),
        ("#,##0;(#,##0)", ""),
    ],
)
def test_the_currency_beside_a_number_is_known(code: str, currency: str) -> None:
    found = format_of(code)
    assert (found.shown, found.currency) == (Shown.PLAIN, currency)
    assert found.tells is bool(currency)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("[$-F800]dddd, d mmmm yyyy", Shown.DAY),
        ("0.0%", Shown.PERCENT),
        ("#,##0,", Shown.SCALED),
        ("00000", Shown.DRESSED),
        ("[h]:mm", Shown.DURATION),
        (";;;", Shown.HIDDEN),
    ],
)
def test_a_format_says_how_a_number_is_shown(code: str, shown: Shown) -> None:
    assert format_of(code).shown is shown
