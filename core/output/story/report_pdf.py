"""The story as a PDF report."""

from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path

from reportlab.graphics import shapes
from reportlab.lib import pagesizes
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)
from reportlab.platypus import Table as Grid

from core.export_kinds import A4, LETTER
from core.output.looks import ACCENT, CONTROL, LINE, QUIET, TEXT, segment_colour
from core.output.story.form import (
    LANGUAGE,
    Chapter,
    Exhibit,
    Figure,
    SegmentMap,
    Story,
    Table,
)
from core.output.story.pictures import SMALL, WIDTH, Bar, Circle, Line, Picture, Words, picture_of

PAPERS = {A4: pagesizes.A4, LETTER: pagesizes.LETTER}
BELOW, ABOVE = 54.0, 50.0
REGULAR, BOLD = "Carlito", "Carlito-Bold"
SPACES = " \n\t"
NO_LETTER = "□"
"""Stands for a letter that the type does not have; the web page has them all."""

PADDING = 10.0
"""Points beside the text of a cell."""

SWATCH = 9.0
"""Points, the width of the column of the segments' colours."""


def pdf_of(story: Story, fonts: Path, paper: str = A4) -> bytes:
    """Return the story as a PDF, the content of a file; the same story gives the same bytes.

    Parameters
    ----------
    story
        What is told.
    fonts
        Folder with the type it is set in, ``Carlito-Regular.ttf`` and ``Carlito-Bold.ttf``.
    paper
        What it is printed on, one of `PAPERS`.
    """
    drawn = BytesIO()
    _Report(fonts).write(drawn, story, PAPERS[paper])
    return drawn.getvalue()


