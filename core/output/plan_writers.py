"""Writes files about everybody: the plan, what it earned, scores, every number."""

from functools import partial
from pathlib import Path

from core.export_kinds import ExportPreviewed, FileWanted, FileWritten
from core.output.contract import analysis_json
from core.output.handing import hand_over, hand_over_bytes
from core.output.lists import check_customers_csv, customers_csv
from core.output.material import KindWriter, Material, about_all, preview_of_parts, summed_up
from core.output.outline import sheets_of_plan, sheets_of_report
from core.output.results_report import check_report, write_report
from core.output.template import fill_template
from core.output.workbook import write_plan
from core.progress import Progress

SHEETS = ("Sheet", "What it holds")


def _write_plan(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    contents, path = material.contents(), Path(wanted.path)
    if wanted.workbook:
        place = fill_template(Path(wanted.workbook), path, contents, progress)
    else:
        place = write_plan(path, contents, progress, wanted.sheets, wanted.paper)
    return about_all(material, place)


def _preview_plan(material: Material, wanted: FileWanted) -> ExportPreviewed:
    told, contents = about_all(material, ""), material.contents()
    if wanted.workbook:
        return preview_of_parts(wanted, told)
    return preview_of_parts(wanted, told, SHEETS, sheets_of_plan(contents, wanted.sheets))


def _write_report(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    place = write_report(Path(wanted.path), material.contents(), progress, wanted.paper)
    return summed_up(material, place)


def _preview_report(material: Material, wanted: FileWanted) -> ExportPreviewed:
    check_report(material.contents())
    told, sheets = summed_up(material, ""), sheets_of_report(material.contents())
    return preview_of_parts(wanted, told, SHEETS, sheets)


def _write_scores(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    contents = material.contents()
    write = partial(customers_csv, contents=contents, progress=progress)
    check = partial(check_customers_csv, contents=contents, progress=progress)
    return about_all(material, hand_over(Path(wanted.path), write, check))


def _write_numbers(material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    contents = material.contents()
    place = hand_over_bytes(Path(wanted.path), lambda: analysis_json(contents).encode())
    return summed_up(material, place)


def _preview_scores(material: Material, wanted: FileWanted) -> ExportPreviewed:
    material.contents()  # raises the problem that there would be
    return preview_of_parts(wanted, about_all(material, ""))


def _preview_numbers(material: Material, wanted: FileWanted) -> ExportPreviewed:
    material.contents()  # as above
    return preview_of_parts(wanted, summed_up(material, ""))


PLAN_WORKBOOK = KindWriter(_write_plan, _preview_plan)
RESULT_WORKBOOK = KindWriter(_write_report, _preview_report)
SCORE_TEXT = KindWriter(_write_scores, _preview_scores)
ALL_NUMBERS = KindWriter(_write_numbers, _preview_numbers)
