"""What is written for readers beside the plan."""

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
    """

    slides_path: str = ""
    report_path: str = ""
    fonts: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Where something goes."""
        return tuple(filter(None, (self.slides_path, self.report_path)))


NO_DOCUMENTS = Documents()
"""Nothing for readers."""
