"""How a long calculation reports how far it is and learns that it should stop."""

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the calculation."""


def _ignore(_label: str, _fraction: float) -> None:
    """Report to nobody."""


def _never() -> bool:
    """Answer that nobody has asked to stop."""
    return False


class Progress:
    """A calculation's line to whoever waits for it.

    Parameters
    ----------
    report
        Called with what is being done, in a few words, and the share done, 0 to 1.
    stopped
        Tells whether the calculation should stop.
    """

    def __init__(
        self,
        report: Callable[[str, float], None] = _ignore,
        stopped: Callable[[], bool] = _never,
    ) -> None:
        self._report = report
        self._stopped = stopped
        self._label = ""
        self._start = 0.0
        self._span = 1.0

    def begin(self, label: str, start: float, end: float) -> None:
        """Enter a stage that covers the shares ``start`` to ``end`` of the whole."""
        self._label, self._start, self._span = label, start, end - start
        self.at(0.0)

    def at(self, fraction: float) -> None:
        """Report the share of this stage that is done, 0 to 1.

        Raises
        ------
        Cancelled
            If the calculation should stop.
        """
        if self._stopped():
            raise Cancelled
        self._report(self._label, self._start + self._span * min(max(fraction, 0.0), 1.0))
