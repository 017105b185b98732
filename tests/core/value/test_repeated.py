from pathlib import Path

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable
from core.value.joining import join

HEADER = "Order,Customer,Date,Amount"


def sold(path: Path, numbers: range, header: str = HEADER, year: int = 2025) -> SourceTable:
    rows = [f"o{place},c{place % 9},{year}-03-{1 + place % 28:02},{place}.5" for place in numbers]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read(Source(str(path)), Progress())


def test_orders_of_overlapping_exports_count_once(tmp_path: Path) -> None:
    first, later = sold(tmp_path / "q1.csv", range(60)), sold(tmp_path / "q2.csv", range(40, 90))
    joined = join((first, later))
    assert (joined.placed[0].places >= 0).all()
    assert (joined.placed[1].places[:20] == -1).all()
    assert (joined.placed[1].places[20:] >= 0).all()
    assert joined.notes[-1] == (
        "20 rows of q2.csv stand in q1.csv as well, word for word, the first with Order o40; "
        "they count once."
    )


def test_a_third_export_is_held_against_both(tmp_path: Path) -> None:
    parts = [sold(tmp_path / f"{n}.csv", range(n, n + 30)) for n in (0, 20, 40)]
    joined = join(tuple(parts))
    assert sum(int((part.places >= 0).sum()) for part in joined.placed) == 70
    assert len([note for note in joined.notes if "count once" in note]) == 2


def test_numbers_that_begin_anew_each_year_are_different_orders(tmp_path: Path) -> None:
    old, new = sold(tmp_path / "a.csv", range(60), year=2024), sold(tmp_path / "b.csv", range(60))
    joined = join((old, new))
    assert all(bool((part.places >= 0).all()) for part in joined.placed)
    assert not [note for note in joined.notes if "once" in note]


def test_files_with_other_columns_are_no_exports_of_the_same(tmp_path: Path) -> None:
    shop = sold(tmp_path / "a.csv", range(60))
    web = sold(tmp_path / "b.csv", range(60), "Order,Client,Date,Amount")
    joined = join((shop, web))
    assert all(bool((part.places >= 0).all()) for part in joined.placed)
