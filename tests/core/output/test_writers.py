import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

import resources
from core.errors import UserError
from core.export_kinds import (
    KINDS,
    LETTER,
    NUMBERS,
    ORDERS,
    PDF,
    PLAN,
    QUERY,
    REPORT,
    SLIDES,
    WEB,
    Database,
    ExportKind,
    FileWanted,
)
from core.lookups import Lookups
from core.output import handing
from core.output.material import Material
from core.output.writers import WRITERS, preview_of, write_file
from core.pipeline import run
from core.progress import Progress
from core.settings import Source
from ui.starting import default_settings

HEADER = "Customer,Name,Satisfaction,Cost to serve,CLTV"
ORDER_HEADER = "Order,Customer,Order date,Amount"
FONTS = str(resources.path("fonts"))
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    folder = tmp_path_factory.mktemp("files")
    rows = [f"c{n:03},Ann {n},{n % 10},{n * 7 % 90},{n * 13 % 500 + 1}" for n in range(200)]
    orders = [f"o{n},c{n % 200:03},2025-0{1 + n % 9}-11,{n % 90 + 1}.50" for n in range(600)]
    files = {"base.csv": [HEADER, *rows], "orders.csv": [ORDER_HEADER, *orders]}
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = tuple(Source(str(folder / name)) for name in files)
    outcome = run(replace(default_settings(), sources=sources), {}, Progress())
    assert outcome.problem is None
    return Lookups().material_of(outcome)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    assert not list(tmp_path.glob(".nonagon-*"))


def wanted(kind: ExportKind | str, folder: Path, **more: object) -> FileWanted:
    found = next(one for one in KINDS if one.key == kind) if isinstance(kind, str) else kind
    usual = FileWanted(
        found.key, str(folder / found.name), fonts=FONTS, database=Database(source=1)
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def possible(kind: ExportKind) -> None:
    if kind.key == REPORT:
        pytest.skip("needs an earlier period; see test_results_report")


def test_every_kind_has_a_writer() -> None:
    assert set(WRITERS) == {kind.key for kind in KINDS}
    assert len({kind.title for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)


@EVERY
def test_what_is_previewed_is_written(kind: ExportKind, material: Material, folder: Path) -> None:
    possible(kind)
    asked = wanted(kind, folder)
    seen = preview_of(material, asked)
    written = write_file(material, asked, Progress())
    assert (seen.customers, seen.held_out) == (written.customers, written.held_out)
    assert Path(written.path).stat().st_size > 0
    assert bool(seen.titles) == bool(seen.rows)


@EVERY
def test_a_file_that_is_open_elsewhere_is_left_alone(
    kind: ExportKind, material: Material, folder: Path
) -> None:
    possible(kind)
    asked = wanted(kind, folder)
    path = Path(asked.path)
    path.write_bytes(b"old")
    path.with_name(f".~lock.{path.name}#").touch()
    written = write_file(material, asked, Progress())
    assert Path(written.path) == path.with_name(f"{path.stem} (2){path.suffix}")
    assert path.read_bytes() == b"old"


@EVERY
def test_what_comes_back_other_than_it_was_written_replaces_nothing(
    kind: ExportKind, material: Material, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    possible(kind)
    asked = wanted(kind, folder)
    Path(asked.path).write_bytes(b"old")
    aside = handing.written_aside

    def spoiling(path: Path, write: object, check: object) -> None:
        def write_and_spoil(fresh: Path) -> None:
            write(fresh)  # type: ignore[operator]
            content = bytearray(fresh.read_bytes())
            content[len(content) // 2] ^= 1
            fresh.write_bytes(content)

        aside(path, write_and_spoil, check)  # type: ignore[arg-type]

    monkeypatch.setattr(handing, "written_aside", spoiling)
    with pytest.raises(UserError, match="did not come back"):
        write_file(material, asked, Progress())
    assert Path(asked.path).read_bytes() == b"old"


def test_the_sheets_that_are_told_are_those_of_the_workbook(
    material: Material, folder: Path
) -> None:
    for chosen in (None, (), (2, 5)):
        asked = wanted(PLAN, folder, sheets=chosen)
        told = [title for title, _meaning in preview_of(material, asked).rows]
        assert load_workbook(write_file(material, asked, Progress()).path).sheetnames == told


def test_every_sheet_is_printed_on_the_paper_that_is_used(material: Material, folder: Path) -> None:
    book = load_workbook(write_file(material, wanted(PLAN, folder), Progress()).path)
    assert {sheet.page_setup.paperSize for sheet in book} == {9}
    asked = wanted(PLAN, folder, paper=LETTER)
    book = load_workbook(write_file(material, asked, Progress()).path)
    assert {sheet.page_setup.paperSize for sheet in book} == {1}


def test_slides_report_and_page_tell_the_same_findings(material: Material, folder: Path) -> None:
    told = [title for _chapter, title in preview_of(material, wanted(SLIDES, folder)).rows]
    deck = Presentation(write_file(material, wanted(SLIDES, folder), Progress()).path)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(any(one.startswith(title) for one in titles) for title in told)
    for kind in (PDF, WEB):
        assert preview_of(material, wanted(kind, folder)).rows[0][1] == told[0]
    page = Path(write_file(material, wanted(WEB, folder), Progress()).path).read_text("utf-8")
    assert all(title.replace("'", "&#x27;") in page for title in told)


def test_queries_say_what_they_read(material: Material, folder: Path) -> None:
    asked = wanted(QUERY, folder, database=Database("postgres", "crm.base"))
    seen = preview_of(material, asked)
    assert "Reads the table crm.base, one row a customer, with the columns “CLTV”" in seen.notes[1]
    text = Path(write_file(material, asked, Progress()).path).read_text("utf-8")
    assert "For PostgreSQL, where" in text
    assert "MATERIALIZED" in text


def test_the_orders_are_added_up_by_the_columns_of_the_file_with_orders(
    material: Material, folder: Path
) -> None:
    asked = wanted(ORDERS, folder)
    assert "“Amount”, “Customer”, “Order date”" in preview_of(material, asked).notes[1]
    other = replace(asked, database=Database(source=7))
    with pytest.raises(UserError, match="no file with orders"):
        preview_of(material, other)
    with pytest.raises(UserError, match="No column says when they were"):
        write_file(material, replace(asked, database=Database(source=0)), Progress())


def test_every_number_is_the_contract(material: Material, folder: Path) -> None:
    path = write_file(material, wanted(NUMBERS, folder), Progress()).path
    found = json.loads(Path(path).read_text("utf-8"))
    assert len(found["segments"]) == len(material.contents().segments.segments)


def test_office_files_have_no_moment_of_writing(material: Material, folder: Path) -> None:
    for kind in (PLAN, SLIDES):
        with ZipFile(write_file(material, wanted(kind, folder), Progress()).path) as archive:
            assert {part.date_time[0] for part in archive.infolist()} == {1980}
