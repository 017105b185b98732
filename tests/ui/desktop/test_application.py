import gc

from ui.desktop.application import leave_loaded_alone


def test_what_is_loaded_is_not_gone_through_again_and_again() -> None:
    gc.collect()
    before = len(gc.get_objects())
    try:
        leave_loaded_alone()
        assert gc.get_freeze_count() >= before
        assert len(gc.get_objects()) < before / 2
    finally:
        gc.unfreeze()
