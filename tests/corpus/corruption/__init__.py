"""Every way known to us in which text files silently lose or change values."""

from tests.corpus.corruption import dates, encodings, keys, layout, numbers, words

CASES = (
    *keys.CASES,
    *numbers.CASES,
    *dates.CASES,
    *words.CASES,
    *encodings.CASES,
    *layout.CASES,
)
