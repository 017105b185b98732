from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from core.answers import Analysis, SegmentsView
from core.arrays import Arrays
from core.pipeline import run
from core.progress import Progress
from core.segment_lookups import ModelOf, ProfileOf
from core.segments.identity.keeping import freeze
from core.settings import Language, Limit, Method, Model, Scaling, Segmentation, Settings
from core.tables.profile import Profile, Trait
from core.tables.trust import Match, Remedy, Stability
from core.views import analysis_view
from ui.desktop.pages.segments import trust_wording as wording
from ui.desktop.pages.segments.side import SidePanel
from ui.desktop.session import Session
from ui.desktop.widgets.in_place_field import InPlaceField
from ui.desktop.widgets.why_panel import WhyPanel

Change = Callable[[Settings], Settings]
TRAIT = Trait(
    "visits", "", 0.6, 0.5, 0.7, (4, 6, 9), (1, 2, 3), defines=False, words="Visits is far higher."
)


def view_of(analysis: Analysis) -> SegmentsView:
    assert analysis.segments is not None
    return analysis.segments


def chosen(session: Session) -> Segmentation:
    return session.settings.segmentation


@pytest.fixture
def side(qtbot: QtBot, busy_free: Session) -> SidePanel:
    made = SidePanel(busy_free)
    qtbot.addWidget(made)
    made.resize(391, 900)
    made.show()
    made.show_analysis(busy_free.analysis)
    return made


@pytest.fixture(scope="module")
def with_segmentation(
    analysis: Analysis, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Segmentation], Analysis]:
    """Give a function that works the same files out with another segmentation."""
    arrays = Arrays(tmp_path_factory.mktemp("other arrays"))

    def make(segmentation: Segmentation) -> Analysis:
        settings = replace(analysis.settings, segmentation=segmentation)
        return analysis_view(run(settings, {}, Progress()), arrays)

    return make


@pytest.fixture(scope="module")
def model(analysis: Analysis) -> Model:
    results = run(analysis.settings, {}, Progress()).results
    found = freeze(results["scored"], results["segments"])
    assert found is not None
    return found


def test_every_segment_says_in_words_how_far_it_holds(analysis: Analysis, side: SidePanel) -> None:
    words = [side.list.model().index(row, 3).data() for row in range(9)]
    assert words == [one.stability and one.stability.words for one in view_of(analysis).segments]
    assert set(words) <= {"very solid", "solid", "tendency", "do not rely"}


def test_a_segment_without_customers_says_so(analysis: Analysis, side: SidePanel) -> None:
    view = view_of(analysis)
    empty = replace(view.segments[3], customers=0, share=0.0, stability=None)
    segments = (*view.segments[:3], empty, *view.segments[4:])
    side.show_analysis(replace(analysis, segments=replace(view, segments=segments)))
    assert side.list.model().index(3, 3).data() == "nobody now"


def test_method_and_number_can_be_chosen(side: SidePanel, busy_free: Session) -> None:
    side.method._choose_method((Method.MIXTURE, Scaling.LOG))
    assert (chosen(busy_free).method, chosen(busy_free).scaling) == (Method.MIXTURE, Scaling.LOG)
    side.method._count.setValue(7)
    assert chosen(busy_free).segments == 7
    assert busy_free.undo_name == "number of segments"


def test_best_fit_says_what_it_took_and_why(
    qtbot: QtBot, side: SidePanel, analysis: Analysis
) -> None:
    assert side.method._line.text() == f"Best fit took {view_of(analysis).approach.words}."
    side.method._why.click()
    panel = next(one for one in QApplication.topLevelWidgets() if isinstance(one, WhyPanel))
    assert panel.accessibleDescription() == view_of(analysis).approach.reason
    panel.close()


