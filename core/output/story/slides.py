"""The story as slides: one exhibit each, with charts that can be edited in place."""

from io import BytesIO

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.util import Inches

from core.output.looks import ACCENT, QUIET, TEXT
from core.output.story.form import (
    LANGUAGE,
    Chapter,
    Curve,
    Exhibit,
    Falls,
    SegmentMap,
    Spans,
    Story,
    Table,
)
from core.output.story.slide_charts import add_curve, add_falls, add_map, add_spans
from core.output.story.slide_parts import ROW, Place, add_key, add_lines, add_rule, add_table, write
from core.output.story.steady import steady

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE_ONLY = 5
"""Layout of the library's own template that has a title and nothing else."""

LEFT, ACROSS = 0.6, 12.13
"""Inches from the left where everything begins, and how wide it may be."""

CHART = Place(LEFT, 1.75, 7.7, 4.9)
BESIDE = Place(8.6, 1.9, 4.13, 4.7)
BELOW = Place(LEFT, 1.7, ACROSS, 4.9)
FOOT = 7.0
LINE_HEIGHT = 0.34
"""Inches, where the last line of a slide stands, and how high a line is."""

SENTENCES_PER_SLIDE, CHARACTERS_PER_SLIDE = 9, 1100


def slides_of(story: Story) -> bytes:
    """Return the story as slides, the content of a file; the same story gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.author = "Nonagon"
    deck.core_properties.title = story.title
    deck.core_properties.language = LANGUAGE
    _draw_first(_added(deck, story.title, ""), story)
    for chapter in story.chapters:
        for exhibit in chapter.exhibits:
            _draw_exhibit(deck, chapter, exhibit)
    for number, slide in enumerate(deck.slides, 1):
        _draw_foot(slide, f"{story.source}    {number} / {len(deck.slides)}")
    drawn = BytesIO()
    deck.save(drawn)
    return steady(drawn.getvalue())


def _added(deck: Deck, title: str, heading: str) -> Slide:
    """Return a new slide with its title, and above it the heading of its chapter."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    assert isinstance(shape, SlidePlaceholder)  # noqa: S101 - the layout has a title
    Place(LEFT, 0.65, ACROSS, 0.95).put(shape)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = 0
    size = 26 if len(title) <= 80 else 21  # noqa: PLR2004 - what fits on two lines
    write(frame.paragraphs[0], title, size=size, bold=True)
    if heading:
        add_lines(slide, Place(LEFT, 0.35, ACROSS, 0.3), (heading,), size=12, colour=ACCENT)
    return slide


def _draw_first(slide: Slide, story: Story) -> None:
    """Draw the headline numbers, large, in a row."""
    add_lines(slide, Place(LEFT, 1.75, ACROSS, 0.9), (story.told,), size=16, colour=QUIET)
    wide = ACROSS / max(len(story.figures), 1)
    for place, figure in enumerate(story.figures):
        left = LEFT + place * wide
        add_lines(slide, Place(left, 3.2, wide, 0.8), (figure.text,), size=36, bold=True)
        add_lines(slide, Place(left, 3.95, wide, 0.5), (figure.label,), size=14, colour=QUIET)
    add_rule(slide, Place(LEFT, 2.95, ACROSS, 0))
    add_lines(slide, Place(LEFT, 4.9, ACROSS, 1.9), story.lead, size=16)
    slide.notes_slide.notes_text_frame.text = "\n".join((story.told, *story.lead))


def _draw_exhibit(deck: Deck, chapter: Chapter, exhibit: Exhibit) -> None:
    shown = exhibit.shown
    if shown is None:
        _draw_sentences(deck, chapter, exhibit)
        return
    slide = _added(deck, exhibit.title, chapter.heading)
    if isinstance(shown, Table):
        add_table(slide, BELOW, shown)
        _draw_told_below(slide, exhibit.told, len(shown.rows) + 1)
    elif isinstance(shown, SegmentMap):
        add_map(slide, CHART, shown)
        add_key(slide, BESIDE, shown)
    elif isinstance(shown, Curve):
        add_curve(slide, CHART, shown)
    elif isinstance(shown, Spans):
        add_spans(slide, CHART, shown)
    else:
        assert isinstance(shown, Falls)  # noqa: S101 - there is nothing else to show
        add_falls(slide, CHART, shown)
    if isinstance(shown, Curve | Falls | Spans):
        add_lines(slide, BESIDE, exhibit.told, size=14)
    if exhibit.told:
        slide.notes_slide.notes_text_frame.text = "\n".join(exhibit.told)


def _draw_told_below(slide: Slide, told: tuple[str, ...], rows: int) -> None:
    """Say what is to be said below a table, as far as there is room; the notes have all of it."""
    top = BELOW.top + rows * ROW + 0.25
    room = int((FOOT - top) / LINE_HEIGHT)
    if told and room > 0:
        add_lines(slide, Place(LEFT, top, ACROSS, FOOT - top), told[:room], size=14)


def _draw_sentences(deck: Deck, chapter: Chapter, exhibit: Exhibit) -> None:
    """Draw sentences, on as many slides as it takes."""
    pieces = _pieces(exhibit.told)
    for number, piece in enumerate(pieces, 1):
        more = f" ({number} of {len(pieces)})" if len(pieces) > 1 else ""
        slide = _added(deck, f"{exhibit.title}{more}", chapter.heading)
        add_lines(slide, BELOW, piece, size=14, colour=TEXT)


def _pieces(sentences: tuple[str, ...]) -> list[tuple[str, ...]]:
    pieces: list[list[str]] = [[]]
    for sentence in sentences:
        full = sum(map(len, pieces[-1])) + len(sentence) > CHARACTERS_PER_SLIDE
        if pieces[-1] and (full or len(pieces[-1]) == SENTENCES_PER_SLIDE):
            pieces.append([])
        pieces[-1].append(sentence)
    return [tuple(piece) for piece in pieces]


def _draw_foot(slide: Slide, text: str) -> None:
    add_lines(slide, Place(LEFT, FOOT, ACROSS, 0.3), (text,), size=10, colour=QUIET)
