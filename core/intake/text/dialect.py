"""How a text file writes its table: the separator, and what quotes a field."""

from dataclasses import dataclass

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
DOUBLE, SINGLE = '"', "'"


@dataclass(frozen=True)
class Dialect:
    """The signs of a delimited text.

    Attributes
    ----------
    delimiter
        One ASCII letter between two fields.
    quote
        The mark around fields that hold a separator or a line end; "" if no field is quoted,
        so that every mark is an ordinary letter.
    escape
        Whether a backslash makes the next letter an ordinary one inside quotes.
    spaced
        Whether a space follows each separator and belongs to it.
    runs
        Whether any run of blanks and tabs divides, and those around a line count for nothing.
    """

    delimiter: str
    quote: str = DOUBLE
    escape: bool = False
    spaced: bool = False
    runs: bool = False

    @property
    def plain(self) -> bool:
        """Whether many records can be divided at once: at most double quotes, nothing else."""
        unusual = self.escape or self.runs or (self.spaced and self.quote)
        return self.quote != SINGLE and not unusual
