import errno
import os
import threading
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.document import Document, Period, Work
from core.errors import UserError
from core.history import History
from core.output.writing import aside_prefix
from core.pipeline import Outcome
from core.project import encryption, upgrades
from core.project.encryption import WrongPasswordError, is_sealed
from core.project.saving import (
    ChangedByOthersError,
    Place,
    identity_of,
    open_project,
    save_project,
    tidy,
)
from core.project.store import Store
from core.project.versions import versions_in
from core.settings import NOT_IMPORTED, PlanSettings, Settings, Source
from core.tables.plan import CustomerActions
from tests.core.project.conftest import Rerun, just

PROJECT = "0123456789abcdef"
NEWER = upgrades.FORMAT + 1


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Lärche & Lane.nonagon"


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption.seal, "__defaults__", (4,))


def saved(store: Store, work: Work, place: Place) -> str:
    return save_project(store.contents(work, PROJECT), store.pool, place)


def spending(budget: float) -> Settings:
    return Settings(plan=PlanSettings(budget=budget))


def opened(path: Path, store: Store, password: str = "") -> Work:
    return store.take(open_project(path, password, store.pool))


def test_a_project_has_its_results_without_the_files_they_came_from(
    store: Store, other_store: Store, work: Work, outcome: Outcome, target: Path, rerun: Rerun
) -> None:
    saved(store, work, Place(target))
    found = opened(target, other_store)
    assert found.present.settings == outcome.settings
    moved = Source("/nowhere/customers.csv", digest=outcome.settings.sources[0].digest)
    assert rerun(other_store, replace(found.present.settings, sources=(moved,))).problem is not None
    again = rerun(other_store, found.present.settings)
    assert again.problem is None
    for name in ("customers", "source 0"):
        pd.testing.assert_frame_equal(again.results[name].table, outcome.results[name].table)
    assert again.results["segments"].segments == outcome.results["segments"].segments
    for field in fields(CustomerActions):
        kept, made = (getattr(one.results["planned"], field.name) for one in (again, outcome))
        np.testing.assert_array_equal(kept, made)
    assert again.results["plan"] == outcome.results["plan"]
    kept, made = (one.results["actions"] for one in (again, outcome))
    np.testing.assert_array_equal(kept.natural.chances, made.natural.chances)
    assert replace(kept, natural=None) == replace(made, natural=None)


def test_the_same_project_gives_the_same_bytes(store: Store, work: Work, tmp_path: Path) -> None:
    for name in ("one", "other"):
        saved(store, work, Place(tmp_path / name))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_project_that_was_opened_is_saved_with_the_same_bytes(
    store: Store, other_store: Store, work: Work, target: Path, tmp_path: Path
) -> None:
    saved(store, work, Place(target))
    saved(other_store, opened(target, other_store), Place(tmp_path / "again"))
    assert (tmp_path / "again").read_bytes() == target.read_bytes()


def test_undo_and_redo_outlive_the_file(
    store: Store, other_store: Store, work: Work, target: Path
) -> None:
    later = work.changed("budget", work.present.with_settings(spending(5.0)))
    later = later.changed("more", later.present.with_settings(spending(6.0))).undone()
    saved(store, later, Place(target))
    found = opened(target, other_store)
    assert [change.name for change in found.past] == ["budget"]
    assert [change.name for change in found.future] == ["more"]
    assert found.redone().present.settings.plan.budget == 6.0


def test_a_file_that_was_read_again_is_kept_as_it_was_read_last(
    store: Store, other_store: Store, work: Work, target: Path, tmp_path: Path, rerun: Rerun
) -> None:
    path = tmp_path / "again.csv"
    lines = Path(work.present.settings.sources[0].path).read_text(encoding="utf-8").splitlines()
    wanted = replace(work.present.settings, sources=(Source(str(path)),))
    for count in (100, 150):
        path.write_text("\n".join(lines[:count]) + "\n", encoding="utf-8")
        outcome = rerun(store, wanted)
        store.hold(outcome.settings, outcome.results)
    saved(store, just(wanted), Place(target))
    path.unlink()
    again = rerun(other_store, opened(target, other_store).present.settings)
    assert again.problem is None
    assert len(again.results["source 0"].table) == 149


