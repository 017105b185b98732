"""From a mixture of plans to one action for each customer, within the limits."""

import numpy as np
import numpy.typing as npt

from core.actions.knapsack import NOTHING
from core.actions.prices import (
    Amounts,
    Choice,
    Floats,
    Mixture,
    Programme,
    done,
    gathered,
    net_gains,
    used,
)

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

CORE = 60
"""Customers, of those for whom it is the closest call, who are decided on anew."""

_MOST_CHANGES = 40
_MOST_MADE_UP = 4_000
_MATTERS = 10.0
_GOLDEN = (5**0.5 - 1) / 2
"""Steps of this share of a circle come near to every part of it equally often."""

_SLACK = 1e-9


def whole(programme: Programme, mixture: Mixture) -> Choice:
    """Turn a mixture of plans into one action for each customer, within the limits.

    Where plans differ, customers are divided in the shares of the plans. Whatever then
    exceeds a limit is dropped, where it gains least, and those for whom it is the closest call
    are decided on anew. What is still short of a target is made up where that costs least.
    """
    nets = np.array(list(net_gains(programme, mixture.prices)))
    choice = _blended(mixture)
    _drop_what_exceeds(programme, nets, choice)
    _settle(programme, nets, choice)
    _make_up(programme, nets, choice)
    return choice


def _blended(mixture: Mixture) -> Choice:
    """Divide those for whom the plans differ in the plans' shares."""
    mixing = mixture.weights > _SLACK
    plans = np.array([mixture.choices[place] for place in np.flatnonzero(mixing)])
    weights = mixture.weights[mixing] / mixture.weights[mixing].sum()
    chosen: Choice = plans[0].copy()
    differing = np.flatnonzero((plans != chosen).any(axis=0))
    if not len(differing):
        return chosen
    patterns, group = np.unique(plans[:, differing], axis=1, return_inverse=True)
    order = differing[np.argsort(group, kind="stable")]
    ends = np.cumsum(np.bincount(group, minlength=patterns.shape[1]))[:-1]
    for pattern, members in zip(patterns.T, np.split(order, ends), strict=True):
        chosen[members] = _divide(pattern, weights, len(members))
    return chosen


def _divide(pattern: Choice, weights: Floats, members: int) -> Choice:
    """Deal the options of a pattern out to its members, evenly, in the shares of the plans."""
    turns = np.modf((np.arange(members) + 0.5) * _GOLDEN)[0]
    place = np.searchsorted(np.cumsum(weights)[:-1], turns, side="right")
    return np.asarray(pattern[place])


def _drop_what_exceeds(programme: Programme, nets: Amounts, choice: Choice) -> None:
    spare = programme.limits - used(programme, choice)
    if (spare >= -_SLACK).all():
        return
    given = np.flatnonzero(choice != NOTHING)
    own = nets[choice[given], given]
    for place in given[np.argsort(own, kind="stable")]:
        use = programme.uses[:, choice[place]]
        if (use[spare < -_SLACK] > 0).any():
            spare += use
            choice[place] = NOTHING
        if (spare >= -_SLACK).all():
            return


def _settle(programme: Programme, nets: Amounts, choice: Choice) -> None:
    """Change the choices of two at a time, as long as that helps, where it is a close call."""
    core = _close_calls(nets, choice)
    counted = _Counted(programme, core)
    spare = programme.limits - used(programme, choice)
    beyond = done(programme, choice) / programme.targets - 1
    for _ in range(_MOST_CHANGES):
        one, other = counted.best_pair(choice[core], spare, beyond)
        for place, option in (one, other):
            more_used, more_done = counted.change(place, option, choice[core[place]])
            choice[core[place]] = option
            spare -= more_used
            beyond += more_done
        if one == other:
            return


def _make_up(programme: Programme, nets: Amounts, choice: Choice) -> None:
    """Change the choices of more customers, cheapest first, until every target is reached.

    A change that would take more than there is, or bring a target below what is wanted, is left.
    """
    beyond = done(programme, choice) / programme.targets - 1
    if (beyond >= 0).all():
        return
    spare = programme.limits - used(programme, choice)
    uses = np.column_stack([programme.uses, np.zeros(len(programme.limits))])
    for place, option in zip(*_helping(programme, nets, choice, beyond < 0), strict=True):
        before, effects = int(choice[place]), programme.effects[:, :, place]
        had = effects[:, before] if before != NOTHING else 0.0
        more_done = (effects[:, option] - had) * programme.weight / programme.targets
        more_used = (uses[:, option] - uses[:, before]) * programme.weight
        fits = (more_used <= np.maximum(spare, 0) + _SLACK).all()
        if fits and (beyond + more_done >= np.minimum(beyond, 0)).all():
            choice[place] = option
            spare -= more_used
            beyond += more_done
        if (beyond >= 0).all():
            return


