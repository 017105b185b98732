"""Below the segments: how far each can be relied on, its rule, and what sets it apart."""

from dataclasses import replace

from core.output.contents import PlanContents
from core.output.looks import BODY, HEADER, NOTE, NUMBER_HEADER, SCORE, SECTION, SHARE
from core.output.page import Page
from core.tables.segments import Segment

STABILITY, WORDS, RULE = 5, 6, 7
"""Columns of the stability, of what it means, and of the first of those that the rule fills."""

TRAITS_SHOWN = 3
CHARACTERS_PER_COLUMN = 15
LINE = 14
NUMBER = replace(BODY, align="right")
SENTENCE = replace(BODY, wrap=True)
RELY = (
    "Stability is the share of a segment that is found again when the customers are redrawn at"
    " random: very solid from 0.85, solid from 0.75, a tendency from 0.60, else do not rely on it."
)
APART = "Against all other customers who are scored; a difference is told if it is not chance."


def draw_trust(page: Page, contents: PlanContents, row: int) -> None:
    """Draw both blocks, beginning at a row."""
    last = RULE + 2 * len(contents.scored.axes)
    row = _draw_rules(page, contents.segments.segments, row, last)
    if contents.profiles:
        _draw_traits(page, contents, row + 1, last)


def _draw_rules(page: Page, segments: tuple[Segment, ...], row: int, last: int) -> int:
    """Draw stability and rules; return the row below."""
    page.text(row, 1, "How far each segment can be relied on, and the rule that finds it", SECTION)
    page.text(row + 1, 1, RELY, NOTE)
    titles = {STABILITY: "Stability,\n0–1", last - 1: "Rule is\nright", last: "Rule\nfinds"}
    for column in range(1, last + 1):
        page.text(row + 2, column, titles.get(column, ""), NUMBER_HEADER)
    for column, title in ((3, "Segment"), (WORDS, "In words"), (RULE, "Rule")):
        page.text(row + 2, column, title, HEADER)
    page.sheet.row_dimensions[row + 2].height = 28
    for line, segment in enumerate(segments, row + 3):
        _draw_name(page, line, segment)
        _draw_stability(page, line, segment)
        _draw_rule(page, line, segment, last)
    return row + 3 + len(segments)


def _draw_name(page: Page, row: int, segment: Segment) -> None:
    page.swatch(row, 1, segment.code)
    page.number(row, 2, segment.code, replace(BODY, align="center"))
    page.text(row, 3, segment.name, replace(BODY, bold=segment.ideal))
    page.text(row, 4, "")


def _draw_stability(page: Page, row: int, segment: Segment) -> None:
    found = segment.stability
    number = replace(NUMBER, format=SCORE)
    page.number(row, STABILITY, None if found is None else found.jaccard, number)
    page.text(row, WORDS, "" if found is None else found.words, SENTENCE)


def _draw_rule(page: Page, row: int, segment: Segment, last: int) -> None:
    rule = segment.rule
    words = "" if rule is None else rule.words[:1].upper() + rule.words[1:]
    lines = _across(page, row, (RULE, last - 2), words)
    page.sheet.row_dimensions[row].height = lines * LINE + 5
    share = replace(NUMBER, format=SHARE)
    page.number(row, last - 1, None if rule is None else rule.precision, share)
    page.number(row, last, None if rule is None else rule.recall, share)


def _across(page: Page, row: int, ends: tuple[int, int], text: str) -> int:
    """Write text across some columns; return how many lines it takes."""
    first, last = ends
    page.text(row, first, text, SENTENCE)
    for column in range(first + 1, last + 1):
        page.text(row, column, "", SENTENCE)
    page.sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return 1 + len(text) // (CHARACTERS_PER_COLUMN * (last - first + 1))


def _draw_traits(page: Page, contents: PlanContents, row: int, last: int) -> None:
    """Draw what sets each segment apart, a few sentences for each."""
    page.text(row, 1, "What sets each segment apart", SECTION)
    page.text(row + 1, 1, APART, NOTE)
    row += 2
    for profile in contents.profiles:
        told = [trait.words for trait in profile.traits[:TRAITS_SHOWN]] or [profile.silent]
        for place, words in enumerate(told):
            if place == 0:
                _draw_name(page, row, contents.segment(profile.code))
            lines = _across(page, row, (STABILITY, last), words)
            page.sheet.row_dimensions[row].height = lines * LINE + 5
            row += 1
