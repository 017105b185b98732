import pytest

from core.intake.units import clock_minutes, says_price_unit, unit_of_money, unit_of_time


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("Duration (s)", 1 / 60),
        ("Dauer in Sekunden", 1 / 60),
        ("Handling time (h)", 60),
        ("Stunden", 60),
        ("Durée (jours)", 1440),
        ("Minutes", 1),
        ("Duration", 1),
        ("Minutes and seconds", 1),
    ],
)
def test_the_unit_of_a_time_is_in_its_name(name: str, minutes: float) -> None:
    assert unit_of_time(name)[1] == minutes


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *(("Revenue (k€)", 1000), ("Umsatz TEUR", 1000), ("Sales in 000s", 1000)),
        *(("Umsatz in Tsd. €", 1000), ("Revenue (€k)", 1000), ("Budget Mio. EUR", 1_000_000)),
        *(("amount_cents", 0.01), ("Amount in pence", 0.01)),
        *(("Revenue", 1), ("Betrag", 1), ("Market €", 1), ("Amount 2000", 1)),
    ],
)
def test_the_unit_of_money_is_in_its_name(name: str, size: float) -> None:
    assert unit_of_money(name)[1] == size


def test_a_clock_is_read_to_the_second() -> None:
    assert clock_minutes("01:30:15") == 90.25
    assert clock_minutes("5:30") is None
    assert clock_minutes("soon") is None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Preiseinheit", True),
        ("Price unit", True),
        ("price per", True),
        ("per", True),
        ("PE", True),
        ("Unité de prix", True),
        ("Unit", False),
        ("Unit price", False),
        ("Quantity", False),
        ("Days per week", False),
    ],
)
def test_a_name_says_for_how_many_pieces_a_price_is(name: str, says: bool) -> None:
    assert says_price_unit(name) is says
