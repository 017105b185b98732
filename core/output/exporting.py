"""Writes what is asked for of an analysis, each file whole or not at all."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from core.output.contents import PlanContents
from core.output.lists import customers_csv
from core.output.results_report import write_report
from core.output.story.writing import write_story
from core.output.template import fill_template
from core.output.workbook import write_plan
from core.output.writing import check_target, keep_apart, written_aside
from core.progress import Progress
from core.requests import Export


def check_outputs(request: Export, files_read: Sequence[str]) -> None:
    """Make sure that nothing is written over what is read, and that all can be written.

    Raises
    ------
    UserError
        If a file cannot be written there.
    """
    documents = request.documents
    targets = (
        request.plan_path,
        request.customers_path,
        request.report_path,
        documents.slides_path,
        documents.report_path,
    )
    templates = [documents.template_path] if documents.template_path else []
    keep_apart(targets, [*files_read, *templates])
    for target in filter(None, targets):
        check_target(Path(target))


def write_all(request: Export, contents: PlanContents, progress: Progress) -> None:
    """Write all files that are asked for.

    Raises
    ------
    UserError
        If a file cannot be written.
    Cancelled
        If the progress says so; files that are not finished are as they were.
    """
    if request.plan_path:
        progress.begin("Writing the workbook", 0.0, 1.0)
        _write_plan(request, contents, progress)
    if request.customers_path:
        write = partial(customers_csv, contents=contents)
        written_aside(Path(request.customers_path), write)
    if request.report_path:
        progress.begin("Writing the report", 0.0, 1.0)
        write_report(Path(request.report_path), contents)
    write_story(request.documents, contents, progress)


def _write_plan(request: Export, contents: PlanContents, progress: Progress) -> None:
    documents, path = request.documents, Path(request.plan_path)
    if documents.template_path:
        fill_template(Path(documents.template_path), path, contents)
    else:
        write_plan(path, contents, progress, documents.chosen)
