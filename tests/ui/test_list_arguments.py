import csv
import stat
from pathlib import Path

import pytest

from core.output.list_text import unguarded
from ui.console import run

ROWS = "Customer ID,Satisfaction,Cost,CLTV,Email\n" + "".join(
    f"C{number:02d},{number % 7},{number * 13 % 29},{number * 31 % 97 * 100},c{number}@x.example\n"
    for number in range(40)
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_a_list_has_the_columns_of_a_template_and_what_lacks_is_told(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "list.csv"
    words = ["analyse", str(source), "--customers", str(out), "--list", "hubspot"]
    assert run(words) == 0
    header, *rows = rows_of(out)
    assert header[:3] == ["Record ID", "Email", "Nonagon segment"]
    assert rows[7][:2] == ["C07", "c7@x.example"]
    assert "‘First Name’ is left out" in capsys.readouterr().err


def test_a_template_of_ones_own_writes_messages_for_those_in_the_plan(
    source: Path, tmp_path: Path
) -> None:
    template, out = tmp_path / "mine.txt", tmp_path / "list.csv"
    template.write_text("Hello = Dear {Email|you}!\nArm = {Arm}\n", encoding="utf-8")
    words = ["analyse", str(source), "--customers", str(out), "--list", str(template)]
    assert run([*words, "--in-plan"]) == 0
    header, *rows = rows_of(out)
    assert header == ["Hello", "Arm"]
    assert rows
    assert {row[1] for row in rows} == {"treated"}
    assert rows[0][0].startswith("Dear c")


def test_the_secret_is_made_once_and_gives_the_same_pseudonyms_again(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, outs = tmp_path / "secret.txt", (tmp_path / "a.csv", tmp_path / "b.csv")
    for out in outs:
        words = ["analyse", str(source), "--customers", str(out), "--pseudonymise", str(secret)]
        assert run(words) == 0
    assert capsys.readouterr().err.count("holds the secret now") == 1
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert "C07" not in outs[0].read_text(encoding="utf-8")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(rows_of(outs[0])) == 41


def test_a_list_for_excel_has_marks_and_apostrophes(source: Path, tmp_path: Path) -> None:
    source.write_text(ROWS.replace("C07", "=C07"), encoding="utf-8")
    out = tmp_path / "list.csv"
    assert run(["analyse", str(source), "--customers", str(out), "--excel", "point"]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    ids = [row[0] for row in rows_of(out)[1:]]
    assert "'=C07" in ids
    assert "=C07" in map(unguarded, ids)


def test_numbers_of_groups_and_a_workbook_are_written_beside_a_list(
    source: Path, tmp_path: Path
) -> None:
    groups, book = tmp_path / "groups.csv", tmp_path / "list.xlsx"
    assert run(["analyse", str(source), "--groups", str(groups), "--customers", str(book)]) == 0
    header, *rows = rows_of(groups)
    place = header.index("Customers")
    assert sum(int(row[place]) for row in rows) == 40
    assert groups.read_bytes().startswith(b"\xef\xbb\xbf")
    assert book.read_bytes().startswith(b"PK")


def test_numbers_of_groups_have_the_decimal_sign_that_is_asked_for(
    source: Path, tmp_path: Path
) -> None:
    groups = tmp_path / "groups.csv"
    words = ["analyse", str(source), "--groups", str(groups), "--excel", "comma", "--in-plan"]
    assert run(words) == 0
    text = groups.read_text(encoding="utf-8-sig")
    assert text.startswith("Segment;")
    assert "," in text.partition("\n")[2]


@pytest.mark.parametrize("option", ["--list", "--pseudonymise"])
@pytest.mark.parametrize("output", ["--customers", "--json", "--groups"])
def test_columns_and_secret_are_never_written_over(
    source: Path,
    tmp_path: Path,
    option: str,
    output: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mine, out = tmp_path / "mine.txt", tmp_path / "list.csv"
    mine.write_text("Id = {Customer}\n", encoding="utf-8")
    words = ["analyse", str(source), "--customers", str(out), option, str(mine)]
    assert run([*words, output, str(tmp_path / "." / "mine.txt")]) == 2
    assert "is one of the files that are read" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "Id = {Customer}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--list", "hubspot"], "Nothing says where the list of customers goes"),
        (["--excel", "comma"], "Nothing says where the list of customers goes"),
        (["--in-plan"], "Nothing says where the list of customers goes"),
        (["--groups", "g.csv", "--list", "hubspot"], "Nothing says where the list of customers"),
        (["--customers", "x.xlsx", "--excel", "comma"], "--excel is for text, and x.xlsx is a wor"),
        (["--customers", "x.csv", "--list", "nowhere.txt"], "nowhere.txt is not there"),
    ],
)
def test_what_makes_no_sense_is_told(
    source: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", str(source), *words]) == 2
    assert told in capsys.readouterr().err
