from dataclasses import replace

import numpy as np

from ui.desktop.looking import Looking
from ui.desktop.selection import Selection


def test_cards_are_gone_back_through_in_order() -> None:
    looking = Looking().opened(3).opened(8).opened(8).opened(5)
    assert (looking.customer, looking.trail) == (5, (3, 8))
    back = looking.went_back().went_back()
    assert (back.customer, back.trail) == (3, ())
    assert back.went_back() is back


def test_other_customers_are_looked_at_in_the_same_way() -> None:
    kept = Selection("Some", np.array([True, False]))
    looking = replace(Looking(columns=("name",)).opened(1), kept=kept)
    others = looking.with_others()
    assert (others.kept, others.customer, others.trail) == (None, None, ())
    assert (others.columns, others.chart) == (looking.columns, looking.chart)
