from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.export_kinds import GROUPS, FileWanted
from core.output.contents import PlanContents
from core.output.groups import LEAST, REST, groups_table
from core.output.writers import preview_of, write_file
from core.progress import Progress
from core.tables.actions import Arm
from tests.core.output.made_up import material_of, roster_of, roster_of_all

Make = Callable[..., PlanContents]


def test_groups_hold_everybody_with_means_of_what_is_known(make_contents: Make) -> None:
    contents = make_contents(180)
    table, _ = groups_table(roster_of_all(contents), np.arange(180))
    rows = table.cells(slice(0, table.size))
    assert table.titles[:5] == ("Segment", "Next action", "Plan", "Arm", "Customers")
    assert sum(int(row[4]) for row in rows) == 180
    [first] = [row for row in rows if (row[0], row[3]) == (contents.segment(1).name, "treated")]
    treated = (contents.segments.codes == 1) & (contents.advice.arm == Arm.TREATED)
    assert first[4] == treated.sum()
    place = table.titles.index("Satisfaction, mean")
    assert first[place] == pytest.approx(contents.scored.values[treated, 0].mean())


@given(chosen=st.lists(st.integers(0, 179), unique=True))
def test_no_group_is_so_small_that_it_tells_of_anybody(
    make_contents: Make, chosen: list[int]
) -> None:
    contents = make_contents(180)
    rows = np.array(sorted(chosen), dtype=np.int32)
    table, notes = groups_table(roster_of_all(contents), rows)
    told = table.cells(slice(0, table.size))
    sizes = [int(row[4]) for row in told]
    assert all(size >= LEAST for size in sizes)
    assert sum(sizes) == (len(chosen) if len(chosen) >= LEAST else 0)
    rest = [row for row in told if row[0] == REST]
    assert len(rest) == bool(notes and told)
    if rest and len(told) > 1:
        # two groups at least stand behind it, so that no difference tells of one
        assert int(notes[0].split(" ")[0]) > 1


def test_groups_are_written_for_people_who_open_them_in_excel(
    make_contents: Make, tmp_path: Path
) -> None:
    contents = make_contents(180, names=["=1+1", *"bcdefghi"])
    material = material_of(roster_of_all(contents), contents)
    for comma, separator in ((False, ","), (True, ";")):
        wanted = FileWanted(GROUPS, str(tmp_path / "groups.csv"), decimal_comma=comma)
        written = write_file(material, wanted, Progress())
        lines = (tmp_path / "groups.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"\ufeffSegment{separator}Next action")
        assert any(line.startswith(f"'=1+1{separator}") for line in lines)
        told = preview_of(material, wanted)
        assert (told.titles[0], told.notes) == ("Segment", written.notes)


def test_fewer_than_five_customers_are_not_told_of(make_contents: Make) -> None:
    table, notes = groups_table(roster_of_all(make_contents(60)), np.arange(4))
    assert table.size == 0
    assert notes == ("Fewer than 5 customers: nothing is told of them.",)


def test_a_mean_over_few_known_values_is_left_empty(make_contents: Make) -> None:
    contents = make_contents(180)
    roster = roster_of_all(contents)
    unscored = np.flatnonzero(contents.segments.codes == 0)
    table, _ = groups_table(roster, unscored)
    [row] = table.cells(slice(0, 9))
    assert row[0] == "Not scored"
    assert np.isnan(row[table.titles.index("Satisfaction, mean")])


def test_without_segments_there_are_no_groups() -> None:
    with pytest.raises(UserError, match="no groups"):
        groups_table(roster_of(), np.arange(4))
