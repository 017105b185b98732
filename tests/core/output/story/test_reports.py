import re
import zlib
from base64 import a85decode
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

import resources
from core.output.cell_text import UNFIT
from core.output.contents import PlanContents
from core.output.story.form import Exhibit, Story, Table
from core.output.story.page_html import page_of
from core.output.story.report_pdf import _Report, pdf_of
from core.output.story.telling import story_of
from tests.core.output.injections import PAYLOADS
from tests.core.output.worth import shop

Make = Callable[..., PlanContents]
FONTS = resources.path("fonts")


@pytest.fixture(scope="module")
def story(make_contents: Make, tmp_path_factory: pytest.TempPathFactory) -> Story:
    value = shop(tmp_path_factory.mktemp("shop"))
    return story_of(replace(make_contents(budget=900.0), value=value))


class Outline(HTMLParser):
    """Reads a page as a screen reader does: tags with what they say, and the texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    return found


def exhibits(story: Story) -> list[Exhibit]:
    return [exhibit for chapter in story.chapters for exhibit in chapter.exhibits]


def pdf_text(pdf: bytes) -> str:
    """Give what a PDF shows; letters of English stand in it as themselves."""
    streams = re.findall(rb"/ASCII85Decode.*?stream\r?\n(.*?)~>", pdf, re.DOTALL)
    drawn = b"\n".join(zlib.decompress(a85decode(stream)) for stream in streams)
    shown = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", drawn)
    return b"\n".join(shown).decode("latin-1").replace("\\(", "(").replace("\\)", ")")


def test_the_page_says_its_language_and_title_and_needs_nothing_else(story: Story) -> None:
    page = page_of(story)
    found = outline(page)
    assert dict(found.tags)["html"] == {"lang": "en-GB"}
    assert story.title in found.texts
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.tags}
    assert "http" not in page


def test_headings_go_down_one_step_at_a_time(story: Story) -> None:
    levels = [int(tag[1]) for tag, _ in outline(page_of(story)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_picture_is_told_in_words_and_every_table_has_its_headers(story: Story) -> None:
    found = outline(page_of(story))
    pictures = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert len(pictures) == 3
    assert all(one["role"] == "img" and len(one["aria-label"] or "") > 40 for one in pictures)
    tags = [tag for tag, _ in found.tags]
    assert tags.count("caption") == tags.count("table") == 6
    scopes = [attributes["scope"] for tag, attributes in found.tags if tag == "th"]
    assert set(scopes) == {"col", "row"}


def test_the_page_has_every_sentence_and_every_number_of_the_story(story: Story) -> None:
    texts = set(outline(page_of(story)).texts)
    assert {figure.text for figure in story.figures} <= texts
    for exhibit in exhibits(story):
        assert {exhibit.title, *exhibit.told} <= texts
        if isinstance(exhibit.shown, Table):
            assert {cell for row in exhibit.shown.rows for cell in row if cell} <= texts


def test_text_from_data_is_text_on_the_page(make_contents: Make) -> None:
    names = ["<script>alert(1)</script>", '"onload="x', "a\x0bb", "&amp;", *"abcde"]
    page = page_of(story_of(make_contents(names=names)))
    found = outline(page)
    assert "script" not in {tag for tag, _ in found.tags}
    assert not [one for _, attributes in found.tags for one in attributes if one.startswith("on")]
    assert any("<script>alert(1)</script>" in text for text in found.texts)


def test_page_and_pdf_of_the_same_story_have_the_same_bytes_each_time(story: Story) -> None:
    assert page_of(story) == page_of(story)
    assert pdf_of(story, FONTS) == pdf_of(story, FONTS)


def test_the_pdf_is_set_on_the_paper_that_is_used(story: Story) -> None:
    for paper, box in (("A4", b"595.2756 841.8898"), ("Letter", b"612 792")):
        assert b"/MediaBox [ 0 0 " + box + b" ]" in pdf_of(story, FONTS, paper)


def test_the_pdf_shows_every_number_of_the_story(story: Story) -> None:
    shown = pdf_text(pdf_of(story, FONTS)).split("\n")
    assert {figure.text for figure in story.figures} <= set(shown)
    for exhibit in exhibits(story):
        if isinstance(exhibit.shown, Table):
            cells = {cell for row in exhibit.shown.rows for cell in row[exhibit.shown.words :]}
            whole = {cell for cell in cells if cell.isascii() and " " not in cell and cell}
            assert whole <= set(shown)


def test_a_letter_that_the_type_lacks_is_shown_as_a_box(make_contents: Make) -> None:
    names = ["顧客 €5", "a\x0bb", "Ελλάδα", "Zażółć", *"abcde"]
    told = story_of(make_contents(names=names))
    assert pdf_of(told, FONTS).startswith(b"%PDF-")
    report = _Report(FONTS)
    assert [report._fit(name) for name in names[:4]] == ["□□ €5", "a□b", "Ελλάδα", "Zażółć"]
    assert "顧客" in page_of(told)


def test_no_payload_becomes_anything_but_text_on_the_page(make_contents: Make) -> None:
    plain = [tag for tag, _ in outline(page_of(story_of(make_contents()))).tags]
    for first in range(0, len(PAYLOADS), 9):
        names = list(PAYLOADS[first : first + 9])
        names += list("abcdefghi")[len(names) :]
        page = page_of(story_of(make_contents(names=names)))
        found = outline(page)
        assert [tag for tag, _ in found.tags] == plain
        assert not {name for _, given in found.tags for name in given} & {"href", "src", "onload"}
        told = "".join(found.texts)
        assert all(UNFIT.sub("�", name) in told for name in names)
