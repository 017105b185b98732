"""The words of the command line about the segments."""

import argparse
from dataclasses import replace
from typing import Any

from core.settings import Language, Method, Settings

METHODS = tuple(method.value for method in Method if method is not Method.RULE)
LANGUAGES = tuple(language.value for language in Language)


def add_segments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the segments."""
    parser.add_argument("--method", choices=METHODS, help="how the customers are divided")
    parser.add_argument("--segments", type=int, metavar="K", help="how many, 3 to 15")
    parser.add_argument("--seed", type=int, metavar="N", help="of everything random")
    parser.add_argument(
        "--names-language", choices=LANGUAGES, help="language of the names of the segments (en)"
    )


def with_segments(chosen: Settings, options: argparse.Namespace) -> Settings:
    """Return the settings with what the options say of the segments."""
    language = options.names_language
    given = {
        "method": Method(options.method) if options.method else None,
        "segments": options.segments,
        "seed": options.seed,
        "names_language": Language(language) if language else None,
    }
    changes: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    return replace(chosen, segmentation=replace(chosen.segmentation, **changes))
