"""Workbooks that come back on the command line: a catalogue, and changed assumptions."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from core.actions.changed import taken
from core.chores import CatalogueRead, ChangesFound, ReadBack, ReadCatalogue
from core.settings import Settings
from ui import arguments
from ui.engine_client import EngineClient, perform


def with_workbooks(engine: EngineClient, chosen: Settings, options: argparse.Namespace) -> Settings:
    """Return the settings with a catalogue and changes that stand in workbooks.

    Raises
    ------
    UserError
        If one cannot be read, or a change has no meaning.
    """
    if options.catalogue:
        name, actions = Path(options.catalogue).stem, arguments.catalogue(options.catalogue)
        if actions is None:
            read = perform(engine, ReadCatalogue(str(Path(options.catalogue).absolute())))
            assert isinstance(read, CatalogueRead)  # noqa: S101 - the engine's contract
            name, actions = read.name, read.actions
        chosen = replace(chosen, catalogue=actions, catalogue_name=name)
    if options.plan_back:
        found = perform(engine, ReadBack(str(Path(options.plan_back).absolute()), chosen))
        assert isinstance(found, ChangesFound)  # noqa: S101 - the engine's contract
        _tell_changes(found)
        chosen = taken(chosen, found.changes)
    return chosen


def _tell_changes(found: ChangesFound) -> None:
    """Show what is taken from a workbook, before it is."""
    if not found.changes:
        print(f"{found.name}: no assumption was changed.", file=sys.stderr)
    for change in found.changes:
        told = f"{found.name}: {change.what}, {change.before} → {change.after}"
        print(told, file=sys.stderr)
