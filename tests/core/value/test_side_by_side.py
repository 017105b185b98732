import time

import pytest

from core.value.side_by_side import side_by_side


def test_answers_stand_in_the_order_of_the_pieces_whoever_is_done_first() -> None:
    def work(piece: int) -> int:
        time.sleep(0.01 if piece == 0 else 0.0)
        return piece * piece

    assert side_by_side(work, range(5)) == [0, 1, 4, 9, 16]
    assert side_by_side(work, []) == []


def test_a_fault_in_one_piece_is_not_lost() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda piece: 1 // piece, (1, 0, 2))
