"""Writes the story for readers: as slides, as a PDF, as a web page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.export_kinds import ExportPreviewed, FileWanted, FileWritten
from core.output.handing import hand_over_bytes
from core.output.material import KindWriter, Material, preview_of_parts, summed_up
from core.output.story.form import Story
from core.output.story.page_html import page_of
from core.output.story.report_pdf import pdf_of
from core.output.story.slides import slides_of
from core.output.story.telling import story_of
from core.progress import Progress

CHAPTERS = ("Chapter", "What it says")

Draw = Callable[[Story, FileWanted], bytes]


def _write(draw: Draw, material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    story = story_of(material.contents())
    return summed_up(material, hand_over_bytes(Path(wanted.path), lambda: draw(story, wanted)))


def _preview(material: Material, wanted: FileWanted) -> ExportPreviewed:
    story = story_of(material.contents())
    said = (
        (chapter.heading, exhibit.title)
        for chapter in story.chapters
        for exhibit in chapter.exhibits
    )
    told = summed_up(material, "")
    return preview_of_parts(wanted, told, CHAPTERS, (("Title", story.title), *said))


def _slides(story: Story, _wanted: FileWanted) -> bytes:
    return slides_of(story)


def _pdf(story: Story, wanted: FileWanted) -> bytes:
    return pdf_of(story, Path(wanted.fonts), wanted.paper)


def _page(story: Story, _wanted: FileWanted) -> bytes:
    return page_of(story).encode()


STORY_SLIDES, STORY_PDF, STORY_PAGE = (
    KindWriter(partial(_write, draw), _preview) for draw in (_slides, _pdf, _page)
)
