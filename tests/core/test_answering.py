from pathlib import Path

import pytest

from core import plan_lookups
from core.actions.catalogue import read_catalogue
from core.actions.ground import Ground
from core.actions.takes import takes_of
from core.answering import Answerer
from core.export_kinds import CRM, NUMBERS, FileWanted
from core.progress import Progress
from core.requests import Export, Exported
from core.settings import Objective, Segmentation, Settings, Source
from core.tables.plan import Takes

CATALOGUE = Path(__file__).parents[2] / "resources" / "actions.json"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "customers.csv"
    rows = [f"c{n:03},{n * 7 % 10},{n * 37 % 90},{n * 131 % 397 + 1}" for n in range(200)]
    path.write_text("\n".join(["Customer,Satisfaction,Cost to serve,CLTV", *rows]) + "\n", "utf-8")
    return Settings(
        sources=(Source(str(path)),),
        segmentation=Segmentation(resamples=10),
        catalogue=read_catalogue(CATALOGUE.read_text("utf-8")),
        objectives=(Objective("satisfaction", 0.1),),
    )


@pytest.mark.parametrize(
    ("kind", "asked", "times"),
    [(CRM, False, 0), (CRM, True, 1), (NUMBERS, False, 1), (NUMBERS, True, 1)],
)
def test_what_the_objectives_take_is_found_once_and_only_for_those_who_ask(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    asked: bool,
    times: int,
) -> None:
    found: list[Ground] = []

    def counted(ground: Ground) -> Takes | None:
        found.append(ground)
        return takes_of(ground)

    monkeypatch.setattr(plan_lookups, "takes_of", counted)
    (tmp_path / "scratch").mkdir()
    answerer = Answerer(str(tmp_path / "scratch"))
    wanted = (FileWanted(kind, str(tmp_path / "out")),)
    exported = answerer.answer(Export(settings, wanted, with_takes=asked), Progress())
    assert isinstance(exported, Exported)
    assert len(found) == times
    assert (exported.takes is not None) == asked
