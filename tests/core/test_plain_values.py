import json
from dataclasses import dataclass, fields
from datetime import date
from math import inf

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from core.errors import UserError
from core.plain_values import made, plain
from core.settings import Axis, Direction, Recipe, Settings
from core.settings_text import SHARED, settings_from, settings_text
from ui.starting import default_settings, sample_sources


@dataclass(frozen=True)
class Inner:
    day: date | None = None
    words: frozenset[str] = frozenset()
    either: int | str = 0


@dataclass(frozen=True)
class Outer:
    inner: Inner
    pairs: tuple[tuple[str, float], ...] = ()
    direction: Direction = Direction.MORE


settings = st.from_type(Settings)
large = [HealthCheck.data_too_large]  # an analysis may hold another, with sources of its own


def there_and_back(value: Settings) -> Settings:
    return made(Settings, json.loads(json.dumps(plain(value))), "s.json")


@examples(max_examples=30, suppress_health_check=large)
@given(settings)
def test_all_settings_are_the_same_after_having_been_written(value: Settings) -> None:
    assert repr(there_and_back(value)) == repr(value)  # as text, because NaN is not itself


@examples(max_examples=30, suppress_health_check=large)
@given(settings)
def test_settings_for_others_bring_everything_but_the_sources(value: Settings) -> None:
    found = settings_from(settings_text(value), "s.json", Settings(sources=sample_sources()))
    assert found.sources == sample_sources()
    for name in SHARED:
        assert repr(getattr(found, name)) == repr(getattr(value, name))


def test_settings_for_others_name_no_file() -> None:
    chosen = Settings(sources=sample_sources(), catalogue=default_settings().catalogue)
    assert "sample_company" not in settings_text(chosen)


@given(st.from_type(Outer))
def test_days_sets_choices_and_records_inside_records_come_back(value: Outer) -> None:
    found = made(Outer, json.loads(json.dumps(plain(value))), "o.json")
    assert plain(found) == plain(value)
    assert found.inner == value.inner


def test_numbers_that_are_not_finite_are_words_in_json() -> None:
    axis = Axis("age", "Age", Direction.TARGET, target=-inf)
    text = json.dumps(plain(axis), allow_nan=False)
    assert made(Axis, json.loads(text), "a.json") == axis


def test_what_is_not_given_has_its_default_and_every_field_is_written() -> None:
    assert made(Recipe, {}, "r.json") == Recipe()
    assert set(plain(Recipe())) == {field.name for field in fields(Recipe)}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"inner": 5}, "inner"),
        ({"inner": {"day": "2025-02-30"}}, "day"),
        ({"inner": {}, "pairs": [["a"]]}, "pairs"),
        ({"inner": {}, "pairs": [["a", 10**400]]}, "pairs"),
        ({"inner": {}, "direction": "up"}, "direction"),
        ({"inner": {}, "dirction": "more"}, "dirction"),
        ({}, "inner"),
    ],
)
def test_what_is_wrong_is_named(found: object, told: str) -> None:
    with pytest.raises(UserError) as caught:
        made(Outer, found, "o.json")
    assert told in caught.value.message


def test_only_frozen_values_can_be_written() -> None:
    with pytest.raises(TypeError):
        plain([1, 2])
