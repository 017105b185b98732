"""A short text that stands for everything that a result depends on."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from core.output.contents import PlanContents


def fingerprint(contents: PlanContents) -> str:
    """Return the SHA-256 of settings, content of the sources and version, in hexadecimal.

    Where the files are does not matter: the same files elsewhere give the same text.
    """
    stated = {"version": contents.version, "settings": _without_paths(asdict(contents.settings))}
    text = json.dumps(stated, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _without_paths(settings: dict[str, Any]) -> dict[str, Any]:
    previous = settings.pop("previous")
    for source in settings["sources"]:
        del source["path"]
    return settings if previous is None else {**settings, "previous": _without_paths(previous)}
