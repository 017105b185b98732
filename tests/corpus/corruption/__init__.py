"""Every way known to us in which text files silently lose or change values."""

from tests.corpus.corruption import dates, keys, numbers

CASES = (
    *keys.CASES,
    *numbers.CASES,
    *dates.CASES,
)
