"""Whatever is edited, undone, redone, saved and opened: the state is always that of a model."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.chores import OpenProject, ProjectOpened, SaveProject
from core.document import Document, Period, Work, new_work
from core.keeping import Keeper
from core.project import encryption
from core.project.store import Store
from core.settings import Axis, PlanSettings, Settings
from tests.reliability.conftest import FULL
from tests.reliability.deeds import analysed
from tests.reliability.deeds import settings as state_settings

budgets = st.one_of(st.none(), st.floats(0, 1e9), st.integers(0, 5).map(float))
axes = st.lists(st.builds(Axis, st.text(max_size=3), st.text(max_size=3)), max_size=3).map(tuple)


class Projects(RuleBasedStateMachine):
    """A project beside a list of plain states and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "p.nonagon"
        self._keeper = self._new_keeper()
        self._work: Work = new_work(state_settings(0))
        self._states = [self._work.present]
        self._place = 0
        self._saved: tuple[list[Document], int, str] | None = None
        self._openings = 0

    def teardown(self) -> None:
        self._folder.cleanup()

    def _new_keeper(self) -> Keeper:
        store = Store(Path(self._folder.name) / f"store {len(list(self._path.parent.iterdir()))}")
        return Keeper(store, analysed)

    def _change(self, document: Document) -> None:
        self._work = self._work.changed("a change", document)
        if document != self._states[self._place]:
            self._states = [*self._states[: self._place + 1], document]
            self._place += 1

    @rule(budget=budgets, chosen=axes)
    def edit(self, budget: float | None, chosen: tuple[Axis, ...]) -> None:
        now = self._work.present
        plan = PlanSettings(budget=budget)
        self._change(now.with_settings(replace(now.settings, plan=plan, axes=chosen)))

    @rule(label=st.text(max_size=5))
    def add_period(self, label: str) -> None:
        *earlier, last = self._work.present.periods
        finished = replace(last, label=label)
        self._change(Document((*earlier, finished, Period(Settings()))))

    @precondition(lambda self: len(self._work.present.periods) > 1)
    @rule()
    def remove_period(self) -> None:
        self._change(Document(self._work.present.periods[1:]))

    @rule()
    def undo(self) -> None:
        self._work = self._work.undone()
        self._place = max(self._place - 1, 0)

    @rule()
    def redo(self) -> None:
        self._work = self._work.redone()
        self._place = min(self._place + 1, len(self._states) - 1)

    @rule(password=st.sampled_from(["", "correct horse"]))
    def save(self, password: str) -> None:
        chore = SaveProject(str(self._path), self._work, "5eed", 0, password)
        self._work = self._keeper.do(chore).work  # type: ignore[union-attr]
        self._saved = (list(self._states), self._place, password)

    @precondition(lambda self: self._saved is not None)
    @rule()
    def reopen(self) -> None:
        assert self._saved is not None
        self._keeper = self._new_keeper()
        found = self._keeper.do(OpenProject(str(self._path), self._saved[2]))
        assert isinstance(found, ProjectOpened)
        self._work = found.work
        self._states, self._place = list(self._saved[0]), self._saved[1]

    @invariant()
    def the_state_is_that_of_the_model(self) -> None:
        assert self._work.present == self._states[self._place]
        assert len(self._work.past) == self._place
        assert len(self._work.future) == len(self._states) - 1 - self._place


encryption.seal.__defaults__ = (2,)
TestProjects = Projects.TestCase
TestProjects.settings = settings(
    max_examples=300 if FULL else 10, stateful_step_count=60 if FULL else 20, deadline=None
)
