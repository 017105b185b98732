import time

import pytest

from core.at_once import at_once


def test_answers_stand_in_the_order_of_the_pieces_whoever_is_done_first() -> None:
    def work(piece: int) -> int:
        time.sleep(0.01 if piece == 0 else 0.0)
        return piece * piece

    assert at_once(work, range(5)) == [0, 1, 4, 9, 16]
    assert at_once(work, []) == []


def test_a_fault_in_one_piece_is_not_lost() -> None:
    with pytest.raises(ZeroDivisionError):
        at_once(lambda piece: 1 // piece, (1, 0, 2))
