import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.output.list_template import MOST_COLUMNS, Field, TemplateLine, line_of, template_of
from ui.starting import LIST_TEMPLATES, list_template


def test_a_line_is_a_title_and_what_stands_below_it() -> None:
    lines = template_of("# Mine\n\nId = {Customer}\nHello = Dear {Name|friend}, {{hi}}\n")
    assert lines == (
        TemplateLine("Id", (Field("Customer"),)),
        TemplateLine("Hello", ("Dear ", Field("Name", "friend"), ", {hi}")),
    )
    assert lines[0].plain == Field("Customer")
    assert lines[1].plain is None


def test_a_title_may_hold_an_equals_sign_without_spaces_and_a_column_may_be_empty() -> None:
    first, second = template_of("a=b = {Customer}\nOwner =")
    assert first.title == "a=b"
    assert second == TemplateLine("Owner", ())


def test_a_value_that_may_lack_is_marked() -> None:
    [line] = template_of("Email = {Email?}")
    assert line.fields == (Field("Email", may_lack=True),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "0 columns"),
        ("# only a remark", "0 columns"),
        ("Segment", "Line 1 of the list has no title"),
        (" = {Segment}", "has no title"),
        ("A = {Segment}\nB = {Segment", "Line 2 of the list has a brace"),
        ("A = Segment}", "has a brace"),
        ("A = { }", "braces without a name"),
        ("A = {?}", "braces without a name"),
        ("A = {x}\nA = {y}", "two columns called ‘A’"),
        ("\n".join(f"c{n} = x" for n in range(MOST_COLUMNS + 1)), "201 columns"),
    ],
)
def test_what_cannot_be_understood_is_told(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told) as caught:
        template_of(text)
    assert caught.value.hint


@pytest.mark.parametrize("title", ["City", "Newsletter?", "a=b", "A|B", "= x", "x ?|", "50 %"])
def test_a_column_as_it_is_can_be_written_down(title: str) -> None:
    [line] = template_of(line_of(title))
    assert line.title == title
    assert line.meant({title.casefold()}).plain == Field(title)


@pytest.mark.parametrize("title", ["{x}", "a {b", "a = b", "# of orders", "a\nb", "a\u2028b", ""])
def test_a_title_that_means_something_else_is_not_written_down(title: str) -> None:
    assert line_of(title) == ""


@given(st.text(max_size=6))
def test_a_line_for_a_column_never_leads_to_another_one(title: str) -> None:
    line = line_of(title)
    assert not line or template_of(line)[0].meant({title.casefold()}).plain == Field(title)


@pytest.mark.parametrize("name", LIST_TEMPLATES)
def test_the_columns_that_come_with_the_program_can_be_understood(name: str) -> None:
    text = list_template(name)
    assert text.startswith("# ")
    assert "Arm" in {field.name for line in template_of(text) for field in line.fields}
