"""Proves that an installation works: the sample company, from its files to the workbook."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.export_kinds import PLAN, SCORES, FileWanted
from core.requests import Export, Exported, Inspect, Inspected, Request
from core.settings import Kind, Recipe, Segmentation, Source
from core.version import VERSION
from ui.starting import default_settings, sample_sources

DEFAULT_SEGMENTS = Segmentation().segments

Ask = Callable[[Request], Any]


@dataclass(frozen=True)
class Trial:
    """What the checks look at: the engine, its answer and the files that it wrote."""

    ask: Ask
    answer: Exported
    folder: Path


def _reads_every_row(trial: Trial) -> bool:
    views = trial.answer.analysis.sources
    return all(view is not None and view.receipt.balances for view in views)


def _makes_nine_segments(trial: Trial) -> bool:
    segments = trial.answer.analysis.segments
    return segments is not None and len(segments.segments) == DEFAULT_SEGMENTS


def _ranks_actions(trial: Trial) -> bool:
    actions = trial.answer.analysis.actions
    return actions is not None and len(actions.ranking) > 0


def _writes_the_workbook(trial: Trial) -> bool:
    recipe = Recipe(sheet="Action plan", kind=Kind.PROFILES, header_row=0)
    found = trial.ask(Inspect(Source(str(trial.folder / "plan.xlsx"), recipe)))
    return isinstance(found, Inspected) and found.view.receipt.accepted > DEFAULT_SEGMENTS


def _lists_every_customer(trial: Trial) -> bool:
    customers = trial.answer.analysis.customers
    lines = (trial.folder / "customers.csv").read_bytes().count(b"\n")
    return customers is not None and lines == customers.customers + 1


@dataclass(frozen=True)
class Check:
    """Something that has to be true of a working installation, and how to find out."""

    claim: str
    holds: Callable[[Trial], bool]


CHECKS = (
    Check("reads the sample company, every row accounted for", _reads_every_row),
    Check("divides it into nine segments", _makes_nine_segments),
    Check("finds actions that pay", _ranks_actions),
    Check("writes the action plan as a workbook", _writes_the_workbook),
    Check("writes the list of customers", _lists_every_customer),
)


def run(ask: Ask, say: Callable[[str], None]) -> int:
    """Run every check; return how many fail.

    Parameters
    ----------
    ask
        Asks the engine.
    say
        Told one line for each check.
    """
    with tempfile.TemporaryDirectory(prefix="nonagon-test-") as name:
        folder = Path(name)
        request = Export(
            replace(default_settings(), sources=sample_sources()),
            (
                FileWanted(PLAN, str(folder / "plan.xlsx")),
                FileWanted(SCORES, str(folder / "customers.csv")),
            ),
            with_json=True,
        )
        trial = Trial(ask, ask(request), folder)
        failed = sum(not _verdict(check, trial, say) for check in CHECKS)
    say(f"Nonagon {VERSION}: {'this installation works' if not failed else f'{failed} failed'}.")
    return failed


def _verdict(check: Check, trial: Trial, say: Callable[[str], None]) -> bool:
    try:
        holds = check.holds(trial)
    except (OSError, UserError) as problem:
        say(f"  {problem}")
        holds = False
    say(f"{'ok  ' if holds else 'FAIL'} {check.claim}")
    return holds
