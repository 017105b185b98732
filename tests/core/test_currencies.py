import pytest

from core.currencies import NOT_KNOWN, SIGNS, currencies
from core.intake.typing.number_text import number_text


@pytest.mark.parametrize(
    ("sign", "meant"),
    [("€", {"EUR"}), ("eur", {"EUR"}), (" EUR ", {"EUR"}), ("Kč", {"CZK"}), ("R$", {"BRL"})],
)
def test_signs_and_codes_mean_currencies(sign: str, meant: set[str]) -> None:
    assert currencies(sign) == meant


def test_a_dollar_may_be_of_several_countries_and_a_word_is_none() -> None:
    assert {"USD", "CAD", "AUD"} <= currencies("$")
    assert currencies("%") is NOT_KNOWN
    assert currencies("Friday") is NOT_KNOWN
    assert currencies("") is NOT_KNOWN


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_read_whole_beside_a_number(sign: str) -> None:
    for text in (f"{sign} 12", f"12 {sign}"):
        found = number_text(text)
        assert found is not None
        assert found.unit == sign
