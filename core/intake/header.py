"""Which row names the columns, found by how many cells it fills; and the names themselves."""

from collections.abc import Sequence

_LOOK_AHEAD = 100


def header_place(filled: Sequence[int]) -> int:
    """Index of the row that names the columns.

    Titles and remarks above a table fill few cells; the header is the first row that fills
    more than half as many as is usual below it.

    Parameters
    ----------
    filled
        Cells that are filled in each of the first rows.
    """
    head = [count for count in filled[:_LOOK_AHEAD] if count > 0]
    if not head:
        return 0
    usual = max(set(head), key=lambda count: (head.count(count), count))
    return next(place for place, count in enumerate(filled) if count > usual / 2 and count > 0)


def repeats_of(rows: Sequence[Sequence[object]], place: int) -> int:
    """Index of the last of the rows right below the header that say the same as it."""
    last = place
    while place >= 0 and last + 1 < len(rows) and list(rows[last + 1]) == list(rows[place]):
        last += 1
    return last


def unique_names(header: Sequence[str]) -> tuple[str, ...]:
    """Column names without surrounding blanks, each different, each with a name."""
    names: list[str] = []
    taken: set[str] = set()
    for place, text in enumerate(header, start=1):
        stem = " ".join(text.split()) or f"Column {place}"
        name, copy = stem, 1
        while name in taken:
            copy += 1
            name = f"{stem} ({copy})"
        taken.add(name)
        names.append(name)
    return tuple(names)
