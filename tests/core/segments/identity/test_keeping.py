import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.errors import UserError
from core.progress import Progress
from core.segments.approach import approach_for
from core.segments.identity.keeping import freeze, from_json, in_force, to_json
from core.segments.ladder import places_on, scores_of
from core.segments.orientation import oriented
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import Axis, Method, Model, Scaling, Segmentation
from core.settings.model import Boxes, Centres, Mixture
from core.tables.customers import CustomerTable, Floats, ScoredCustomers
from core.tables.segments import SegmentTable

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
MakeTable = Callable[..., CustomerTable]

WAYS = [
    Segmentation(Method.K_MEANS, Scaling.RANK, starts=5),
    Segmentation(Method.K_MEANS, Scaling.Z, starts=5),
    Segmentation(Method.MIXTURE, Scaling.LOG, starts=5),
    Segmentation(Method.GRID),
]


def divided(
    scored: ScoredCustomers, settings: Segmentation, earlier: ScoredCustomers | None = None
) -> SegmentTable:
    approach = approach_for(scored, settings, Progress())
    return segment(scored, approach, settings, Progress(), earlier)


def kept_from(scored: ScoredCustomers, settings: Segmentation) -> tuple[SegmentTable, Model]:
    table = divided(scored, settings)
    model = freeze(scored, table)
    assert model is not None
    return table, model


@pytest.mark.parametrize("settings", WAYS, ids=lambda one: f"{one.method}, {one.scaling}")
@pytest.mark.parametrize("customers", [800, 15_000])
def test_kept_segments_place_the_same_customers_as_before(
    settings: Segmentation,
    customers: int,
    make_scored: Score,
    make_table: MakeTable,
    one_cloud: Base,
) -> None:
    values = one_cloud(customers)
    scored = make_scored(values)
    table, model = kept_from(scored, settings)
    again = score(make_table(values), model.axes, model)
    assert (again.scores == scored.scores).all()
    found = divided(again, replace(settings, kept=model))
    assert (found.codes == table.codes).all()
    assert (found.second == table.second).all()
    assert (found.confidence == table.confidence).all()
    assert [one.name for one in found.segments] == [one.name for one in table.segments]
    assert found.ideal.code == table.ideal.code
    assert found.approach.reason.startswith("The segments are kept from before")


def test_new_customers_do_not_move_the_old_ones(
    make_scored: Score, make_table: MakeTable, one_cloud: Base
) -> None:
    values = one_cloud(1_000)
    table, model = kept_from(make_scored(values), WAYS[0])
    richer = np.vstack([values, one_cloud(700, seed=5) * [1, 1, 3]])
    scored = score(make_table(richer), model.axes, model)
    found = divided(scored, replace(WAYS[0], kept=model))
    assert (found.codes[:1_000] == table.codes).all()
    assert ((found.codes[1_000:] >= 1) & (found.codes[1_000:] <= 9)).all()


def test_a_kept_segment_without_customers_stays_what_it_was(
    make_scored: Score, make_table: MakeTable, one_cloud: Base
) -> None:
    table, model = kept_from(make_scored(one_cloud(1_000)), WAYS[0])
    few = one_cloud(1_000)[:4]
    found = divided(
        score(make_table(few), model.axes, model), replace(WAYS[0], kept=model, resamples=0)
    )
    assert [one.code for one in found.segments] == list(range(1, 10))
    empty = next(one for one in found.segments if not one.customers)
    before = table.segments[empty.code - 1]
    assert empty.name == before.name
    assert empty.spreads[2].median == before.spreads[2].median
    assert "of them have no customers now" in found.approach.reason


def test_segments_found_afresh_keep_code_and_name_of_those_they_used_to_be(
    make_scored: Score, one_cloud: Base
) -> None:
    values = one_cloud(3_000)
    scored = make_scored(values)
    table, model = kept_from(scored, WAYS[0])
    named = replace(model.segments[2], name="Our pets")
    model = replace(model, segments=(*model.segments[:2], named, *model.segments[3:]))
    later = make_scored(np.vstack([values, one_cloud(150, seed=8)]))
    earlier = score_again(later, model)
    found = divided(later, replace(WAYS[0], kept=model, afresh=True), earlier)
    same = found.codes[:3_000] == table.codes
    assert same.mean() > 0.8
    kinds = [one.kind for one in found.matches]
    assert kinds.count("matched") >= 7
    assert found.agreement is not None
    assert found.agreement > 0.7
    ours = [one for one in found.matches if one.before == (3,)]
    if ours[0].kind == "matched":
        assert ours[0].now == (3,)
        assert found.segments[2].name == "Our pets"
        assert found.segments[2].naming == named.naming
    assert found.approach.reason.startswith("Found afresh, of nine segments known before:")


def score_again(scored: ScoredCustomers, model: Model) -> ScoredCustomers:
    """Score the same customers on the ladders of a model."""
    places = np.column_stack(
        [
            places_on(ladder, oriented(column, axis))
            for ladder, column, axis in zip(model.ladders, scored.values.T, model.axes, strict=True)
        ]
    )
    return replace(scored, scores=scores_of(places, model.ladders), ladders=model.ladders)


@pytest.mark.parametrize("settings", WAYS, ids=lambda one: f"{one.method}, {one.scaling}")
def test_a_model_comes_back_from_json_exactly(
    settings: Segmentation, make_scored: Score, one_cloud: Base
) -> None:
    _, model = kept_from(make_scored(one_cloud(6_000)), settings)
    text = json.dumps(to_json(model))
    assert from_json(json.loads(text)) == model
    assert json.dumps(to_json(from_json(json.loads(text)))) == text


def test_a_damaged_model_is_told(make_scored: Score, one_cloud: Base) -> None:
    _, model = kept_from(make_scored(one_cloud(300)), WAYS[0])
    found = to_json(model)
    del found["ladders"]
    with pytest.raises(UserError, match="the kept segments: a key is missing"):
        from_json(found)


def test_other_axes_or_the_wish_for_fresh_ones_put_kept_segments_aside(
    make_scored: Score, one_cloud: Base
) -> None:
    _, model = kept_from(make_scored(one_cloud(300)), WAYS[0])
    settings = replace(WAYS[0], kept=model)
    assert in_force(settings, ()) is model
    assert in_force(settings, model.axes) is model
    assert in_force(settings, (Axis("a", "a"), Axis("b", "b"))) is None
    assert in_force(replace(settings, afresh=True), model.axes) is None
    assert in_force(WAYS[0], model.axes) is None


@pytest.mark.parametrize(
    ("settings", "kind"),
    list(zip(WAYS, (Centres, Centres, Mixture, Boxes), strict=True)),
    ids=lambda one: str(getattr(one, "method", "")),
)
def test_a_frozen_model_can_be_hashed_and_compared(
    settings: Segmentation, kind: type, make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(400))
    one, other = (kept_from(scored, settings)[1] for _ in range(2))
    assert isinstance(one.definition, kind)
    assert one == other
    assert hash(one) == hash(other)
