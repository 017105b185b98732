"""Undo and redo over frozen values: a tuple of what was, a tuple of what was undone."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Value = TypeVar("Value")

LONGEST = 200
"""How many changes can be undone; older ones are forgotten."""


@dataclass(frozen=True)
class Change(Generic[Value]):
    """A value that was left, and the name of the change that left it."""

    name: str
    value: Value


@dataclass(frozen=True)
class History(Generic[Value]):
    """The present value with the changes that lead to and from it.

    Attributes
    ----------
    present
        The value in force.
    past
        Earlier values, oldest first, each with the name of the change that replaced it.
    future
        Undone values, nearest last, each with the name of the change that makes it again.
    """

    present: Value
    past: tuple[Change[Value], ...] = ()
    future: tuple[Change[Value], ...] = ()

    def changed(self, name: str, value: Value) -> "History[Value]":
        """Make ``value`` the present; what was undone before is forgotten."""
        if value == self.present:
            return self
        past = (*self.past, Change(name, self.present))[-LONGEST:]
        return History(value, past)

    def undone(self) -> "History[Value]":
        """Go back by one change; the same history if there is none."""
        if not self.past:
            return self
        last = self.past[-1]
        future = (*self.future, Change(last.name, self.present))
        return replace(self, present=last.value, past=self.past[:-1], future=future)

    def redone(self) -> "History[Value]":
        """Make the change again that was undone last; the same history if there is none."""
        if not self.future:
            return self
        following = self.future[-1]
        past = (*self.past, Change(following.name, self.present))
        return replace(self, present=following.value, past=past, future=self.future[:-1])
