from pathlib import Path

from core.intake.locating import locate


def test_a_sheet_may_follow_the_path(tmp_path: Path) -> None:
    assert locate("book.xlsx#Sheet name") == ("book.xlsx", "Sheet name")
    assert locate("book.xlsx") == ("book.xlsx", None)
    odd = tmp_path / "no#1.csv"
    odd.write_text("id\n1\n")
    assert locate(str(odd)) == (str(odd), None)
    assert locate(f"{odd}#Data") == (str(odd), "Data")
