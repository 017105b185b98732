from hypothesis import given
from hypothesis import strategies as st

from core.history import LONGEST, History


def test_a_change_can_be_undone_and_made_again() -> None:
    history = History("old").changed("naming", "new")
    assert history.undone().present == "old"
    assert history.undone().redone() == history


def test_a_change_to_the_same_value_is_no_change() -> None:
    history = History("same")
    assert history.changed("nothing", "same") is history


def test_a_new_change_forgets_what_was_undone() -> None:
    history = History(1).changed("two", 2).undone().changed("three", 3)
    assert history.future == ()
    assert history.redone() is history


def test_undoing_with_nothing_to_undo_changes_nothing() -> None:
    history = History(1)
    assert history.undone() is history


def test_only_the_latest_changes_are_remembered() -> None:
    history = History(0)
    for number in range(1, LONGEST + 50):
        history = history.changed("counting", number)
    assert len(history.past) == LONGEST
    assert history.past[-1].value == history.present - 1


@given(st.lists(st.one_of(st.integers(), st.sampled_from(["undo", "redo"]))))
def test_undoing_everything_and_redoing_it_leads_back(moves: list[int | str]) -> None:
    history = History(0)
    for move in moves:
        if move == "undo":
            history = history.undone()
        elif move == "redo":
            history = history.redone()
        else:
            history = history.changed("number", int(move))
    before = history
    steps = len(history.past)
    for _ in range(steps):
        history = history.undone()
    for _ in range(steps):
        history = history.redone()
    assert history == before