def test_rows_stay_where_a_later_analysis_did_not_come_as_far(
    store: Store, other_store: Store, work: Work, target: Path, rerun: Rerun
) -> None:
    lost = Source("/nowhere/at all.csv")
    wanted = replace(work.present.settings, sources=(lost, *work.present.settings.sources))
    outcome = rerun(store, wanted)
    assert outcome.problem is not None
    store.hold(outcome.settings, {})
    saved(store, just(wanted), Place(target))
    sources = opened(target, other_store).present.settings.sources
    assert [source.digest == NOT_IMPORTED for source in sources] == [True, False]
    assert rerun(other_store, Settings(sources=sources[1:])).results["source 0"].table is not None


def test_the_analysis_of_the_present_is_kept_also_if_an_earlier_one_was_looked_at_last(
    store: Store, other_store: Store, work: Work, outcome: Outcome, target: Path, rerun: Rerun
) -> None:
    spent = rerun(store, replace(outcome.settings, plan=PlanSettings(budget=50.0)))
    store.hold(spent.settings, spent.results)
    periods = Document((Period(outcome.settings), Period(spent.settings)))
    store.hold(outcome.settings, outcome.results)
    saved(store, History(periods), Place(target))
    opened(target, other_store)
    assert spent.keys["plan"] in other_store
    assert outcome.keys["plan"] in other_store


def test_no_file_that_a_project_names_is_read_unasked(
    store: Store, other_store: Store, target: Path, company: Path, rerun: Rerun
) -> None:
    saved(store, just(Settings(sources=(Source("/elsewhere/x.csv"),))), Place(target))
    found = opened(target, other_store).present.settings
    assert [source.digest for source in found.sources] == [NOT_IMPORTED]
    problem = rerun(other_store, found).problem
    assert problem is not None
    assert "not among the data" in problem.message


def test_a_file_that_has_changed_since_is_not_taken_for_the_one_that_was_imported(
    company: Path, tmp_path: Path, other_store: Store, rerun: Rerun
) -> None:
    changed = tmp_path / "changed.csv"
    changed.write_bytes(company.read_bytes() + b"c999,Bob,2024-01-01,3,4,5\n")
    source = Source(str(changed), digest="0" * 64)
    problem = rerun(other_store, Settings(sources=(source,))).problem
    assert problem is not None
    assert "has changed" in problem.message


def test_an_engine_that_starts_anew_finds_the_open_project(
    store: Store, outcome: Outcome, rerun: Rerun
) -> None:
    again = Store(store._folder)
    assert set(again) == set(store)
    assert rerun(again, outcome.settings).problem is None


def test_a_state_that_was_cut_short_counts_as_nothing(store: Store) -> None:
    state = store._folder / "open.json"
    state.write_text(state.read_text(encoding="ascii")[:200], encoding="ascii")
    assert len(Store(store._folder)) == 0


def test_tables_that_are_no_longer_needed_are_removed(store: Store, outcome: Outcome) -> None:
    store.close()
    assert list(store.pool.folder.iterdir()) == []


@pytest.mark.parametrize("password", ["", "correct horse"])
def test_saving_over_a_project_keeps_the_version_before(
    store: Store, other_store: Store, work: Work, target: Path, tmp_path: Path, password: str
) -> None:
    place = Place(target, password, versions=tmp_path / "versions", now=datetime.now(UTC))
    saved(store, work, place)
    before = target.read_bytes()
    saved(store, just(spending(1.0)), place)
    [version] = versions_in(tmp_path / "versions")
    assert version.path.read_bytes() == before
    assert version.name == target.name
    assert opened(version.path, other_store, password).present.settings.plan.budget is None
    assert opened(target, other_store, password).present.settings.plan.budget == 1.0


def test_nothing_readable_stays_once_there_is_a_password(
    store: Store, work: Work, target: Path, tmp_path: Path
) -> None:
    versions = tmp_path / "versions"
    for password in ("", "", "secret"):
        saved(store, work, Place(target, password, versions=versions))
    assert is_sealed(target)
    assert versions_in(versions) == ()


