"""Pictures of the customers themselves, from one of them to a million."""

from dataclasses import replace
from pathlib import Path

from core.customer_lookups import CustomerQuery
from core.settings import LIFETIME_VALUE
from tests.bench.window import made_up_file
from tests.camera import LARGE, SETTLED_MS, THEMES, Photographer, wait, wait_until_idle
from ui.desktop.pages.segments.side import SidePanel

SIZES = (1_000_000, 10_000, 100, 1)
FORMS = ("flat", "solid", "fields")
DETAILED = (1_000_000, 100)
"""Those that are photographed in dark and at 200 %, too."""

SHARPENED_MS = 1_500
"""Until a chart that has been moved shows every mark as it is."""


def take_sizes(camera: Photographer, folder: Path) -> None:
    """Photograph axes, segments in every form, and customers, at every size.

    One customer cannot be divided; the pages say so, and then show them among kept segments.
    """
    camera.projects.new()
    wait_until_idle(camera.session)
    for size in SIZES:
        camera.open([_file(folder, size)])
        camera.session.show(segment=None)
        _take_size(camera, f"size-{size}")
        if size in DETAILED:
            _take_in_detail(camera, f"size-{size}")
        if size == 100:
            _keep(camera)
            camera.open([_file(folder, 1)])
            _take_size(camera, "size-1-kept")
            settings = camera.session.settings
            free = replace(settings.segmentation, kept=None)
            camera.session.edit("kept segments", replace(settings, segmentation=free))


def _file(folder: Path, customers: int) -> Path:
    """Write a file of so many customers."""
    place = folder / f"{customers} customers"
    place.mkdir(exist_ok=True)
    return made_up_file(place, customers)


def _take_size(camera: Photographer, name: str) -> None:
    session = camera.session
    session.show(page="axes")
    camera.take(f"{name}-axes")
    session.show(page="segments")
    for form in FORMS:
        see(camera, form)
        wait(SHARPENED_MS)
        camera.take(f"{name}-segments-{form}", LARGE)
    see(camera, "flat")
    look_for(camera, CustomerQuery(order_by=f"axis {LIFETIME_VALUE}", descending=True))
    session.show(page="customers")
    wait(SHARPENED_MS)
    if session.analysis.segments is not None:
        session.show(looking=session.looking.opened(0))
        wait_until_idle(session)
    camera.take(f"{name}-customers")
    look_for(camera, CustomerQuery(search="nobody of that name"))
    wait(SETTLED_MS)
    camera.take(f"{name}-customers-none")
    look_for(camera, CustomerQuery())


def _take_in_detail(camera: Photographer, name: str) -> None:
    session = camera.session
    for theme, zoom in ((THEMES[1], 1.0), (THEMES[0], 2.0)):
        session.show(theme=theme, zoom=zoom)
        told = "dark" if zoom == 1 else "200"
        for page in ("axes", "segments", "customers"):
            session.show(page=page)
            wait(SHARPENED_MS)
            camera.take(f"{name}-{page}-{told}")
        session.show(page="segments")
        see(camera, "solid")
        wait(SHARPENED_MS)
        camera.take(f"{name}-segments-solid-{told}")
        see(camera, "flat")
    session.show(theme=THEMES[0], zoom=1.0)


def _keep(camera: Photographer) -> None:
    """Keep the segments for the files to come."""
    camera.window.findChild(SidePanel).method.keep()
    wait(SETTLED_MS)
    wait_until_idle(camera.session)


def see(camera: Photographer, form: str) -> None:
    """Show the customers in another form."""
    looking = camera.session.looking
    camera.session.show(looking=replace(looking, chart=replace(looking.chart, form=form)))


def look_for(camera: Photographer, query: CustomerQuery) -> None:
    """List other customers, or the same in another order."""
    camera.session.show(looking=replace(camera.session.looking, query=query))
