from collections.abc import Callable
from pathlib import Path

import pytest

from core.chores import CustomerForgotten, ForgetCustomer, SaveProject
from core.document import Work
from core.keeping import Keeper
from core.pipeline import Outcome
from core.project import encryption, upgrades
from core.project.saving import Place, open_project, save_project
from core.project.store import Store

OURS, OTHERS = "0123456789abcdef", "fedcba9876543210"
CUSTOMER = "c017"

Save = Callable[..., Path]
Forget = Callable[[], CustomerForgotten]


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption.seal, "__defaults__", (4,))


@pytest.fixture
def save(store: Store, work: Work, tmp_path: Path) -> Save:
    """Give a way to lay down a copy of a project."""

    def lay_down(place: str, project: str = OURS, password: str = "") -> Path:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        save_project(store.contents(work, project), store.pool, Place(path, password))
        return path

    return lay_down


@pytest.fixture
def forget(store: Store, work: Work, outcome: Outcome, tmp_path: Path) -> Forget:
    """Give a way to forget a customer in all that lies about."""

    def do() -> CustomerForgotten:
        keeper = Keeper(store, {1: outcome}.get)
        path, versions = str(tmp_path / "our.nonagon"), str(tmp_path / "versions")
        saving = SaveProject(path, work, OURS, 1, "secret", None, versions, 0.0)
        found = keeper.do(ForgetCustomer(CUSTOMER, saving, str(tmp_path / "recovery")))
        assert isinstance(found, CustomerForgotten)
        return found

    return do


def test_the_work_of_other_projects_is_left_as_it_is(save: Save, forget: Forget) -> None:
    theirs = [
        save("recovery/1/a.nonagon", OTHERS),
        save("recovery/2/a.nonagon", OTHERS, "another secret"),
        save("recovery/3/a.nonagon", OTHERS, "secret"),
    ]
    before = [path.read_bytes() for path in theirs]
    found = forget()
    assert [path.read_bytes() for path in theirs] == before
    assert (found.files, found.removed, found.left) == (0, 0, 1)


def test_what_a_newer_program_has_left_for_recovery_stays(
    save: Save, forget: Forget, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("core.project.container.FORMAT", upgrades.FORMAT + 1)
        newer.setattr(upgrades, "FORMAT", upgrades.FORMAT + 1)
        path = save("recovery/1/a.nonagon", OTHERS)
    found = forget()
    assert path.exists()
    assert (found.files, found.removed, found.left) == (0, 0, 1)


def test_every_copy_of_the_project_is_cleaned_or_goes(
    save: Save, forget: Forget, other_store: Store
) -> None:
    cleaned = [
        save("recovery/1/a.nonagon", password="secret"),
        save("versions/x", password="secret"),
    ]
    gone = [save("versions/y", password="old secret"), save("recovery/2/a.nonagon")]
    gone[1].write_bytes(gone[1].read_bytes()[:-7])
    found = forget()
    assert not any(path.exists() for path in gone)
    assert (found.files, found.removed, found.left) == (2, 2, 0)
    for path in cleaned:
        other_store.take(open_project(path, "secret", other_store.pool))
        [source] = [other_store[key].table for key in other_store if key[0] == "source"]
        assert CUSTOMER not in set(source["Customer"].astype(str))
