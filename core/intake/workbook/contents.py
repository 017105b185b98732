"""What a workbook says of itself: its sheets, its number formats, the day that it counts from."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.intake.limits import MOST_SHEETS
from core.intake.workbook.formats import BUILT_IN, PLAIN, Format, format_of
from core.intake.workbook.markup import Attributes, attribute, elements, is_true
from core.intake.workbook.package import Package, damaged, strange

_START, _OFFICE = "_rels/.rels", "xl/workbook.xml"


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Contents:
    """What a workbook says of itself.

    Attributes
    ----------
    book
        The part that this is from.
    sheets
        Its worksheets, in order; charts and the like are none.
    formats
        For each style of cells its number format.
    strings
        The part with the shared texts; "" if there is none.
    from_1904
        Whether its days count from 1904.
    macros, links
        Whether it has macros, and links to other workbooks.
    """

    book: str
    sheets: tuple[SheetPart, ...]
    formats: tuple[Format, ...]
    strings: str
    from_1904: bool
    macros: bool
    links: bool


def contents_of(package: Package) -> Contents:
    """What a workbook says of itself.

    Raises
    ------
    UserError
        If its list of sheets is not there, or names no part.
    """
    book = _book_part(package)
    targets = {link.key: link for link in links_of(package, book)}
    sheets, from_1904 = _sheets(package, book, targets)
    strings = _first(targets.values(), "sharedStrings")
    styles = _first(targets.values(), "styles")
    return Contents(
        book=book,
        sheets=sheets,
        formats=_formats(package.read(styles)) if styles in package else (),
        strings=strings if strings in package else "",
        from_1904=from_1904,
        macros=any(part.endswith("vbaproject.bin") for part in package.parts),
        links=any("externallinks/" in part for part in package.parts),
    )


@dataclass(frozen=True)
class Link:
    """A link from one part of a package to another: its key, what it is for, the other part."""

    key: str
    kind: str
    target: str


def links_of(package: Package, part: str) -> Iterator[Link]:
    """The links of a part to others, "" for the package itself; those that lead out are left."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels") if part else _START
    if links not in package:
        return
    for element, attributes in elements(package.read(links)):
        target = attributes.get("Target", "")
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            yield Link(attributes.get("Id", ""), kind, _within(folder, target))


def _within(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _first(links: Iterable[Link], kind: str) -> str:
    return next((link.target for link in links if link.kind == kind), "")


def _book_part(package: Package) -> str:
    found = _first(links_of(package, ""), "officeDocument") or _OFFICE
    part = found if found in package else _OFFICE
    if part not in package:
        raise damaged(package.name, ": it has no list of its sheets")
    return part


def _sheets(
    package: Package, book: str, targets: dict[str, Link]
) -> tuple[tuple[SheetPart, ...], bool]:
    sheets: list[SheetPart] = []
    from_1904 = False
    for element, attributes in elements(package.read(book)):
        if element == "workbookPr":
            from_1904 |= is_true(attributes.get("date1904"))
        elif element == "sheet" and len(sheets) > MOST_SHEETS:
            raise strange(package.name)
        elif element == "sheet":
            link = targets.get(attribute(attributes, "id") or "")
            if link is not None and link.kind == "worksheet":
                sheets.append(_sheet(package, attributes, link))
    return tuple(sheets), from_1904


def _sheet(package: Package, attributes: Attributes, link: Link) -> SheetPart:
    name = attributes.get("name", "")
    if link.target not in package:
        raise damaged(package.name, f": its sheet ‘{name}’ is not there")
    return SheetPart(name, link.target, attributes.get("state", "visible") != "visible")


def _formats(styles: bytes) -> tuple[Format, ...]:
    codes: dict[str, Format] = {}
    used: list[Format] = []
    within = False
    for element, attributes in elements(styles):
        if element == "numFmt":
            number = attributes.get("numFmtId", "")
            codes.setdefault(number, format_of(attributes.get("formatCode", "")))
        elif element in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
            within = element == "cellXfs"
        elif element == "xf" and within:
            number = attributes.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), PLAIN) if number.isdigit() else PLAIN
            used.append(codes.get(number, built_in))
    return tuple(used)
