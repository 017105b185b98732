from dataclasses import replace

from core.answers import Analysis
from core.recipe_memory import Remembered
from core.settings import Recipe, Role
from tests.ui.desktop.conftest import shown
from ui.desktop.message_bar import messages_of
from ui.desktop.recipe_store import RecipeStore
from ui.desktop.same_shape import read_the_same_way, same_shapes
from ui.desktop.session import Session

COLUMNS = ("Customer", "Name", "Satisfaction", "Cost to serve", "CLTV")
CHOSEN = Recipe(delimiter=",", roles=(("CLTV", Role.AMOUNT), ("Gone", Role.DATE)))


def remembering(session: Session, *memory: Remembered) -> Session:
    session.recipes._memory = memory
    return session


def test_a_file_with_the_columns_of_an_earlier_one_is_offered_its_recipe(
    busy_free: Session,
) -> None:
    remembering(busy_free, Remembered("march.csv", COLUMNS, CHOSEN))
    message = messages_of(busy_free)[0]
    assert message.title == "Read base.csv the same way as march.csv?"
    read_the_same_way(busy_free, same_shapes(busy_free)[0])
    recipe = busy_free.settings.sources[0].recipe
    assert recipe.roles == (("CLTV", Role.AMOUNT),)
    assert busy_free.undo_name == "reading base.csv like march.csv"


def test_columns_that_came_and_went_are_named(busy_free: Session) -> None:
    before = ("Customer", "Name", "Satisfaction", "Cost to serve", "Age")
    remembering(busy_free, Remembered("march.csv", before, CHOSEN))
    text = same_shapes(busy_free)[0].text
    assert "1 column is new: ‘CLTV’." in text
    assert "1 column is gone: ‘Age’." in text


def test_nothing_is_offered_once_declined_or_chosen(busy_free: Session) -> None:
    remembering(busy_free, Remembered("march.csv", COLUMNS, CHOSEN))
    dismiss = messages_of(busy_free)[0].dismiss
    assert dismiss is not None
    dismiss()
    assert same_shapes(busy_free) == ()


def test_what_was_chosen_is_remembered_for_the_next_start(
    busy_free: Session, analysis: Analysis
) -> None:
    source = replace(analysis.settings.sources[0], recipe=CHOSEN)
    view = analysis.sources[0]
    assert view is not None
    given = replace(view, recipe=CHOSEN)
    settings = replace(analysis.settings, sources=(source,))
    busy_free.recipes.remember(replace(analysis, settings=settings, sources=(given,)))
    later = RecipeStore(busy_free.kept)
    found = later.most_like("april.csv", COLUMNS)
    assert found is not None
    assert found.remembered == Remembered("base.csv", COLUMNS, CHOSEN)
    later.forget()
    assert RecipeStore(busy_free.kept).most_like("april.csv", COLUMNS) is None


def test_a_file_of_which_nothing_was_said_is_not_remembered(
    busy_free: Session, analysis: Analysis
) -> None:
    shown(busy_free, analysis).recipes.remember(analysis)
    assert busy_free.recipes.most_like("april.csv", COLUMNS) is None