def test_a_password_that_could_not_be_set_costs_no_version(
    store: Store, work: Work, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "versions"
    for _ in range(2):
        saved(store, work, Place(target, versions=versions))

    def refuse(*_paths: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr("core.output.writing._swap_in", refuse)
        with pytest.raises(UserError, match="could not be written"):
            saved(store, work, Place(target, "secret", versions=versions))
    assert not is_sealed(target)
    assert len(versions_in(versions)) == 1
    for password in ("secret", "secret"):
        saved(store, work, Place(target, password, versions=versions))
    assert [is_sealed(version.path) for version in versions_in(versions)] == [True]


def test_what_someone_else_has_saved_is_not_replaced(
    store: Store, work: Work, target: Path
) -> None:
    first = saved(store, work, Place(target))
    second = saved(store, just(spending(1.0)), Place(target, expected=first))
    theirs = target.read_bytes()
    with pytest.raises(ChangedByOthersError, match="someone else"):
        saved(store, work, Place(target, expected=first))
    assert target.read_bytes() == theirs
    assert identity_of(target) == second


def test_a_project_that_has_vanished_is_saved_anew(store: Store, work: Work, target: Path) -> None:
    first = saved(store, work, Place(target))
    target.unlink()
    assert saved(store, work, Place(target, expected=first)) == first


def test_of_two_who_save_at_once_one_is_told(store: Store, work: Work, target: Path) -> None:
    first = saved(store, work, Place(target))
    told: list[str] = []

    def save(budget: float) -> None:
        try:
            saved(store, just(spending(budget)), Place(target, expected=first))
        except ChangedByOthersError:
            told.append("changed")

    threads = [threading.Thread(target=save, args=(budget,)) for budget in (1.0, 2.0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["changed"]


def test_a_password_that_is_wrong_is_told_from_damage(
    store: Store, other_store: Store, work: Work, target: Path
) -> None:
    saved(store, work, Place(target, "secret"))
    with pytest.raises(WrongPasswordError):
        opened(target, other_store, "Secret")
    content = target.read_bytes()
    target.write_bytes(content[:-1])
    with pytest.raises(UserError, match="damaged") as caught:
        opened(target, other_store, "secret")
    assert not isinstance(caught.value, WrongPasswordError)


def test_what_a_save_that_was_cut_short_left_behind_is_removed(
    store: Store, other_store: Store, work: Work, target: Path
) -> None:
    saved(store, work, Place(target))
    left = target.with_name(".nonagon-somebody")
    left.mkdir()
    ours = target.parent / f"{aside_prefix(target)}abc"
    ours.mkdir()
    (ours / target.name).write_bytes(b"half")
    tidy(target)
    assert not ours.exists()
    assert left.exists()


def test_a_project_of_a_newer_program_is_refused_politely(
    store: Store, other_store: Store, work: Work, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("core.project.container.FORMAT", NEWER)
        saved_as = store.contents(work, PROJECT)
        newer.setattr(upgrades, "FORMAT", NEWER)
        save_project(saved_as, store.pool, Place(target))
    with pytest.raises(UserError, match="newer than this one"):
        opened(target, other_store)


def test_an_older_format_is_brought_up_to_date(
    store: Store, other_store: Store, work: Work, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(store, work, Place(target))

    def upgrade(texts: upgrades.Texts) -> upgrades.Texts:
        present = [{**period, "label": "renamed"} for period in texts["work.json"]["present"]]
        return {**texts, "work.json": {**texts["work.json"], "present": present}}

    monkeypatch.setitem(upgrades.UPGRADES, upgrades.FORMAT, upgrade)
    monkeypatch.setattr(upgrades, "FORMAT", NEWER)
    monkeypatch.setattr("core.project.container.FORMAT", NEWER)
    assert opened(target, other_store).present.periods[0].label == "renamed"


def test_a_full_disk_is_named_and_what_was_there_stays(
    store: Store, work: Work, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(store, work, Place(target))
    before = target.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="disk is full"):
        saved(store, just(spending(1.0)), Place(target))
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.glob(".nonagon-*")] == []


def test_a_project_that_is_not_there_is_told(other_store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        opened(tmp_path / "gone.nonagon", other_store)
