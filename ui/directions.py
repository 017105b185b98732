"""What ``--axis`` and ``--outcome`` say: a column, and which end of it is good."""

import re

from core.errors import UserError
from core.settings import COST_TO_SERVE, Axis, Direction

AXIS = re.compile(
    r"(?P<measure>[^=]+)=(?P<formula>.+?)"
    r"(?::(?P<direction>more|less|target=(?P<target>[-+0-9.eE]+)))?"
)
OUTCOME = re.compile(r"(?P<column>.+?)(?::(?P<direction>more|less))?")


def axis(text: str) -> Axis:
    """Return the axis that ``MEASURE=COLUMN[:more|less|target=V]`` describes.

    Without a direction, more is better, except for the cost to serve.

    Raises
    ------
    UserError
        If the text has no such form.
    """
    match = AXIS.fullmatch(text)
    if match is None:
        hint = "Write --axis MEASURE=COLUMN, then :more, :less or :target=V if you like."
        raise UserError(f"“{text}” does not describe an axis.", hint)
    measure, formula = match["measure"].strip().replace(" ", "_"), match["formula"].strip()
    if match["target"] is not None:
        return Axis(measure, formula, Direction.TARGET, _number(match["target"], text))
    usual = Direction.LESS if measure == COST_TO_SERVE else Direction.MORE
    return Axis(measure, formula, Direction(match["direction"] or usual))


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        message = f"“{where}”: the target “{text}” is not a number."
        raise UserError(message, "Write it with a decimal point, such as target=7.5.") from error


def outcome(text: str) -> tuple[str, Direction]:
    """Return the column that ``COLUMN[:more|less]`` names, and the end that is good.

    Raises
    ------
    UserError
        If there is no column.
    """
    match = OUTCOME.fullmatch(text)
    if match is None:
        raise UserError("An outcome has no name.", "Write --outcome COLUMN.")
    return match["column"], Direction(match["direction"] or Direction.MORE)
