"""What about a whole text file only the user can know."""

from collections.abc import Sequence
from dataclasses import replace

from core.intake.column import RawColumn
from core.intake.grid import Doubt, FileDoubt
from core.intake.text.dialect import DELIMITERS, SINGLE, Dialect
from core.intake.text.encodings import Encoding
from core.intake.text.evidence import Reading
from core.settings import Names, Recipe


def encoding_notes(encoding: Encoding, name: str) -> tuple[str, ...]:
    """Tell in which encoding a text was read, if that was judged by its letters."""
    if not encoding.likely:
        return ()
    best = encoding.likely[0]
    note = (
        f"{name} is not UTF-8 and was read as {best.title} ({best.encoding}), for example "
        f"‘{best.example}’. If that looks wrong, choose another encoding."
    )
    return (note,)


def encoding_doubt(encoding: Encoding, name: str, recipe: Recipe) -> tuple[FileDoubt, ...]:
    """Ask for the encoding, if the letters fit more than one."""
    if len(encoding.likely) < 2:  # noqa: PLR2004 - nothing to choose from
        return ()
    words = " or ".join(f"‘{likely.example}’" for likely in encoding.likely)
    choices = tuple(
        (f"{likely.example}: {likely.title}", replace(recipe, encoding=likely.encoding))
        for likely in encoding.likely
    )
    names = " or ".join(f'"encoding": "{likely.encoding}"' for likely in encoding.likely)
    return (
        FileDoubt(
            Doubt.ENCODING,
            f"Is it {words}?",
            f"{name} does not say in which encoding it is, and its letters fit more than one.",
            choices,
            names,
        ),
    )


def separator_doubt(found: Sequence[Reading], name: str, recipe: Recipe) -> FileDoubt:
    """Ask which of several separators that fit alike divides the fields."""
    signs = [reading.dialect.delimiter for reading in found]
    listed = " or at every ".join(DELIMITERS[sign] for sign in signs)
    return FileDoubt(
        Doubt.SEPARATOR,
        f"Is {name} to be divided at every {listed}?",
        "Both fit all rows.",
        tuple((f"At every {DELIMITERS[sign]}", replace(recipe, delimiter=sign)) for sign in signs),
        " or ".join(f'"delimiter": "{sign}"' for sign in signs),
    )


def no_separator_doubt(found: Sequence[Reading], name: str, recipe: Recipe) -> FileDoubt:
    """Ask for the separator, if none divides most rows alike."""
    signs = [reading.dialect.delimiter for reading in found]
    return FileDoubt(
        Doubt.SEPARATOR,
        f"What separates the columns of {name}?",
        "No separator divides most of its rows into the same number of fields.",
        tuple((f"The {DELIMITERS[sign]}", replace(recipe, delimiter=sign)) for sign in signs),
        '"delimiter": ","',
    )


def ends_in_separator(stated: Sequence[str], columns: Sequence[RawColumn]) -> bool:
    """Whether every row but the header ends in a separator, with nothing behind it."""
    return len(stated) == len(columns) - 1 > 0 and not bool(columns[-1].filled.any())


def separator_note(name: str) -> str:
    """Tell that every row ends in a separator."""
    return f"Every row of {name} ends in a separator, so its last column is empty."


def dialect_notes(dialect: Dialect, name: str) -> tuple[str, ...]:
    """Tell what is unusual in how a text is written."""
    sign = DELIMITERS.get(dialect.delimiter, "separator")
    unusual = (
        (dialect.runs, f"The columns of {name} are divided by one or more blanks."),
        (dialect.spaced, f"In {name} a blank follows each {sign}; it is no part of the text."),
        (dialect.quote == SINGLE, f"The fields of {name} are quoted with apostrophes."),
        (dialect.escape, f"In {name} a backslash stands in front of quotation marks in a text."),
    )
    return tuple(note for so, note in unusual if so)


def names_doubt(
    stated: Sequence[str], width: int, row: int, name: str, recipe: Recipe
) -> tuple[FileDoubt, ...]:
    """Ask which fields the names belong to, if there are more or fewer of them than fields."""
    if not stated or len(stated) == width or recipe.names is not None:
        return ()
    few = len(stated) < width
    ends = ("last", "first") if few else ("first", "last")
    labels = [
        f"The {end} field has no name" if few else f"The {end} {width} names belong to them"
        for end in ends
    ]
    choices = tuple(
        (label, replace(recipe, names=names, header_row=row))
        for label, names in zip(labels, (Names.LEFT, Names.RIGHT), strict=True)
    )
    return (
        FileDoubt(
            Doubt.NAMES,
            f"Row {row:,} of {name} names {len(stated)} columns, but most rows below it "
            f"have {width} fields. Which belong together?",
            f"The first name is ‘{stated[0]}’, the last one ‘{stated[-1]}’.",
            choices,
            '"names": "left" or "names": "right"',
        ),
    )
