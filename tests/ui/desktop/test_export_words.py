from core.export_kinds import CRM, SLIDES, ExportPreviewed, FileWanted, FileWritten
from ui.desktop.export_words import preview_words, saved_words


def test_it_is_said_whom_to_leave_alone() -> None:
    written = FileWritten("/x/Plan.csv", 2293, 465)
    assert saved_words("/x/Plan.csv", (written,)) == (
        "Saved Plan.csv: 2,293 customers, 465 held out: leave those alone"
    )


def test_some_files_are_about_nobody_in_particular() -> None:
    assert saved_words("/x/Orders.sql", (FileWritten("/x/Orders.sql"),)) == "Saved Orders.sql"


def test_a_file_that_is_open_elsewhere_is_named() -> None:
    written = FileWritten("/x/Plan (2).csv", 1)
    assert saved_words("/x/Plan.csv", (written,)) == (
        "Plan.csv is open in another program. Saved beside it, Plan (2).csv: 1 customer"
    )


def test_a_preview_says_what_a_file_would_hold_or_why_not() -> None:
    wanted = FileWanted(CRM, "")
    found = ExportPreviewed(wanted, 12, 2, ("Id", "Arm"), (), ("A note.",))
    assert preview_words(found, replaces=True) == (
        "12 customers in 2 columns, 2 of them held out. A note. Replaces the file of this name."
    )
    assert preview_words(ExportPreviewed(wanted, problem="No."), replaces=True) == "No."
    parts = ExportPreviewed(FileWanted(SLIDES, ""), 12, 2, ("Chapter", "What it says"))
    assert preview_words(parts, replaces=False) == "12 customers, 2 of them held out."