class _Report:
    """Sets the story in a type."""

    def __init__(self, fonts: Path) -> None:
        for name, file in ((REGULAR, "Carlito-Regular.ttf"), (BOLD, "Carlito-Bold.ttf")):
            pdfmetrics.registerFont(TTFont(name, str(fonts / file)))
        pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
        self._letters = pdfmetrics.getFont(REGULAR).face.charToGlyph

    def write(self, file: BytesIO, story: Story, page: tuple[float, float]) -> None:
        """Write the report on pages of a width and a height, in points."""
        beside = (page[0] - WIDTH) / 2 - 6  # the frame adds 6 points of its own
        document = SimpleDocTemplate(
            file,
            pagesize=page,
            leftMargin=beside,
            rightMargin=beside,
            topMargin=ABOVE,
            bottomMargin=BELOW,
            title=self._fit(story.title),
            author="Nonagon",
            lang=LANGUAGE,
            invariant=1,
        )
        foot = partial(_draw_foot, text=self._fit(story.source))
        document.build(list(self._flow(story)), onFirstPage=foot, onLaterPages=foot)

    def _fit(self, text: str) -> str:
        return "".join(
            letter if ord(letter) in self._letters or letter in SPACES else NO_LETTER
            for letter in text
        )

    def _flow(self, story: Story) -> list[Flowable]:
        flow: list[Flowable] = [
            self._line(story.title, _style(20, bold=True, after=6)),
            self._line(story.told, _style(10, colour=QUIET, after=14)),
            self._figures(story.figures),
            Spacer(0, 8),
            *(self._line(sentence) for sentence in story.lead),
        ]
        for chapter in story.chapters:
            flow += self._chapter(chapter)
        return flow

    def _line(self, text: str, style: ParagraphStyle | None = None) -> Paragraph:
        return Paragraph(escape(self._fit(text)), style or _style(10.5, after=4))

    def _figures(self, figures: tuple[Figure, ...]) -> Grid:
        texts = [self._line(one.text, _style(22, bold=True)) for one in figures]
        labels = [self._line(one.label, _style(9, colour=QUIET)) for one in figures]
        commands = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
        return Grid([texts, labels], [WIDTH / len(figures)] * len(figures), style=commands)

    def _chapter(self, chapter: Chapter) -> list[Flowable]:
        first, *others = chapter.exhibits
        heading = self._line(chapter.heading, _style(10, bold=True, colour=ACCENT, before=18))
        flow: list[Flowable] = [*self._exhibit(first, heading)]
        for exhibit in others:
            flow += self._exhibit(exhibit)
        return flow

    def _exhibit(self, exhibit: Exhibit, *above: Flowable) -> list[Flowable]:
        title = self._line(exhibit.title, _style(14, bold=True, before=4, after=5))
        told = [self._line(sentence) for sentence in exhibit.told]
        shown = exhibit.shown
        if shown is None:
            return [CondPageBreak(80), *above, title, *told]
        if isinstance(shown, Table):
            return [KeepTogether([*above, title, *told, self._table(shown), Spacer(0, 8)])]
        drawn = [self._drawing(picture_of(shown))]
        if isinstance(shown, SegmentMap):
            drawn.append(self._key(shown))
        return [KeepTogether([*above, title, *told, Spacer(0, 4), *drawn, Spacer(0, 8)])]

    def _key(self, shown: SegmentMap) -> Grid:
        """Say in two columns who is who on the map."""
        words = [
            f"{one.code}  {one.name}{' (ideal)' if one.ideal else ''}, {one.customers:,}"
            for one in sorted(shown.bubbles, key=lambda bubble: bubble.code)
        ]
        codes = [one.code for one in sorted(shown.bubbles, key=lambda bubble: bubble.code)]
        half = (len(words) + 1) // 2
        rows = []
        commands: list[tuple[object, ...]] = [("LEFTPADDING", (0, 0), (-1, -1), 5), *_TIGHT]
        for row in range(half):
            cells: list[object] = []
            for column, place in ((0, row), (2, row + half)):
                known = place < len(words)
                cells += ["", self._line(words[place], _style(9.5)) if known else ""]
                if known:
                    commands.append(_coloured(column, row, codes[place]))
            rows.append(cells)
        return Grid(rows, [SWATCH, WIDTH / 2 - SWATCH] * 2, style=commands)

    def _table(self, shown: Table) -> Grid:
        size = 9.0 if len(shown.titles) < 7 else 8.0  # noqa: PLR2004 - wide tables are set smaller
        head = [
            self._line(title, _style(size - 0.5, colour=QUIET, right=column >= shown.words))
            for column, title in enumerate(shown.titles)
        ]
        rows = [["", *head]]
        for place, cells in enumerate(shown.rows):
            bold = shown.total and place == len(shown.rows) - 1
            looks = [
                _style(size, bold=bold, right=column >= shown.words) for column in range(len(cells))
            ]
            rows.append(["", *map(self._line, cells, looks)])
        commands: list[tuple[object, ...]] = [
            ("LINEBELOW", (1, 0), (-1, 0), 0.75, HexColor(f"#{CONTROL}")),
            ("LINEBELOW", (1, 1), (-1, -1), 0.5, HexColor(f"#{LINE}")),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            *_TIGHT,
        ]
        commands += [_coloured(0, row, code) for row, code in enumerate(shown.codes, 1) if code]
        colours = SWATCH if any(shown.codes) else 0.1
        widths = _widths(shown, WIDTH - colours, size)
        return Grid(rows, [colours, *widths], style=commands, repeatRows=1)

    def _drawing(self, picture: Picture) -> shapes.Drawing:
        drawing = shapes.Drawing(WIDTH, picture.height)
        for shape in picture.shapes:
            drawing.add(self._drawn(shape, picture.height))
        return drawing

    def _drawn(self, shape: Line | Bar | Circle | Words, height: float) -> shapes.Shape:
        """Return a shape for the library, which measures from the lower left corner."""
        colour = HexColor(f"#{shape.colour}")
        if isinstance(shape, Line):
            points = [number for x, y in shape.points for number in (x, height - y)]
            return shapes.PolyLine(points, strokeColor=colour, strokeWidth=shape.width)
        if isinstance(shape, Bar):
            low = height - shape.top - shape.height
            size = (shape.left, low, shape.width, shape.height)
            return shapes.Rect(*size, fillColor=colour, strokeWidth=0, strokeColor=None)
        if isinstance(shape, Circle):
            place = (shape.across, height - shape.down, shape.radius)
            return shapes.Circle(*place, fillColor=colour, strokeColor=HexColor("#FFFFFF"))
        font = BOLD if shape.bold else REGULAR
        looks = {"fontName": font, "fontSize": SMALL, "fillColor": colour}
        text, down = self._fit(shape.text), height - shape.down
        return shapes.String(shape.across, down, text, textAnchor=shape.anchor, **looks)


_TIGHT = (
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
)
"""How close the cells of a table stand."""


def _style(
    size: float,
    *,
    bold: bool = False,
    colour: str = TEXT,
    right: bool = False,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        "",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=1.25 * size,
        textColor=HexColor(f"#{colour}"),
        alignment=TA_RIGHT if right else 0,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=bool(before),
    )


def _coloured(column: int, row: int, code: int) -> tuple[object, ...]:
    return "BACKGROUND", (column, row), (column, row), HexColor(f"#{segment_colour(code)}")


def _widths(shown: Table, room: float, size: float) -> list[float]:
    """Return the widths of the columns: numbers get what they need, words share the rest."""
    columns = [*zip(*shown.rows, strict=True)]
    wanted = [
        PADDING + max(stringWidth(text, BOLD, size) for text in (*title.split(), *cells, ""))
        for title, cells in zip(shown.titles, columns, strict=True)
    ]
    numbers, words = sum(wanted[shown.words :]), sum(wanted[: shown.words])
    if numbers >= room:
        return [room * width / (numbers + words) for width in wanted]
    part = (room - numbers) / words
    return [part * width for width in wanted[: shown.words]] + wanted[shown.words :]


def _draw_foot(canvas: Canvas, document: SimpleDocTemplate, text: str) -> None:
    canvas.saveState()
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(HexColor(f"#{QUIET}"))
    width = document.pagesize[0]
    margin = (width - WIDTH) / 2
    canvas.drawString(margin, 30, text)
    canvas.drawRightString(width - margin, 30, str(document.page))
    canvas.restoreState()
