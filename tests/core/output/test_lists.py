import csv
from collections.abc import Callable
from math import isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.output.contents import PlanContents
from core.output.lists import check_customers_csv, customers_csv
from core.progress import Cancelled, Progress

Make = Callable[..., PlanContents]


def _rows(contents: PlanContents, path: Path) -> list[list[str]]:
    customers_csv(path, contents, Progress())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_there_is_one_row_per_customer_with_exact_scores(
    make_contents: Make, tmp_path: Path
) -> None:
    contents = make_contents(60)
    header, *rows = _rows(contents, tmp_path / "list.csv")
    assert header == [
        "customer_id",
        "score_satisfaction",
        "score_cost_to_serve",
        "score_lifetime_value",
        "segment_code",
        "segment_name",
        "confidence",
        "second_segment_code",
        "tier",
        "value",
        "action",
        "gain",
        "second_action",
        "planned",
        "arm",
        "reason",
    ]
    assert [row[0] for row in rows] == contents.segments.customer_ids.tolist()
    for row, scores in zip(rows, contents.scored.scores.tolist(), strict=True):
        assert row[1:4] == ["" if isnan(score) else repr(score) for score in scores]
    assert rows[0][9] == repr(contents.scored.values[0, 2].item())
    assert [*rows[0][4:8], rows[0][10], *rows[0][12:15]] == [
        "1",
        contents.segment(1).name,
        repr(0.1 + 0.2),
        "2",
        "Loyalty and advocacy",
        "",
        "Loyalty and advocacy",
        "treated",
    ]
    assert rows[0][11] == repr(float(contents.advice.gain[0]))
    assert rows[0][15].startswith(
        "Loyalty and advocacy keeps the customer; over 36 months it earns"
    )
    assert {row[14] for row in rows} == {"", "treated", "hold-out"}


def test_customers_who_are_not_scored_have_the_reason_alone(
    make_contents: Make, tmp_path: Path
) -> None:
    row = _rows(make_contents(60), tmp_path / "list.csv")[30]
    assert row[1:8] == [""] * 7
    assert row[10:] == ["", "", "", "", "", "Not scored: no value for satisfaction."]


def test_lines_end_as_rfc_4180_says(make_contents: Make, tmp_path: Path) -> None:
    customers_csv(tmp_path / "list.csv", make_contents(60), Progress())
    content = (tmp_path / "list.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 61
    assert not content.startswith(b"\xef\xbb\xbf")


@given(ids=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, unique=True))
def test_any_id_comes_back_exactly(
    make_contents: Make, tmp_path_factory: pytest.TempPathFactory, ids: list[str]
) -> None:
    rows = _rows(make_contents(ids=ids), tmp_path_factory.mktemp("list") / "list.csv")
    assert [row[0] for row in rows[1:]] == ids


def test_half_a_character_is_told(make_contents: Make, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="half a character"):
        customers_csv(tmp_path / "list.csv", make_contents(ids=["a\ud800"]), Progress())


def test_writing_and_checking_tell_how_far_they_are(
    make_contents: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.output.lists.ROWS_AT_ONCE", 10)
    contents, path, told = make_contents(60), tmp_path / "list.csv", list[float]()
    progress = Progress(lambda _label, share: told.append(share))
    customers_csv(path, contents, progress)
    check_customers_csv(path, contents, progress)
    assert len(told) == 2 * 7
    assert told == sorted(told)
    assert (told[0], told[7]) == (0.0, 0.5)


@pytest.mark.parametrize("step", [customers_csv, check_customers_csv])
def test_writing_and_checking_stop_when_they_are_asked_to(
    make_contents: Make, tmp_path: Path, step: Callable[..., None]
) -> None:
    contents, path = make_contents(60), tmp_path / "list.csv"
    customers_csv(path, contents, Progress())
    with pytest.raises(Cancelled):
        step(path, contents, Progress(stopped=lambda: True))
