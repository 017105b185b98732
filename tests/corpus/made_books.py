"""Workbooks made part by part, so that their cells can be as awkward as in the wild."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FIRST_OWN_FORMAT = 164
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in the part of a sheet.

    Attributes
    ----------
    value
        The text between ``<v>`` and ``</v>``; None for a cell without.
    style
        0 for plain, n for the n-th format of the book.
    kind
        What the attribute ``t`` says; "" for none.
    formula
        The formula; None for none.
    """

    value: str | None
    style: int = 0
    kind: str = ""
    formula: str | None = None

    def xml(self, place: str) -> str:
        style = f' s="{self.style}"' if self.style else ""
        kind = f' t="{self.kind}"' if self.kind else ""
        formula = "" if self.formula is None else f"<f>{escape(self.formula)}</f>"
        value = "" if self.value is None else f"<v>{escape(self.value)}</v>"
        return f'<c r="{place}"{style}{kind}>{formula}{value}</c>'


def error(text: str) -> Cell:
    return Cell(text, kind="e")


def truth(value: bool) -> Cell:
    return Cell(str(int(value)), kind="b")


def letters(column: int) -> str:
    """Give the name of a column, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cell(value: object, place: str) -> str:
    match value:
        case None:
            return ""
        case Cell():
            return value.xml(place)
        case str():
            text = f'<t xml:space="preserve">{escape(value)}</t>'
            return f'<c r="{place}" t="inlineStr"><is>{text}</is></c>'
        case _:
            return f'<c r="{place}"><v>{value}</v></c>'


def rows_xml(
    rows: Sequence[Sequence[object]], first: int = 1, column: int = 0, hidden: Sequence[int] = ()
) -> str:
    """Write rows from row ``first`` and column ``column`` on; some of them hidden."""
    written = []
    for number, row in enumerate(rows, start=first):
        cells = "".join(
            _cell(value, f"{letters(column + place)}{number}") for place, value in enumerate(row)
        )
        flag = ' hidden="1"' if number in hidden else ""
        written.append(f'<row r="{number}"{flag}>{cells}</row>')
    return "".join(written)


@dataclass(frozen=True)
class Sheet:
    """A sheet: what is within ``<sheetData>``, in front of it and after it."""

    data: str
    before: str = ""
    after: str = ""
    state: str = ""
    name: str = "Data"


@dataclass(frozen=True)
class Book:
    """A workbook to be written.

    Attributes
    ----------
    sheets
        Its sheets.
    formats
        Codes of the number formats that `Cell.style` counts from 1.
    strings
        The part with the shared strings; "" for none.
    from_1904
        Whether its days count from 1904.
    main, links
        The names of the two vocabularies.
    parts
        More parts, or others instead of those that are written.
    """

    sheets: Sequence[Sheet]
    formats: Sequence[str] = ()
    strings: str = ""
    from_1904: bool = False
    main: str = MAIN
    links: str = LINKS
    parts: Mapping[str, str | bytes] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**self._parts(), **self.parts}.items():
                archive.writestr(name, content)
        return path

    def _parts(self) -> dict[str, str | bytes]:
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")], self.links),
            "xl/workbook.xml": self._book(),
            "xl/_rels/workbook.xml.rels": _relations(self._targets(), self.links),
            "xl/styles.xml": self._styles(),
        }
        if self.strings:
            parts["xl/sharedStrings.xml"] = self.strings
        for number, sheet in enumerate(self.sheets, start=1):
            parts[f"xl/worksheets/sheet{number}.xml"] = (
                f'{HEAD}<worksheet xmlns="{self.main}" xmlns:r="{self.links}">{sheet.before}'
                f"<sheetData>{sheet.data}</sheetData>{sheet.after}</worksheet>"
            )
        return parts

    def _types(self) -> str:
        office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
        kinds |= {
            f"worksheets/sheet{number}": "worksheet" for number in range(1, len(self.sheets) + 1)
        }
        listed = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{office}.{kind}+xml"/>'
            for part, kind in kinds.items()
        )
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        return (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{relations}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
        )

    def _book(self) -> str:
        days = '<workbookPr date1904="1"/>' if self.from_1904 else ""
        sheets = "".join(
            f'<sheet name="{escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"'
            f' state="{sheet.state or "visible"}"/>'
            for number, sheet in enumerate(self.sheets, start=1)
        )
        return (
            f'{HEAD}<workbook xmlns="{self.main}" xmlns:r="{self.links}">{days}'
            f"<sheets>{sheets}</sheets></workbook>"
        )

    def _targets(self) -> list[tuple[str, str]]:
        sheets = [
            ("worksheet", f"worksheets/sheet{number}.xml")
            for number in range(1, len(self.sheets) + 1)
        ]
        strings = [("sharedStrings", "sharedStrings.xml")] if self.strings else []
        return [*sheets, ("styles", "styles.xml"), *strings]

    def _styles(self) -> str:
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
            for number, code in enumerate(self.formats, start=FIRST_OWN_FORMAT)
        )
        used = "".join(
            f'<xf numFmtId="{FIRST_OWN_FORMAT + place}" fontId="0" fillId="0" borderId="0"/>'
            for place in range(len(self.formats))
        )
        return (
            f'{HEAD}<styleSheet xmlns="{self.main}">'
            f'<numFmts count="{len(self.formats)}">{formats}</numFmts>'
            '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            '<borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.formats) + 1}"><xf numFmtId="0"/>{used}</cellXfs>'
            "</styleSheet>"
        )


def _relations(targets: Sequence[tuple[str, str]], links: str) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{links}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def one_sheet(rows: Sequence[Sequence[object]], formats: Sequence[str] = (), **more: str) -> Book:
    """Give a book with one sheet; ``more`` says more about the sheet."""
    return Book((Sheet(rows_xml(rows), **more),), formats)
