from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.actions.catalogue import read_catalogue
from core.errors import UserError
from core.output.catalogue_book import read_catalogue_book, write_catalogue
from core.settings import Action, Comparison, Condition, Evidence

CALL = Action(
    "call",
    "Call back",
    "Somebody calls.\nTwice, if need be.",
    12.35,
    0.1,
    1 / 3,
    0.7,
    Evidence.EXPERIMENT,
    moves=(("satisfaction", 0.4), ("Cost | odd", -0.05)),
    needs=(("lifetime_value", 0.0, 0.55),),
    who=(
        Condition("Consent", Comparison.IS, "yes"),
        Condition("Region", Comparison.ONE_OF, "North; a|b"),
        Condition("E-mail", Comparison.KNOWN),
    ),
    uses=(("calls", 1.5),),
    cooling_months=6,
    done_on="Last call",
)
OFFER = Action("offer", "Offer", "Offer.", 5, 0.1, 0.2, 0.3, sells=True, after=("call",))


def test_a_catalogue_comes_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    write_catalogue(path, (CALL, OFFER))
    assert read_catalogue_book(path) == (CALL, OFFER)
    first = path.read_bytes()
    write_catalogue(path, (CALL, OFFER))
    assert path.read_bytes() == first


def test_the_shipped_catalogue_comes_back_exactly(checkout: Path, tmp_path: Path) -> None:
    text = (checkout / "resources" / "actions.json").read_text(encoding="utf-8")
    shipped = read_catalogue(text)
    write_catalogue(tmp_path / "c.xlsx", shipped)
    assert read_catalogue_book(tmp_path / "c.xlsx") == shipped


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1
)


@given(names=st.lists(NAMES.filter(str.strip), min_size=2, max_size=4, unique=True))
def test_any_name_comes_back(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("book") / "c.xlsx"
    moves = tuple((name, 0.5) for name in names)
    who = tuple(Condition(name, Comparison.IS_NOT, names[0]) for name in names)
    action = replace(CALL, description=names[0], moves=moves, who=who, done_on=names[1])
    write_catalogue(path, (action,))
    assert read_catalogue_book(path) == (action,)


def test_people_may_leave_out_and_add_rows(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Catalogue"
    sheet.append(["Action", "Cost each", "Works for, lowest", "Works for, likely",
                  "Works for, highest", "Sells"])  # fmt: skip
    sheet.append(["Thank-you card", 3, 0.05, 0.1, 0.2, "No"])
    sheet.append([])
    sheet.append(["Bundle", 9.5, 0, 0.06, 0.1, True])
    book.save(path)
    card, bundle = read_catalogue_book(path)
    assert (card.name, card.title, card.sells) == ("thank-you_card", "Thank-you card", False)
    assert (bundle.unit_cost, bundle.success_high, bundle.sells) == (9.5, 0.1, True)


def changed(path: Path, cell: str, value: object) -> Path:
    write_catalogue(path, (CALL, OFFER))
    book = load_workbook(path)
    book["Catalogue"][cell] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("D3", "cheap", "row 3, column ‘Cost each’: it has to be a number above 0"),
        ("F2", 1.5, "row 2, column ‘Works for, likely’"),
        ("E3", 0.9, "row 3, column ‘Works for, lowest’: it is 0.9, which is more than success"),
        ("H2", "hope", "row 2, column ‘Evidence’: it has to be one of"),
        ("I2", "satisfaction", "‘satisfaction’, which has 1 parts instead of 2"),
        ("I2", "satisfaction | much", "has ‘much’, where a number has to stand"),
        ("J3", "perhaps", "row 3, column ‘Sells’: it has to be true or false"),
        ("K2", "satisfaction | 0.9 | 0.1", "‘satisfaction’ has a lowest score above the highest"),
        ("L2", "Consent | might be | yes", "‘Consent’ has to use one of"),
        ("M3", "nobody", "must come after ‘nobody’"),
        ("O2", 2.5, "row 2, column ‘Not again within months’"),
        ("A3", "call", "is used by 2 actions"),
        ("B1", "Colour", "row 1: ‘Colour’ is not a column"),
        ("D1", None, "row 1: the column ‘Cost each’ is missing"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(
    tmp_path: Path, cell: str, value: object, told: str
) -> None:
    with pytest.raises(UserError) as problem:
        read_catalogue_book(changed(tmp_path / "c.xlsx", cell, value))
    assert told in problem.value.message


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UserError, match="no sheet ‘Catalogue’"):
        read_catalogue_book(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("not a workbook", encoding="utf-8")
    with pytest.raises(UserError):
        read_catalogue_book(tmp_path / "text.xlsx")
    with pytest.raises(UserError, match="cannot be read"):
        read_catalogue_book(tmp_path / "gone.xlsx")