def test_the_limits_of_the_grid_can_be_moved(
    side: SidePanel, busy_free: Session, with_segmentation: Callable[[Segmentation], Analysis]
) -> None:
    gridded = with_segmentation(Segmentation(Method.GRID))
    busy_free.edit("method", gridded.settings)
    busy_free.analysis = gridded
    side.show_analysis(gridded)
    assert side.method._limits.isVisible()
    assert not side.method._count.isVisible()
    limit = view_of(gridded).limits[2]
    side.method._limits._enter(limit, "good", 120.0)
    assert chosen(busy_free).limits == (replace(limit, good=120.0),)
    again = with_segmentation(chosen(busy_free))
    assert view_of(again).limits[2].good == 120.0


def test_f2_opens_the_name_for_changing_in_its_place(
    qtbot: QtBot, side: SidePanel, busy_free: Session, analysis: Analysis
) -> None:
    busy_free.segment = 3
    side.show_analysis(analysis)
    qtbot.keyClick(side.list, Qt.Key.Key_F2)
    field = side.list.viewport().findChild(InPlaceField)
    segment = view_of(analysis).segments[2]
    assert field is not None
    assert field.text() == segment.name
    field.setText("  Our   pets ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen(busy_free).names == ((segment.identity, "Our pets"),)
    assert busy_free.undo_name == f"name of {segment.name}"


def test_a_name_can_be_given_up_again_and_no_two_are_the_same(
    side: SidePanel, busy_free: Session, analysis: Analysis
) -> None:
    segments = view_of(analysis).segments
    side._name(segments[2], "Our pets")
    side._name(segments[2], "")
    assert chosen(busy_free).names == ()
    taken = segments[5].name.upper()
    assert wording.name_problem(taken, segments[2], view_of(analysis)) == (
        "Another segment has that name."
    )
    assert wording.name_problem(segments[2].name, segments[2], view_of(analysis)) == ""


def test_names_are_made_in_the_language_that_is_chosen(
    side: SidePanel, busy_free: Session, with_segmentation: Callable[[Segmentation], Analysis]
) -> None:
    assert side._language.text() == "Names in English"
    side._name(view_of(busy_free.analysis).segments[2], "Our pets")
    menu = side.languages()
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["&English"]
    next(one for one in menu.actions() if one.text() == "&Deutsch").trigger()
    assert chosen(busy_free).names_language is Language.GERMAN
    assert busy_free.undo_name == "language of segment names"
    german = with_segmentation(chosen(busy_free))
    side.show_analysis(german)
    assert side._language.text() == "Names in Deutsch"
    shown = [side.list.model().index(row, 0).data() for row in range(9)]
    assert shown[2] == "Our pets"
    english = [one.name for one in view_of(busy_free.analysis).segments]
    assert not set(shown) & set(english)


def test_a_menu_of_languages_is_gone_once_it_is_closed(qtbot: QtBot, side: SidePanel) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        side._language.click()
        [menu] = side.findChildren(QMenu)
        menu.setActiveAction(menu.actions()[1])
        qtbot.keyClick(menu, key)
        qtbot.waitUntil(lambda: not side.findChildren(QMenu))


def test_escape_leaves_a_name_as_it_was(qtbot: QtBot, side: SidePanel, busy_free: Session) -> None:
    side.rename()
    field = side.list.viewport().findChild(InPlaceField)
    assert field is not None
    field.setText("something else")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert chosen(busy_free).names == ()


def test_the_rules_can_be_made_the_definition(
    side: SidePanel, busy_free: Session, with_segmentation: Callable[[Segmentation], Analysis]
) -> None:
    side._rules.click()
    assert chosen(busy_free).method is Method.RULE
    assert chosen(busy_free).boxes == view_of(busy_free.analysis).boxes
    by_rule = with_segmentation(chosen(busy_free))
    side.show_analysis(by_rule)
    assert not side._rules.isVisible()
    assert side.method._method.currentText() == "Rules as they stand"


def test_segments_are_kept_placed_by_and_found_afresh(
    side: SidePanel,
    busy_free: Session,
    model: Model,
    with_segmentation: Callable[[Segmentation], Analysis],
) -> None:
    side._keep.click()
    assert busy_free._bridge.lookups[-1] == ModelOf(busy_free.analysis.serial)
    side.method._kept(model)
    assert chosen(busy_free).kept is model
    kept = with_segmentation(chosen(busy_free))
    busy_free.analysis = kept
    side.show_analysis(kept)
    assert view_of(kept).kept
    assert side._afresh.isVisible()
    assert not side._keep.isVisible()
    assert side.method._line.text().startswith("Kept from before")
    side._afresh.click()
    assert chosen(busy_free).afresh
    afresh = with_segmentation(chosen(busy_free))
    busy_free.analysis = afresh
    side.show_analysis(afresh)
    assert side._back.isVisible()
    assert side.method._history.text() == "Found afresh: nine segments are the same as before."
    names = tuple(one.name for one in model.segments)
    assert wording.history(view_of(afresh), names).count("is the same") == 9
    side._back.click()
    assert not chosen(busy_free).afresh


def test_another_method_than_that_of_the_kept_segments_finds_afresh(
    side: SidePanel, busy_free: Session, model: Model
) -> None:
    side.method._kept(model)
    side.method._choose_count(5)
    assert chosen(busy_free).afresh
    assert chosen(busy_free).kept is model


def test_what_sets_a_segment_apart_is_looked_up_once(
    side: SidePanel, busy_free: Session, analysis: Analysis
) -> None:
    panel = side.profile
    lookups = busy_free._bridge.lookups
    asked = [one for one in lookups if isinstance(one, ProfileOf)]
    assert asked == [ProfileOf(analysis.serial, view_of(analysis).ideal.best)]
    assert panel._apart[0].text().startswith("Looking")
    panel._take(asked[0], Profile(asked[0].code, (TRAIT,), 12))
    assert panel._apart[0].text() == "Visits is far higher."
    side.show_analysis(analysis)
    assert len([one for one in lookups if isinstance(one, ProfileOf)]) == 1
    panel._take(ProfileOf(99, 1), Profile(1, (), 12, "Nothing."))
    assert panel._apart[0].text() == "Visits is far higher."


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_profile_can_be_saved_as_it_stands(
    side: SidePanel,
    busy_free: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    profile, path = side.profile, tmp_path / f"profile.{ending}"
    profile._found = Profile(1, (TRAIT,), 3)
    profile._show_traits()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    profile._save.click()
    assert busy_free.notice == f"Saved profile.{ending}"
    assert path.stat().st_size > 3_000
    if ending == "svg":
        written = " ".join(path.read_text(encoding="utf-8").split())
        for words in ("What sets it apart", "Rule", "median", "Visits is far higher."):
            assert words in written
        for row in profile._rows:
            assert row.median.text() in written


def test_a_profile_is_copied_as_a_light_picture_that_holds_all_of_it(
    side: SidePanel, busy_free: Session
) -> None:
    side.profile._copy.click()
    picture = QGuiApplication.clipboard().image()
    assert picture.size() == side.profile.picture().size() * 3
    assert picture.pixelColor(2, 2).lightness() > 240
    assert busy_free.notice == "Copied the profile"


def test_a_silent_profile_says_why() -> None:
    assert wording.trait_lines(Profile(1, (), 5, "Too few.")) == ("Too few.",)
    told = wording.all_traits(Profile(1, (TRAIT, replace(TRAIT, category="web")), 5))
    assert "(higher in 75 to 85 of 100 pairs)" in told
    assert "(+50 to +70 in 100)" in told
    assert told.endswith("5 columns were looked at.")


def test_too_few_segments_that_hold_come_with_what_to_do(
    side: SidePanel, busy_free: Session, analysis: Analysis
) -> None:
    shaky = replace(view_of(analysis), remedy=Remedy(4, 6))
    busy_free.analysis = replace(analysis, segments=shaky)
    side.show_analysis(busy_free.analysis)
    assert side.method._remedy.text() == "Four of 9 hold. Better:"
    assert side.method._fewer.text() == "Make it 6"
    side.method._fewer.click()
    assert chosen(busy_free).segments == 6
    side.method._grid.click()
    assert chosen(busy_free).method is Method.GRID


def test_why_a_segment_is_one_names_its_neighbours(analysis: Analysis) -> None:
    view = view_of(analysis)
    doubtful = Stability(0.4, "do not rely", 0.57, (2, 3))
    segment = replace(view.segments[0], stability=doubtful)
    _, answer = wording.why_segment(segment, view, "Against everybody: all good.")
    assert "Do not rely: when the customers are redrawn at random, 43 in 100 of these" in answer
    assert f"Its neighbours are ‘{view.segments[1].name}’ and ‘{view.segments[2].name}’." in answer


def test_rules_say_how_well_they_work(analysis: Analysis) -> None:
    segment = view_of(analysis).segments[0]
    words, works = wording.rule_lines(segment)
    assert words[0].isupper()
    assert "in 100 of them;" in works
    assert wording.rule_lines(replace(segment, rule=None))[0].startswith("No short rule")


def test_distances_to_the_ideal_are_told_by_axis(analysis: Analysis) -> None:
    view = view_of(analysis)
    worst = replace(view.segments[8], to_ideal=(0.4, -0.2, 0.155))
    assert wording.to_ideal_line(worst, view) == (
        "To the ideal it lacks 40 in satisfaction and 16 in lifetime value, of 100 on each axis."
    )
    best = replace(worst, to_ideal=(0.0, -0.1, 0.0))
    assert wording.to_ideal_line(best, view) == "It lacks nothing on any axis."


def test_what_became_of_kept_segments_is_told_in_words(analysis: Analysis) -> None:
    matches = (
        Match("split", (1,), (1, 2), 0.9),
        Match("merged", (2, 3), (3,), 0.9),
        Match("born", (), (4,), 0.0),
        Match("gone", (4,), (), 0.0),
    )
    view = replace(view_of(analysis), matches=matches, agreement=0.812)
    lines = wording.history(view, ("A", "B", "C", "D")).splitlines()
    names = [one.name for one in view.segments]
    assert lines == [
        f"‘A’ has split into ‘{names[0]}’ and ‘{names[1]}’.",
        f"‘B’ and ‘C’ have become ‘{names[2]}’.",
        f"‘{names[3]}’ is new.",
        "‘D’ is gone.",
        "Both divisions agree to 81 %.",
    ]


def test_where_there_is_little_room_list_and_profile_take_turns(side: SidePanel) -> None:
    side.set_tabbed(tabbed=True)
    assert side.list.isVisible()
    assert not side.profile.isVisible()
    side._choose_tab(1)
    assert not side.list.isVisible()
    assert side.profile.isVisible()
    side.rename()
    assert side.profile.findChild(InPlaceField) is not None
    side.set_tabbed(tabbed=False)
    assert side.list.isVisible()


def test_a_moved_limit_takes_the_place_of_the_earlier_one() -> None:
    limits = (Limit("a", 1.0, 2.0), Limit("b", 3.0, 4.0))
    assert wording.moved(limits, Limit("a", 5.0, 6.0)) == (limits[1], Limit("a", 5.0, 6.0))


def test_the_nearest_to_an_ideal_that_is_not_there_are_named_and_selected(
    side: SidePanel, busy_free: Session, analysis: Analysis
) -> None:
    assert not side._nearest.isVisible()
    ideal = replace(view_of(analysis).ideal, code=None, nearest=(7, 3), close=0)
    busy_free.analysis = replace(analysis, segments=replace(view_of(analysis), ideal=ideal))
    side.show_analysis(busy_free.analysis)
    assert side._nearest.isVisible()
    side._nearest.click()
    assert busy_free.selection is not None
    assert busy_free.selection.members.nonzero()[0].tolist() == [3, 7]
    _, answer = wording.nearest(("c007", "c003"), view_of(busy_free.analysis))
    assert answer.startswith("c007 and c003. The ideal begins at satisfaction ")
