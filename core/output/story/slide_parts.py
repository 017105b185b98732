"""Texts, tables and keys on a slide, in the light theme's colours."""

from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import _Paragraph
from pptx.util import Emu, Inches, Pt

from core.output.cell_text import UNFIT
from core.output.looks import CONTROL, LINE, QUIET, TEXT, segment_colour
from core.output.story.form import LANGUAGE, SegmentMap, Table

FONT = "Calibri"
ROW = 0.36
"""Inches, the height of a row of a table."""

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Style of tables without lines and colours; those that are wanted are drawn."""

MOST = 40
"""Characters of a column of a table before its texts take a second line."""

FINE = 0.014
"""Inches, the width of a fine line."""

SWATCH = 0.16
"""Inches, the side of the small square in a segment's colour."""


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same in the unit of the file."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    def put(self, shape: SlidePlaceholder) -> None:
        """Put a shape there."""
        shape.left, shape.top, shape.width, shape.height = self.box


def fit(text: str) -> str:
    """Return the text with what XML cannot hold shown as �."""
    return UNFIT.sub("�", text).replace("\r", " ").replace("\v", " ")


def colour_of(colour: str) -> RGBColor:
    """Return a colour for the library."""
    return RGBColor.from_string(colour)


def write(
    paragraph: _Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    colour: str = TEXT,
    right: bool = False,
) -> None:
    """Write a paragraph of one look."""
    run = paragraph.add_run()
    run.text = fit(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = colour_of(colour)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)  # noqa: SLF001 - the library has no other way
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def add_lines(
    slide: Slide,
    place: Place,
    lines: tuple[str, ...],
    *,
    size: float,
    bold: bool = False,
    colour: str = TEXT,
) -> None:
    """Add paragraphs, one below the other."""
    frame = slide.shapes.add_textbox(*place.box).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = 0
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_after = Pt(size / 2)
        write(paragraph, line, size=size, bold=bold, colour=colour)


def add_rule(slide: Slide, place: Place) -> None:
    """Add a fine line."""
    _add_block(slide, Place(place.left, place.top, place.width, FINE), LINE).name = "Rule"


def add_swatch(slide: Slide, left: float, top: float, code: int) -> None:
    """Add the small square in the colour of a segment; the name stands beside it."""
    square = _add_block(slide, Place(left, top, SWATCH, SWATCH), segment_colour(code))
    square.name = f"Colour of segment {code}"


def _add_block(slide: Slide, place: Place, colour: str) -> Shape:
    """Add a plain rectangle, without the shadow that the library's theme gives it."""
    block = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.box)
    block.fill.solid()
    block.fill.fore_color.rgb = colour_of(colour)
    block.line.fill.background()
    style = block._element.find("{*}style")  # noqa: SLF001 - the library has no other way
    block._element.remove(style)  # noqa: SLF001
    return block


def describe(frame: GraphicFrame, alt: str) -> None:
    """Say in words what a chart or a table shows, for those who do not see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", fit(alt))  # noqa: SLF001 - as above


def add_key(slide: Slide, place: Place, shown: SegmentMap) -> None:
    """List the segments beside the map, whose circles have their codes only."""
    for row, bubble in enumerate(sorted(shown.bubbles, key=lambda one: one.code)):
        top = place.top + row * ROW
        add_swatch(slide, place.left, top + 0.06, bubble.code)
        ideal = " (ideal)" if bubble.ideal else ""
        words = (f"{bubble.code}  {bubble.name}{ideal}, {bubble.customers:,}",)
        text = Place(place.left + 0.3, top, place.width - 0.3, ROW)
        add_lines(slide, text, words, size=13, bold=bubble.ideal)


def add_table(slide: Slide, place: Place, shown: Table) -> None:
    """Add a table: words to the left, numbers to the right, fine lines between the rows."""
    count, columns = len(shown.rows) + 1, len(shown.titles)
    left, top, width, _height = place.box
    height = Inches(ROW * count)
    frame = slide.shapes.add_table(count, columns, left, top, width, height)
    describe(frame, f"Table: {', '.join(filter(None, shown.titles))}.")
    table = frame.table
    style = table._tbl.tblPr.find(".//{*}tableStyleId")  # noqa: SLF001 - as above
    style.text = PLAIN_TABLE
    for column, share in enumerate(_widths(shown)):
        table.columns[column].width = Emu(int(width * share))
    size = 13 if columns < 7 else 12  # noqa: PLR2004 - wide tables are set smaller
    for column, title in enumerate(shown.titles):
        right = column >= shown.words
        _fill(table.cell(0, column), title, (size - 1, False, QUIET, right), CONTROL)
    for row, cells in enumerate(shown.rows, 1):
        table.rows[row].height = Inches(ROW)
        last = shown.total and row == len(shown.rows)
        for column, text in enumerate(cells):
            look = (size, last, TEXT, column >= shown.words)
            _fill(table.cell(row, column), text, look, LINE)
    for row, code in enumerate(shown.codes, 1):
        if code:
            _rule(table.cell(row, 0), "lnL", segment_colour(code), 8)


def _widths(shown: Table) -> tuple[float, ...]:
    """Return the share of the width that each column gets, by its longest text."""
    columns = list(zip(*shown.rows, strict=True)) or [() for _title in shown.titles]
    wanted = [
        max(min(MOST, max(map(len, cells), default=0)), max(map(len, title.split()), default=0)) + 3
        for title, cells in zip(shown.titles, columns, strict=True)
    ]
    return tuple(characters / sum(wanted) for characters in wanted)


def _fill(cell: _Cell, text: str, look: tuple[float, bool, str, bool], rule: str) -> None:
    size, bold, colour, right = look
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    paragraph = cell.text_frame.paragraphs[0]
    write(paragraph, text, size=size, bold=bold, colour=colour, right=right)
    _rule(cell, "lnB", rule, 0.75)


def _rule(cell: _Cell, side: str, colour: str, points: float) -> None:
    """Draw a line at a side of a cell; of two, the left one has to be drawn last."""
    line = (
        f'<a:{side} {nsdecls("a")} w="{Pt(points)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        f"</a:solidFill></a:{side}>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))  # noqa: SLF001 - as above
