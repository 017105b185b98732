from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from core.errors import UserError
from core.output.contents import PlanContents
from core.output.template import fill_template
from core.progress import Progress

Make = Callable[..., PlanContents]


def template(folder: Path, cells: dict[str, object]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Ours"
    for place, value in cells.items():
        sheet[place] = value
    path = folder / "template.xlsx"
    book.save(path)
    return path


def filled(contents: PlanContents, folder: Path, cells: dict[str, object]) -> list[list[object]]:
    fill_template(template(folder, cells), folder / "out.xlsx", contents, Progress())
    sheet = CalamineWorkbook.from_path(folder / "out.xlsx").get_sheet_by_name("Ours")
    return sheet.to_python(skip_empty_area=False)


def test_single_numbers_lists_and_texts_are_put_in_their_places(
    make_contents: Make, tmp_path: Path
) -> None:
    contents = make_contents(budget=900.0)
    cells = {
        "A1": "Board meeting",
        "B1": "{{plan.gain}}",
        "A2": "{{customers}} customers, {{ plan.assignments }} treated",
        "A4": "{{segments.name}}",
        "B4": "{{segments.medians.satisfaction}}",
        "C4": "{{segments.ideal}}",
    }
    rows = filled(contents, tmp_path, cells)
    assert rows[0][:2] == ["Board meeting", pytest.approx(contents.plan.gain)]
    assert rows[1][0] == f"180 customers, {contents.plan.assignments} treated"
    for row, segment in zip(rows[3:12], contents.segments.segments, strict=True):
        assert row[:3] == [
            segment.name,
            pytest.approx(segment.spreads[0].median),
            segment.code == 1,
        ]


def test_what_stands_in_the_template_stays(make_contents: Make, tmp_path: Path) -> None:
    path = template(tmp_path, {"A1": "{{segments.customers}}", "B1": "=SUM(A1:A9)"})
    book = load_workbook(path)
    sheet = book["Ours"]
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["A1"].number_format = "#,##0"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=9))
    sheet.add_chart(chart, "D1")
    book.save(path)
    fill_template(path, tmp_path / "out.xlsx", make_contents(), Progress())
    out = load_workbook(tmp_path / "out.xlsx")["Ours"]
    assert out["B1"].value == "=SUM(A1:A9)"
    assert out["A9"].font.bold
    assert out["A9"].number_format == "#,##0"
    assert len(out._charts) == 1


SHAPE = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p>'
    "<a:r><a:t>CONFIDENTIAL</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)


def test_nothing_of_a_template_is_lost_that_no_library_knows(
    make_contents: Make, tmp_path: Path
) -> None:
    path = template(tmp_path, {"A1": "{{plan.gain}}", "A2": "=A1*2"})
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", SHAPE)
        archive.writestr("xl/slicers/slicer1.xml", "<slicers/>")
        archive.writestr("customXml/item1.xml", "<ours/>")
    fill_template(path, tmp_path / "out.xlsx", make_contents(budget=900.0), Progress())
    changed = {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    with ZipFile(path) as before, ZipFile(tmp_path / "out.xlsx") as after:
        assert before.namelist() == after.namelist()
        for name in set(before.namelist()) - changed:
            assert before.read(name) == after.read(name), name


def test_a_formula_stays_a_formula_whatever_it_says(make_contents: Make, tmp_path: Path) -> None:
    formula = '="{{plan.gain}}"'
    path = template(tmp_path, {"A1": "{{customers}}", "B1": formula})
    fill_template(path, tmp_path / "out.xlsx", make_contents(), Progress())
    assert load_workbook(tmp_path / "out.xlsx")["Ours"]["B1"].value == formula


def test_a_list_finds_no_room_in_merged_cells(make_contents: Make, tmp_path: Path) -> None:
    path = template(tmp_path, {"A1": "{{segments.name}}"})
    book = load_workbook(path)
    book["Ours"].merge_cells("A3:B5")
    book["Ours"]["A3"].value = None
    book.save(path)
    with pytest.raises(UserError, match="no room: Ours, cell A4"):
        fill_template(path, tmp_path / "out.xlsx", make_contents(), Progress())


def test_text_from_data_does_not_become_a_formula(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents(names=["=1+1", *"bcdefghi"])
    fill_template(
        template(tmp_path, {"A1": "{{segments.name}}"}), tmp_path / "out.xlsx", contents, Progress()
    )
    cell = load_workbook(tmp_path / "out.xlsx")["Ours"]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"A1": "{{plan.gian}}"}, "Ours, cell A1: {{plan.gian}} is not known; there are budget"),
        ({"A1": "{{plan}}"}, "holds several values"),
        ({"A1": "All: {{segments.name}}"}, "names a list in the middle of a text"),
        ({"A1": "{{customers.more}}"}, "is not known"),
        ({"A1": "{{segments.name}}", "A5": "Sum"}, "no room: Ours, cell A5"),
        ({"A1": "Nothing"}, "asks for nothing"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_cell(
    make_contents: Make, tmp_path: Path, cells: dict[str, object], told: str
) -> None:
    with pytest.raises(UserError) as caught:
        filled(make_contents(), tmp_path, cells)
    assert told in caught.value.message
    assert not (tmp_path / "out.xlsx").exists()


def test_what_is_no_workbook_is_no_template(make_contents: Make, tmp_path: Path) -> None:
    for name in ("notes.txt", "broken.xlsx"):
        (tmp_path / name).write_text("hello", encoding="utf-8")
        with pytest.raises(UserError):
            fill_template(tmp_path / name, tmp_path / "out.xlsx", make_contents(), Progress())
    with pytest.raises(UserError):
        fill_template(tmp_path / "gone.xlsx", tmp_path / "out.xlsx", make_contents(), Progress())
    assert not (tmp_path / "out.xlsx").exists()


def test_the_same_template_and_contents_give_the_same_bytes(
    make_contents: Make, tmp_path: Path
) -> None:
    path = template(tmp_path, {"A1": "{{segments.name}}"})
    written = []
    for name in ("one.xlsx", "two.xlsx"):
        fill_template(path, tmp_path / name, make_contents(), Progress())
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
