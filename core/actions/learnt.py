"""Measured successes taken into the catalogue, with a note of what stood there before."""

from collections.abc import Sequence
from dataclasses import replace

from core.settings import Action, Evidence, Learned, Settings
from core.tables.periods import Proposal

Shares = tuple[float, float, float]


def with_evidence(settings: Settings, proposals: Sequence[Proposal], period: str) -> Settings:
    """Return the settings with measured successes in the catalogue.

    Parameters
    ----------
    settings
        Those that the next plan is made with.
    proposals
        What was measured; those that the catalogue holds already change nothing.
    period
        What it was measured in, such as "Sep 2025 to Sep 2026".
    """
    found = {one.action: one for one in not_yet_taken(settings, proposals)}
    catalogue = tuple(
        _measured(action, found[action.name].measured) if action.name in found else action
        for action in settings.catalogue
    )
    learned = tuple(
        _note(action, found[action.name], period)
        for action in settings.catalogue
        if action.name in found
    )
    return replace(settings, catalogue=catalogue, learned=(*settings.learned, *learned))


def not_yet_taken(settings: Settings, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals that say something else than the catalogue does."""
    known = {action.name: shares_of(action) for action in settings.catalogue}
    return tuple(one for one in proposals if known.get(one.action, one.measured) != one.measured)


def shares_of(action: Action) -> Shares:
    """Return the lowest, likely and highest success of an action."""
    return action.success_low, action.success, action.success_high


def _measured(action: Action, shares: Shares) -> Action:
    low, likely, high = shares
    return replace(
        action,
        success_low=low,
        success=likely,
        success_high=high,
        evidence=Evidence.EXPERIMENT,
    )


def _note(action: Action, found: Proposal, period: str) -> Learned:
    return Learned(
        action=action.name,
        period=period,
        evidence=action.evidence,
        before=shares_of(action),
        after=found.measured,
        treated=found.treated,
        control=found.control,
    )
