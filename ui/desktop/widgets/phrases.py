"""Small counts and plurals as people write them."""

from ui.desktop.numbers import number

FEW_WHOLE = 30.0
FEW_TENTHS = 2.0
YEAR = 12

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(count: int) -> str:
    """Write a count up to nine as a word, a larger one in figures."""
    return WORDS[count] if 0 <= count < len(WORDS) else number(count)


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Write a count with its noun: "1 row", "8,412 rows"."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"


def spelt(count: int, noun: str, nouns: str = "") -> str:
    """Write a count with its noun, small ones as a word: "three questions"."""
    return f"{in_words(count)} {noun if count == 1 else nouns or noun + 's'}"


def horizon_words(months: int) -> str:
    """Write how long something is looked at: "three years", "30 months"."""
    return spelt(months // YEAR, "year") if months % YEAR == 0 else counted(months, "month")


def listed(parts: tuple[str, ...]) -> str:
    """Join parts as in a sentence: "a, b and c"."""
    if len(parts) < len("ab"):
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def capitalised(sentence: str) -> str:
    """Begin with a capital letter and leave all other letters as they are."""
    return sentence[:1].upper() + sentence[1:]


def decimals_for(span: float) -> int:
    """Tell how many decimals tell values apart that lie within a span."""
    size = abs(span)
    if not size < FEW_WHOLE:
        return 0
    return 1 if size >= FEW_TENTHS else 2


def figure(value: float, span: float) -> str:
    """Write a value with the decimals that its span asks for, a whole one without any."""
    return number(value, 0 if float(value).is_integer() else decimals_for(span))


def measure_title(measure: str) -> str:
    """Write the name of a measure as a heading: "Cost to serve"."""
    return capitalised(measure.replace("_", " "))


def measure_words(measure: str) -> str:
    """Write the name of a measure inside a sentence: "cost to serve"."""
    return measure.replace("_", " ")
