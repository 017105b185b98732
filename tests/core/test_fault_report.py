import pytest

from core.fault_report import fault_report

CANARY = "Canary Person 4711"


def read_cell(cell: str) -> float:
    try:
        return float(cell)
    except ValueError as error:
        message = f"what is {cell}"
        raise KeyError(message) from error


def test_a_report_says_where_and_what_kind_and_nothing_of_the_data() -> None:
    with pytest.raises(KeyError) as caught:
        read_cell(CANARY)
    report = fault_report(caught.value)
    assert CANARY not in report
    assert "in read_cell" in report
    assert report.index("ValueError") < report.index("KeyError")
    assert report.endswith("KeyError\n")
