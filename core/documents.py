"""What is written for readers beside the plan, and how the plan's workbook looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Documents:
    """What is written for readers.

    Attributes
    ----------
    slides_path
        Where the slides go; "" for none.
    report_path
        Where the report goes, as PDF or, if it ends in ``.html``, as a web page; "" for none.
    fonts
        Folder with the type that a PDF is set in.
    template_path
        A workbook of the company's own, which is filled instead of the plan's usual sheets; ""
        for none.
    chosen
        Codes of the segments that get a sheet of their own in the plan; None for all of them.
    """

    slides_path: str = ""
    report_path: str = ""
    fonts: str = ""
    template_path: str = ""
    chosen: tuple[int, ...] | None = None


NO_DOCUMENTS = Documents()
"""Nothing for readers, and the usual workbook."""
