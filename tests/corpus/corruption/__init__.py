"""Every way known to us in which text files silently lose or change values."""

from tests.corpus.corruption import keys, numbers

CASES = (
    *keys.CASES,
    *numbers.CASES,
)
