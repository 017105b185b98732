from hypothesis import given
from hypothesis import strategies as st

from core.customers.titles import AXIS, RANKS, WORKED_OUT, YOURS, told_apart

SOME = st.tuples(st.sampled_from(("Tier", "tier", "Tier (yours)", "Name")), st.sampled_from(RANKS))


def test_the_program_keeps_its_titles_wherever_they_stand() -> None:
    wanted = [("tier", YOURS), ("Tier", ""), ("TIER", AXIS), ("Tier", YOURS), ("Tier", WORKED_OUT)]
    assert told_apart(wanted) == (
        "tier (yours)",
        "Tier",
        "TIER (axis)",
        "Tier (yours 2)",
        "Tier (worked out)",
    )


def test_what_the_program_may_find_later_is_never_what_a_column_of_the_company_is_called() -> None:
    assert told_apart([("Stage", YOURS), ("City", YOURS)]) == ("Stage (yours)", "City")


@given(st.lists(SOME, max_size=8))
def test_no_two_titles_are_the_same(wanted: list[tuple[str, str]]) -> None:
    told = told_apart([*wanted, ("Tier", ""), ("Name", "")])
    assert len({title.casefold() for title in told}) == len(told)
    assert told[-2:] == ("Tier", "Name")
    for title, (asked, _whose) in zip(told, wanted, strict=False):
        assert title.startswith(asked)
