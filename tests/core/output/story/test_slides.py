from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from core.output.contents import PlanContents
from core.output.looks import SEGMENT_COLOURS
from core.output.story.form import Table
from core.output.story.slides import slides_of
from core.output.story.telling import story_of
from core.tables.plan import PlanLine
from tests.core.output.injections import PAYLOADS
from tests.core.output.worth import shop

Make = Callable[..., PlanContents]


@pytest.fixture(scope="module")
def told(make_contents: Make, tmp_path_factory: pytest.TempPathFactory) -> PlanContents:
    value = shop(tmp_path_factory.mktemp("shop"))
    return replace(make_contents(budget=900.0), value=value)


def written(contents: PlanContents, folder: Path) -> Path:
    path = folder / "slides.pptx"
    path.write_bytes(slides_of(story_of(contents)))
    return path


def texts(path: Path) -> list[str]:
    """Give every text on the slides, those of tables too."""
    found = []
    for slide in Presentation(path).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def charts(path: Path) -> list:
    return [
        shape.chart
        for slide in Presentation(path).slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def test_every_exhibit_has_a_slide_with_its_title(told: PlanContents, tmp_path: Path) -> None:
    story = story_of(told)
    titles = [slide.shapes.title.text for slide in Presentation(written(told, tmp_path)).slides]
    assert titles[0] == story.title
    for chapter in story.chapters:
        for exhibit in chapter.exhibits:
            assert any(title.startswith(exhibit.title) for title in titles)


def test_every_cell_of_every_table_of_the_story_is_on_a_slide(
    told: PlanContents, tmp_path: Path
) -> None:
    found = set(texts(written(told, tmp_path)))
    shown = [exhibit.shown for chapter in story_of(told).chapters for exhibit in chapter.exhibits]
    tables = [table for table in shown if isinstance(table, Table)]
    assert len(tables) == 5
    for table in tables:
        assert {cell for row in table.rows for cell in row} <= found


def test_the_charts_are_native_and_have_the_numbers_of_the_analysis(
    told: PlanContents, tmp_path: Path
) -> None:
    curve, bubbles, falls = charts(written(told, tmp_path))
    assert told.value is not None
    assert told.value.whale is not None
    assert list(curve.series[0].values)[-1] == pytest.approx(told.value.whale.total)
    by_code = {int(series.name): next(iter(series.values)) for series in bubbles.series}
    for segment in told.segments.segments:
        assert by_code[segment.code] == pytest.approx(segment.spreads[2].median)
    net = falls.series[-1]
    assert net.name == "Net"
    assert list(net.values)[-1] == pytest.approx(told.plan.gain)


def test_a_segment_keeps_its_colour(told: PlanContents, tmp_path: Path) -> None:
    _curve, bubbles, _falls = charts(written(told, tmp_path))
    for series in bubbles.series:
        colour = str(series.format.fill.fore_color.rgb)
        assert colour == SEGMENT_COLOURS[int(series.name) - 1]


def test_charts_and_tables_are_described_in_words(told: PlanContents, tmp_path: Path) -> None:
    slides = Presentation(written(told, tmp_path)).slides
    frames = [
        shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table
    ]
    assert len(frames) == 8
    for frame in frames:
        assert len(frame._element.nvGraphicFramePr.cNvPr.get("descr")) > 20


def test_the_same_story_gives_the_same_bytes(told: PlanContents, tmp_path: Path) -> None:
    first = written(told, tmp_path).read_bytes()
    assert written(told, tmp_path).read_bytes() == first


def test_text_from_data_is_no_formula_behind_a_chart(make_contents: Make, tmp_path: Path) -> None:
    payload = '=HYPERLINK("http://example.org","x")'
    contents = make_contents(names=[f"{payload}{code}" for code in range(9)])
    lines = tuple(replace(line, title=payload) for line in contents.plan.lines)
    contents = replace(contents, plan=replace(contents.plan, lines=lines))
    path = written(contents, tmp_path)
    assert any(payload in text for text in texts(path))
    behind = [
        load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)) for chart in charts(path)
    ]
    cells = [cell for book in behind for row in book.worksheets[0].iter_rows() for cell in row]
    assert payload in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("first", [0, 60, 150, 191])
def test_no_payload_becomes_a_formula_or_a_link_on_a_slide(
    make_contents: Make, tmp_path: Path, first: int
) -> None:
    path = written(make_contents(names=list(PAYLOADS[first : first + 9])), tmp_path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b"hlinkClick" in part]
    assert not [name for name, part in parts.items() if b'TargetMode="External"' in part]
    for name in (one for one in parts if one.endswith(".xlsx")):
        cells = [cell for row in load_workbook(BytesIO(parts[name])).active for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_names_that_xml_cannot_hold_are_shown_as_such(make_contents: Make, tmp_path: Path) -> None:
    names = ["a\x0bb", "c\ud800d", "<&>", '"', "'", "]]>", " x ", "%s{cost}", "\x00"]
    found = "\n".join(texts(written(make_contents(names=names), tmp_path)))
    assert "a�b" in found
    assert "c�d" in found


def test_a_plan_that_treats_nobody_is_told_too(make_contents: Make, tmp_path: Path) -> None:
    path = written(make_contents(pays=False), tmp_path)
    assert "no action pays yet" in texts(path)[0]


def test_more_lines_than_a_slide_holds_are_put_together(
    make_contents: Make, tmp_path: Path
) -> None:
    contents = make_contents()
    line = contents.plan.lines[0]
    many: tuple[PlanLine, ...] = tuple(
        replace(line, customers=number, gain=float(number)) for number in range(1, 31)
    )
    plan = replace(contents.plan, lines=many, gain=465.0, assignments=465)
    found = texts(written(replace(contents, plan=plan), tmp_path))
    assert "19 more" in found
    assert "465" in found