def _helping(
    programme: Programme, nets: Amounts, choice: Choice, short: Flags
) -> tuple[Places, Places]:
    """Customers and options that bring up what is short, those that cost least for it first."""
    own = gathered(nets, choice)
    pairs = list(zip(programme.effects[short], programme.targets[short], strict=True))
    had = sum(gathered(effects, choice) / target for effects, target in pairs)
    ratios, places, options = [], [], []
    for option, net in enumerate(nets):
        helps = sum(effects[option] / target for effects, target in pairs) - had
        able = np.flatnonzero(np.isfinite(net) & (helps > 0))
        ratio = (own[able] - net[able]) / helps[able]
        cheap = np.arange(len(ratio))
        if len(ratio) > _MOST_MADE_UP:
            cheap = np.sort(np.argpartition(ratio, _MOST_MADE_UP)[:_MOST_MADE_UP])
        ratios.append(ratio[cheap])
        places.append(able[cheap])
        options.append(np.full(len(cheap), option))
    order = np.argsort(np.concatenate(ratios), kind="stable")[:_MOST_MADE_UP]
    return np.concatenate(places)[order], np.concatenate(options)[order]


Change = tuple[int, int]
"""Place of a customer in the core, and place of the action that they get."""


class _Counted:
    """What every choice of every customer of the core takes, does and gains."""

    def __init__(self, programme: Programme, core: Places) -> None:
        none = np.zeros(len(core))
        # nothing stands last, where its place among the actions, -1, finds it
        gains = np.vstack([programme.gains[:, core], none]).astype(np.float64)
        self._may = np.isfinite(gains)
        self._gains = np.where(self._may, gains, 0.0)
        self._uses = np.column_stack([programme.uses, np.zeros(len(programme.limits))])
        effects = programme.effects[:, :, core] / programme.targets[:, None, None]
        nothing = np.zeros((len(effects), 1, len(core)))
        self._effects = np.concatenate([effects, nothing], axis=1)
        self._penalty = _MATTERS * (1.0 + float(np.abs(self._gains).sum()))

    def change(self, place: int, option: int, before: int) -> tuple[Floats, Floats]:
        """What a change takes and does more."""
        more_used = self._uses[:, option] - self._uses[:, before]
        return more_used, self._effects[:, option, place] - self._effects[:, before, place]

    def best_pair(self, now: Choice, spare: Floats, beyond: Floats) -> tuple[Change, Change]:
        """Find the two changes that together help most; twice the same one if none helps."""
        options, places = np.nonzero(self._may)
        before = now[places].astype(np.int64)
        more_used = self._uses[:, options] - self._uses[:, before]
        more_done = self._effects[:, options, places] - self._effects[:, before, places]
        more = self._gains[options, places] - self._gains[before, places]
        both_used = more_used[:, :, None] + more_used[:, None, :]
        fits = (both_used <= spare[:, None, None] + _SLACK).all(axis=0)
        fits &= places[:, None] != places
        both_done = more_done[:, :, None] + more_done[:, None, :] + beyond[:, None, None]
        missing = np.minimum(both_done, 0).sum(axis=0) - np.minimum(beyond, 0).sum()
        merit = np.where(fits, more[:, None] + more + self._penalty * missing, -np.inf)
        first, second = map(int, np.unravel_index(int(merit.argmax()), merit.shape))
        if merit[first, second] <= _SLACK:
            first = second = 0
            options[0] = before[0]
        nothing = len(self._gains) - 1
        found = [
            (int(places[at]), NOTHING if options[at] == nothing else int(options[at]))
            for at in (first, second)
        ]
        return found[0], found[1]


def _close_calls(nets: Amounts, choice: Choice) -> Places:
    """Customers for whom another choice would be nearly as good, closest first."""
    own = gathered(nets, choice)
    others = np.where(choice == NOTHING, -np.inf, 0.0)
    for action, net in enumerate(nets):
        others = np.where(choice == action, others, np.maximum(others, net))
    return np.argsort(own - others, kind="stable")[:CORE]
