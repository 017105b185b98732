from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.errors import UserError
from core.segments.scoring import score
from core.settings import Axis, Missing
from core.tables.customers import CustomerTable, Floats

MakeTable = Callable[..., CustomerTable]
AXES = (Axis("satisfaction", "CSat"), Axis("value", "value"))


def values_with_silent_poor(customers: int = 400) -> Floats:
    values = np.column_stack([np.arange(customers) % 10, np.arange(customers)]).astype(float)
    values[:60, 0] = np.nan  # those who do not answer are worth least
    return values


def test_customers_without_a_value_are_a_group_of_their_own(make_table: MakeTable) -> None:
    scored = score(make_table(values_with_silent_poor(), ("CSat", "value")), AXES)
    (group,) = scored.unknown
    assert (group.measures, group.customers) == (("satisfaction",), 60)
    assert group.medians[1] == 29.5
    assert np.isnan(group.medians[0])
    assert group.standing[1] == pytest.approx(0, abs=0.01)
    assert not scored.scored[:60].any()
    assert any(
        "are not like the others: on average their value is worse" in one for one in scored.notes
    )


def test_silence_that_says_nothing_is_not_remarked_on(make_table: MakeTable) -> None:
    values = values_with_silent_poor()
    values[:, 0] = np.where(np.arange(400) % 7 == 0, np.nan, np.arange(400) % 10)
    scored = score(make_table(values, ("CSat", "value")), AXES)
    assert scored.unknown[0].customers == 58
    assert not any("not like the others" in note for note in scored.notes)


def test_a_typical_value_is_taken_only_where_it_is_asked_for_and_counted(
    make_table: MakeTable,
) -> None:
    axes = (replace(AXES[0], missing=Missing.TYPICAL), AXES[1])
    scored = score(make_table(values_with_silent_poor(), ("CSat", "value")), axes)
    assert scored.scored.all()
    assert (scored.missing, scored.assumed) == ((60, 0), (60, 0))
    assert (scored.values[:60, 0] == np.nanmedian(values_with_silent_poor()[:, 0])).all()
    assert "60 customers have no satisfaction; the middle value is taken, as you have chosen." in (
        scored.notes
    )


def test_zero_is_taken_where_a_missing_value_means_nothing_happened(make_table: MakeTable) -> None:
    axes = (replace(AXES[0], missing=Missing.ZERO), AXES[1])
    scored = score(make_table(values_with_silent_poor(), ("CSat", "value")), axes)
    assert (scored.values[:60, 0] == 0).all()
    assert any(note.endswith("; 0 is taken, as you have chosen.") for note in scored.notes)


def test_a_typical_value_for_one_in_five_is_refused(make_table: MakeTable) -> None:
    values = values_with_silent_poor()
    values[:80, 0] = np.nan
    axes = (replace(AXES[0], missing=Missing.TYPICAL), AXES[1])
    with pytest.raises(UserError, match="20 in 100 customers have no satisfaction") as problem:
        score(make_table(values, ("CSat", "value")), axes)
    assert "Leave out" in problem.value.hint


def test_patterns_of_missing_values_are_told_apart(make_table: MakeTable) -> None:
    values = values_with_silent_poor()
    values[50:55, 1] = np.nan
    values[200:203, 1] = np.nan
    scored = score(make_table(values, ("CSat", "value")), AXES)
    found = [(group.measures, group.customers) for group in scored.unknown]
    assert found == [
        (("satisfaction",), 55),
        (("satisfaction", "value"), 5),
        (("value",), 3),
    ]
