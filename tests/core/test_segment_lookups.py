import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.catalogue import read_catalogue
from core.answering import Answerer
from core.answers import Analysis
from core.pipeline import keys
from core.progress import Progress
from core.requests import Analyse, Export, Exported
from core.segment_lookups import DriversOf, ModelOf, ProfileOf
from core.settings import Language, Method, Model, Segmentation, Settings, Source
from core.tables.profile import Drivers, Profile

HEADER = "Customer,Satisfaction,Cost to serve,CLTV,Visits,Channel"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    path = tmp_path_factory.mktemp("files") / "profiles.csv"
    rows = [
        f"c{n:04},{n * 7 % 10},{n * 37 % 90},{n * 131 % 997 + 1},{n * 131 % 997 // 50},"
        f"{'shop' if n * 131 % 997 > 700 else 'web'}"
        for n in range(900)
    ]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    catalogue = Path(__file__).parents[2] / "resources" / "actions.json"
    return Settings(
        sources=(Source(str(path)),),
        segmentation=Segmentation(resamples=10),
        catalogue=read_catalogue(catalogue.read_text(encoding="utf-8")),
    )


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return Answerer(str(tmp_path_factory.mktemp("scratch")))


@pytest.fixture(scope="module")
def analysis(answerer: Answerer, settings: Settings) -> Analysis:
    found = answerer.answer(Analyse(settings), Progress())
    assert isinstance(found, Analysis)
    assert found.problem is None
    return found


def test_what_sets_a_segment_apart_is_looked_up_by_its_code(
    answerer: Answerer, analysis: Analysis
) -> None:
    assert analysis.segments is not None
    for segment in analysis.segments.segments:
        found = answerer.look(ProfileOf(analysis.serial, segment.code))
        assert isinstance(found, Profile)
        assert found.code == segment.code
        assert found.looked_at == 8  # the columns of the file, profit, tier and total value
        assert found.traits or found.silent


def test_a_new_name_does_not_have_everything_looked_at_again(
    answerer: Answerer, analysis: Analysis, settings: Settings
) -> None:
    first = answerer.look(ProfileOf(analysis.serial, 1))
    assert analysis.segments is not None
    names = ((analysis.segments.segments[0].identity, "Our best"),)
    renamed = replace(settings, segmentation=replace(settings.segmentation, names=names))
    later = answerer.answer(Analyse(renamed), Progress())
    assert isinstance(later, Analysis)
    assert later.segments is not None
    assert later.segments.segments[0].name == "Our best"
    assert answerer.look(ProfileOf(later.serial, 1)) is first


def test_what_goes_with_an_axis_is_looked_up_by_its_place(
    answerer: Answerer, analysis: Analysis
) -> None:
    found = answerer.look(DriversOf(analysis.serial, 2))
    assert isinstance(found, Drivers)
    assert found.measure == "lifetime_value"
    assert {one.attribute for one in found.drivers} <= {"Visits", "Channel"}
    assert found.drivers


def test_the_model_of_the_segments_places_the_same_customers_alike(
    answerer: Answerer, analysis: Analysis, settings: Settings
) -> None:
    model = answerer.look(ModelOf(analysis.serial))
    assert isinstance(model, Model)
    kept = replace(settings, segmentation=replace(settings.segmentation, kept=model))
    again = answerer.answer(Analyse(kept), Progress())
    assert isinstance(again, Analysis)
    assert again.segments is not None
    assert analysis.segments is not None
    assert again.segments.kept
    sizes = [[one.customers for one in view.segments.segments] for view in (again, analysis)]
    assert sizes[0] == sizes[1]
    afresh = replace(kept, segmentation=replace(kept.segmentation, afresh=True))
    found = answerer.answer(Analyse(afresh), Progress())
    assert isinstance(found, Analysis)
    assert found.segments is not None
    assert [one.kind for one in found.segments.matches] == ["matched"] * 9
    assert found.segments.agreement == 1


@pytest.mark.parametrize("method", [one for one in Method if one is not Method.RULE])
def test_kept_segments_take_a_single_customer(
    answerer: Answerer, settings: Settings, tmp_path: Path, method: Method
) -> None:
    segmentation = replace(settings.segmentation, method=method)
    first = answerer.answer(Analyse(replace(settings, segmentation=segmentation)), Progress())
    assert isinstance(first, Analysis)
    model = answerer.look(ModelOf(first.serial))
    assert isinstance(model, Model)
    path = tmp_path / "one.csv"
    path.write_text(f"{HEADER}\nc1,9,5,990,4,shop\n", encoding="utf-8")
    later = replace(
        settings, sources=(Source(str(path)),), segmentation=replace(segmentation, kept=model)
    )
    exported = answerer.answer(Export(later, with_json=True), Progress())
    assert isinstance(exported, Exported)
    found = json.loads(exported.json)
    assert sorted(one["customers"] for one in found["segments"]) == [0] * 8 + [1]
    assert [one["name"] for one in found["segments"]] == [one.name for one in model.segments]


def test_everything_about_the_segments_is_in_the_json(
    answerer: Answerer, settings: Settings
) -> None:
    exported = answerer.answer(Export(settings, with_json=True), Progress())
    assert isinstance(exported, Exported)
    found = json.loads(exported.json)
    assert (found["method"], found["scaling"]) == ("k-means", "percentile rank")
    assert found["method_asked"] == "best-fit"
    assert len(found["ways"]) == 6
    assert found["method_reason"].startswith("Best fit took")
    segment = found["segments"][0]
    assert 0 <= segment["stability"] <= 1
    assert segment["stability_words"] in {"very solid", "solid", "tendency", "do not rely"}
    assert segment["rule"]
    assert 0 < segment["rule_precision"] <= 1
    assert 0 < segment["rule_recall"] <= 1
    assert {"traits", "identity", "to_ideal", "neighbours"} <= set(segment)
    assert 0 <= found["ideal"]["probability"] <= 1
    assert set(found["drivers"]) == {"satisfaction", "cost_to_serve", "lifetime_value"}
    assert len(found["correlations"]) == 3


def test_another_language_of_names_does_not_divide_the_customers_anew(
    answerer: Answerer, settings: Settings
) -> None:
    analysis = answerer.answer(Analyse(settings), Progress())
    assert isinstance(analysis, Analysis)
    german = replace(settings.segmentation, names_language=Language.GERMAN)
    wanted = replace(settings, segmentation=german)
    for step in ("approach", "groups", "stability"):
        assert keys(wanted)[step] == keys(settings)[step]
    later = answerer.answer(Analyse(wanted), Progress())
    assert isinstance(later, Analysis)
    assert later.segments is not None
    assert analysis.segments is not None
    for now, before in zip(later.segments.segments, analysis.segments.segments, strict=True):
        assert now.name != before.name
        assert now.identity == before.identity
        assert now.spreads is before.spreads


def test_kept_segments_are_called_in_the_language_of_today(
    answerer: Answerer, settings: Settings
) -> None:
    analysis = answerer.answer(Analyse(settings), Progress())
    assert isinstance(analysis, Analysis)
    model = answerer.look(ModelOf(analysis.serial))
    assert isinstance(model, Model)
    kept = replace(settings.segmentation, kept=model, names_language=Language.SWEDISH)
    found = answerer.answer(Analyse(replace(settings, segmentation=kept)), Progress())
    assert isinstance(found, Analysis)
    assert found.segments is not None
    assert found.segments.kept_names == tuple(one.name for one in found.segments.segments)
    assert not {one.name for one in model.segments} & set(found.segments.kept_names)
