from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.results.files import file_notes
from core.results.plan import measure_plan
from core.settings import Source
from core.tables.sources import SourceTable
from tests.core.results.worlds import World, measured_of, read_treatments, treatments_of

Text = Callable[[str, str], SourceTable]
ORDERS = "Customer,Day,Amount,Shop\nA1,2024-01-05,12.50,Ulm\nA2,2024-02-07,9,Bonn\n"


@pytest.fixture
def text(tmp_path: Path) -> Text:
    return partial(written, tmp_path)


def written(folder: Path, name: str, content: str) -> SourceTable:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read(Source(str(path)), Progress())


def test_files_that_are_alike_need_no_word(text: Text) -> None:
    before, after = text("a.csv", ORDERS), text("b.csv", ORDERS.replace("9,", "9.25,"))
    assert file_notes([before], [after]) == ()


def test_a_column_that_is_gone_and_one_that_is_new_are_named(text: Text) -> None:
    before = text("old.csv", ORDERS.replace("Shop", "Channel,Shop").replace("Ulm", "web,Ulm"))
    after = text("new.csv", ORDERS.replace("Shop", "Coupon,Shop").replace("Ulm", "x1,Ulm"))
    assert file_notes([before], [after]) == (
        "new.csv lacks ‘Channel’ of the earlier old.csv.",
        "new.csv has ‘Coupon’, which the earlier old.csv lacked.",
    )


def test_a_column_that_is_read_otherwise_is_told(text: Text) -> None:
    after = text("new.csv", ORDERS.replace("12.50", "twelve").replace(",9,", ",nine,"))
    assert file_notes([text("old.csv", ORDERS)], [after]) == (
        "‘Amount’ was read as decimal from the earlier old.csv and as text from new.csv.",
    )


def test_a_file_that_nothing_is_like_is_told_on_either_side(text: Text) -> None:
    before = text("orders.csv", ORDERS)
    after = text("survey.csv", "Customer,Satisfaction\nA1,7\nA2,9\n")
    assert file_notes([before], [after]) == (
        "survey.csv has the columns of no file of the earlier period.",
        "No later file has the columns of the earlier orders.csv.",
    )


def test_a_list_of_treatments_among_the_earlier_files_counts_as_well(
    world: World, text: Text, tmp_path: Path
) -> None:
    listed = read_treatments(tmp_path, treatments_of(world, "cocooning", 3))
    earlier = replace(world.earlier, sources=(text("old.csv", ORDERS), listed))
    found = measure_plan(earlier, measured_of(world.groups, 2), [], {}, Progress())
    assert found.actions == ("cocooning",)
    assert found.notes == ("No later file has the columns of the earlier old.csv.",)
