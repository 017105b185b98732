import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from ui.console import run

ROOT = Path(__file__).parents[2]
ROWS = "Customer ID,Satisfaction,Cost,CLTV\n" + "".join(
    f"C{number:02d},{number % 7},{number * 13 % 29},{number * 31 % 97}\n" for number in range(40)
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize("option", ["--plan", "--customers", "--json"])
def test_a_result_is_never_written_over_a_file_that_is_read(
    source: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", str(source), option, str(source)]) == 2
    assert "would be lost" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == ROWS


@pytest.mark.parametrize("option", ["--rows", "--raw", "--json"])
def test_what_is_inspected_is_never_written_over(
    source: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(source), option, str(source)]) == 2
    assert "would be lost" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == ROWS


def test_a_recipe_is_never_written_over(source: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.json"
    recipe.write_text("{}", encoding="utf-8")
    words = ["inspect", str(source), "--recipe", str(recipe), "--json", str(recipe)]
    assert run(words) == 2
    assert recipe.read_text(encoding="utf-8") == "{}"


def test_how_a_file_was_read_can_be_saved_and_used_for_the_next_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    may, june, recipe = (tmp_path / name for name in ("may.csv", "june.csv", "r.json"))
    may.write_text("Kunde;Datum;Betrag\na;25.05.2025;1,5\nb;26.05.2025;2,5\n", encoding="utf-8")
    june.write_text("Kunde;Datum;Betrag\na;01.06.2025;1.500\n", encoding="utf-8")
    assert run(["inspect", str(may), "--save-recipe", str(recipe)]) == 0
    kept = json.loads(recipe.read_text(encoding="utf-8"))
    assert (kept["decimal"], kept["date_order"]) == (",", "day first")
    assert run(["inspect", str(june)]) == 0
    assert "Is 1.500 in" in capsys.readouterr().out
    rows = tmp_path / "rows.csv"
    assert run(["inspect", str(june), "--recipe", str(recipe), "--rows", str(rows)]) == 0
    assert "question" not in capsys.readouterr().out
    assert "2025-06-01,1500" in rows.read_text(encoding="utf-8")


def test_two_results_do_not_go_to_one_file(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert run(["analyse", str(source), "--plan", out, "--customers", out]) == 2
    assert out in capsys.readouterr().err
    assert not Path(out).exists()


def test_two_results_do_not_run_together_on_the_standard_output(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", str(source), "--json", "-", "--customers", "-"]) == 2
    told = capsys.readouterr()
    assert "run together" in told.err
    assert told.out == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_takes_nothing_is_told(source: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "inspect", str(source), "--json", "-"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "standard output cannot be written" in done.stderr


def test_json_on_the_standard_output_is_utf8_whatever_the_terminal_speaks(source: Path) -> None:
    source.write_text(ROWS.replace("C07", "Zoë"), encoding="utf-8")
    command = [sys.executable, str(ROOT / "main.py"), "inspect", str(source), "--rows", "-"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True
    )
    assert "Zoë" in done.stdout.decode("utf-8")


def test_a_project_is_saved_and_analysed_again_without_its_files(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one.nonagon", tmp_path / "other.nonagon"
    for project in (one, other):
        assert run(["analyse", str(source), "--project", str(project), "--json", "-"]) == 0
    first = capsys.readouterr().out
    assert one.read_bytes() == other.read_bytes()
    source.unlink()
    assert run(["analyse", str(one), "--json", "-"]) == 0
    assert capsys.readouterr().out * 2 == first
    again = ["analyse", str(one), "--budget", "5", "--project", str(one), "--json", "-"]
    assert run(again) == 0
    assert '"budget": 5.0' in capsys.readouterr().out
    assert one.read_bytes() != other.read_bytes()


def test_a_project_comes_alone(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", str(source), str(tmp_path / "p.nonagon")]) == 2
    assert "Give the project alone" in capsys.readouterr().err


def test_a_file_that_is_no_project_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.nonagon"
    path.write_text("no project", encoding="utf-8")
    assert run(["analyse", str(path)]) == 2
    assert "no Nonagon project" in capsys.readouterr().err


def test_everything_for_readers_is_written_at_once(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, slides, pdf = (tmp_path / name for name in ("p.xlsx", "s.pptx", "r.pdf"))
    written = ["--plan", str(plan), "--slides", str(slides), "--report", str(pdf)]
    assert run(["analyse", str(source), *written, "--sheets", "1,2"]) == 0
    sheets = CalamineWorkbook.from_path(plan).sheet_names
    assert [name[0] for name in sheets if name[0].isdigit()] == ["1", "2"]
    assert slides.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    assert run(["analyse", str(source), "--report", str(slides), "--slides", str(slides)]) == 2
    assert "Give each a name of its own" in capsys.readouterr().err


def test_a_template_is_filled_and_never_written_over(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, plan = tmp_path / "ours.xlsx", tmp_path / "plan.xlsx"
    book = Workbook()
    book.worksheets[0]["A1"] = "{{customers}}"
    book.save(template)
    before = template.read_bytes()
    words = ["analyse", str(source), "--template", str(template)]
    assert run(words) == 2
    assert "Give --plan with it" in capsys.readouterr().err
    assert run([*words, "--plan", str(template)]) == 2
    assert template.read_bytes() == before
    assert run([*words, "--plan", str(plan)]) == 0
    assert CalamineWorkbook.from_path(plan).get_sheet_by_index(0).to_python() == [[40.0]]


def test_sheets_are_named_by_codes(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", str(source), "--plan", "p.xlsx", "--sheets", "happy"]) == 2
    assert "does not name segments" in capsys.readouterr().err
