"""The story as one web page that everybody can read: with headings, tables and words for pictures.

It needs no other file and no script, and is printed as it stands.
"""

from html import escape

from core.output.cell_text import UNFIT
from core.output.looks import ACCENT, CONTROL, LINE, QUIET, TEXT, segment_colour
from core.output.story.form import LANGUAGE, Chapter, Exhibit, SegmentMap, Story, Table
from core.output.story.pictures import WIDTH, Bar, Circle, Line, Picture, Words, picture_of

STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: #fff; color: #{TEXT};
  font: 16px/1.5 Carlito, Calibri, "Segoe UI", system-ui, sans-serif; }}
main {{ max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }}
h1 {{ font-size: 1.9rem; line-height: 1.25; margin: 0 0 .5rem; }}
h2 {{ font-size: 1rem; color: #{ACCENT}; margin: 3rem 0 0; padding-top: 1rem;
  border-top: 1px solid #{LINE}; }}
h3 {{ font-size: 1.35rem; line-height: 1.3; margin: .5rem 0 .75rem; }}
p {{ margin: .4rem 0; max-width: 46rem; }}
.note, footer {{ color: #{QUIET}; font-size: .9rem; }}
dl {{ display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0; }}
dl div {{ display: flex; flex-direction: column-reverse; }}
dt {{ color: #{QUIET}; font-size: .9rem; }}
dd {{ margin: 0; font-size: 2rem; font-weight: 700; line-height: 1.2; }}
figure {{ margin: 1rem 0; }}
svg {{ width: 100%; max-width: 46rem; height: auto; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; color: #{QUIET}; font-size: .9rem; padding-bottom: .3rem; }}
th, td {{ padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #{LINE}; text-align: left;
  vertical-align: top; font-weight: 400; }}
thead th {{ color: #{QUIET}; font-size: .85rem; border-bottom-color: #{CONTROL};
  vertical-align: bottom; }}
.number {{ text-align: right; padding: .3rem 0 .3rem 1rem; }}
.total th, .total td {{ font-weight: 700; border-top: 1px solid #{CONTROL}; }}
.swatch {{ display: inline-block; width: .75em; height: .75em; margin-right: .5em; }}
@media print {{ main {{ max-width: none; padding: 0; }} figure, table {{ break-inside: avoid; }}
  h2, h3 {{ break-after: avoid; }} }}
"""


def page_of(story: Story) -> str:
    """Return the story as a web page; the same story gives the same text."""
    figures = "".join(
        f"<div><dt>{_text(one.label)}</dt><dd>{_text(one.text)}</dd></div>" for one in story.figures
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(story.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_text(story.title)}</h1>\n{_paragraph(story.told, 'note')}"
        f"<dl>{figures}</dl>\n{''.join(map(_paragraph, story.lead))}"
        f"{''.join(map(_chapter, story.chapters))}"
        f"<footer>{_paragraph(story.source)}</footer>\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(UNFIT.sub("�", text))


def _paragraph(text: str, kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f"<p{marked}>{_text(text)}</p>\n"


def _chapter(chapter: Chapter) -> str:
    inside = "".join(map(_exhibit, chapter.exhibits))
    return f"<section>\n<h2>{_text(chapter.heading)}</h2>\n{inside}</section>\n"


def _exhibit(exhibit: Exhibit) -> str:
    told = "".join(map(_paragraph, exhibit.told))
    heading = f"<h3>{_text(exhibit.title)}</h3>\n"
    shown = exhibit.shown
    if shown is None:
        return heading + told
    if isinstance(shown, Table):
        return heading + told + _table(shown, exhibit.title)
    key = _table(_key(shown), "Segments on the map") if isinstance(shown, SegmentMap) else ""
    return f"{heading}{told}<figure>\n{_picture(picture_of(shown))}</figure>\n{key}"


def _key(shown: SegmentMap) -> Table:
    """Return who is who on the map, whose circles have their codes only."""
    bubbles = sorted(shown.bubbles, key=lambda one: one.code)
    rows = tuple(
        (f"{one.code}  {one.name}{' (ideal)' if one.ideal else ''}", f"{one.customers:,}")
        for one in bubbles
    )
    return Table(("Segment", "Customers"), rows, codes=tuple(one.code for one in bubbles))


def _table(shown: Table, caption: str) -> str:
    head = "".join(
        f'<th scope="col"{_right(shown, column)}>{_text(title)}</th>'
        for column, title in enumerate(shown.titles)
    )
    codes = shown.codes or (0,) * len(shown.rows)
    last = len(shown.rows) - 1
    rows = "".join(
        _row(shown, cells, code, total=shown.total and place == last)
        for place, (cells, code) in enumerate(zip(shown.rows, codes, strict=True))
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{_text(caption)}">'
        f"<table><caption>{_text(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table></div>\n"
    )


def _row(shown: Table, cells: tuple[str, ...], code: int, *, total: bool) -> str:
    colour = f'<span class="swatch" style="background:#{segment_colour(code)}"></span>'
    first = f'<th scope="row">{colour if code else ""}{_text(cells[0])}</th>'
    others = "".join(
        f"<td{_right(shown, column)}>{_text(text)}</td>" for column, text in enumerate(cells[1:], 1)
    )
    marked = ' class="total"' if total else ""
    return f"<tr{marked}>{first}{others}</tr>\n"


def _right(shown: Table, column: int) -> str:
    return ' class="number"' if column >= shown.words else ""


def _picture(picture: Picture) -> str:
    shapes = "".join(map(_shape, picture.shapes))
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {picture.height:g}" role="img" '
        f'aria-label="{_text(picture.alt)}" font-size="9">{shapes}</svg>\n'
    )


def _shape(shape: Line | Bar | Circle | Words) -> str:
    if isinstance(shape, Line):
        points = " ".join(f"{across:.2f},{down:.2f}" for across, down in shape.points)
        stroke = f'stroke="#{shape.colour}" stroke-width="{shape.width:g}"'
        return f'<polyline points="{points}" fill="none" {stroke}/>'
    if isinstance(shape, Bar):
        place = f'x="{shape.left:.2f}" y="{shape.top:.2f}"'
        size = f'width="{shape.width:.2f}" height="{shape.height:.2f}"'
        return f'<rect {place} {size} fill="#{shape.colour}"/>'
    if isinstance(shape, Circle):
        place = f'cx="{shape.across:.2f}" cy="{shape.down:.2f}" r="{shape.radius:.2f}"'
        return f'<circle {place} fill="#{shape.colour}" stroke="#fff"/>'
    weight = ' font-weight="700"' if shape.bold else ""
    place = f'x="{shape.across:.2f}" y="{shape.down:.2f}" text-anchor="{shape.anchor}"'
    return f'<text {place} fill="#{shape.colour}"{weight}>{_text(shape.text)}</text>'
