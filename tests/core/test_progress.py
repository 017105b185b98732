import pytest

from core.progress import Cancelled, Progress


def test_a_stage_reports_its_share_of_the_whole() -> None:
    heard: list[tuple[str, float]] = []
    progress = Progress(lambda label, share: heard.append((label, share)))
    progress.begin("Reading", 0.2, 0.6)
    progress.at(0.5)
    progress.at(7.0)
    assert heard == [("Reading", 0.2), ("Reading", pytest.approx(0.4)), ("Reading", 0.6)]


def test_a_calculation_that_should_stop_is_told_so_when_it_reports() -> None:
    with pytest.raises(Cancelled):
        Progress(stopped=lambda: True).at(0.1)


def test_progress_that_nobody_wants_is_harmless() -> None:
    Progress().at(0.3)
