"""Who is held out: chosen at random, the same for whoever asks again, evenly over all groups."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.tables.results import Flags

_WHOLE = 2.0**64
_MOST = 0.9


def draws(ids: Sequence[str], seed: int, purpose: str = "") -> npt.NDArray[np.float64]:
    """Give every customer a number from 0 to 1 that depends on nothing but their id.

    Parameters
    ----------
    ids
        Customer ids.
    seed
        Another seed gives other numbers.
    purpose
        What the numbers are for, such as the name of an action: draws for two purposes know
        nothing of each other.

    Returns
    -------
    numpy.ndarray
        Shape (ids,), in [0, 1), as good as uniform.
    """
    key = f"{seed}:{purpose}:".encode()
    whole = (blake2b(key + name.encode("utf-8", "surrogatepass"), digest_size=8) for name in ids)
    numbers = [int.from_bytes(one.digest(), "big") for one in whole]
    return np.array(numbers, dtype=np.float64) / _WHOLE


def held_out(
    ids: Sequence[str],
    groups: npt.NDArray[np.integer],
    share: float,
    seed: int,
    purpose: str = "",
) -> Flags:
    """Choose who is held out, at random within each group and in its share of every group.

    The customers are laid in a row, group after group and by their draw within a group, and one
    is taken at even steps from a random start on (systematic sampling). So each customer has the
    same chance, and each group and the whole have their share to within one customer.

    Parameters
    ----------
    ids
        Customer ids, unique.
    groups
        Shape (ids,): such as segment and value tier as one number.
    share
        Of the customers, 0 to 0.9.
    seed, purpose
        As in `draws`.

    Returns
    -------
    numpy.ndarray
        Shape (ids,): whether the customer is held out. The order of the ids does not matter.

    Raises
    ------
    UserError
        If the share is not from 0 to 0.9.
    """
    _check(share)
    numbers = draws(ids, seed, purpose)
    order = np.lexsort((numbers, groups))
    start = float(draws([""], seed, f"{purpose}:start")[0])
    passed = np.floor(np.arange(len(order) + 1) * share + start)
    chosen = np.zeros(len(order), dtype=np.bool_)
    chosen[order] = np.diff(passed) > 0
    return chosen


def kept_out(ids: Sequence[str], share: float, seed: int) -> Flags:
    """Choose the few who never get anything, so that all actions together can be measured.

    Whether a customer is among them depends on their id alone: it stays so in every period,
    whoever joins or leaves.

    Raises
    ------
    UserError
        If the share is not from 0 to 0.9.
    """
    _check(share)
    return np.asarray(draws(ids, seed, "permanent control") < share)


def _check(share: float) -> None:
    """Refuse a share that leaves hardly anybody to be treated."""
    if not 0 <= share <= _MOST:
        raise UserError(
            f"A share of {share:g} cannot be held out.",
            f"Give a share from 0 to {_MOST:g}, such as 0.2.",
        )
