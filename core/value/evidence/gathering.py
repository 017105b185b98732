"""Everything that the sources say about the customers' worth, in arrays of shape (customers,)."""

from dataclasses import dataclass

from core.settings import Kind, Valuation
from core.tables.customers import Joined
from core.value.evidence.bought import Bought, by_kind
from core.value.evidence.contacts import contacts_of
from core.value.evidence.referral import Referrals, referrals_of
from core.value.evidence.service import Served, served
from core.value.evidence.survey import Answers, answers_of, turned_notes


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known; each part is None if no source says anything of it.

    Attributes
    ----------
    bought
        What customers bring.
    served
        What service they took.
    answers
        How satisfied they are.
    referrals
        Whom they brought.
    notes
        What is worth knowing, as sentences.
    """

    bought: Bought
    served: Served | None
    answers: Answers | None
    referrals: Referrals | None
    notes: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many customers there are."""
        return self.bought.size


def evidence(joined: Joined, found: Bought, valuation: Valuation) -> Evidence:
    """Add to what customers bring the service that they take, and what they say.

    Raises
    ------
    UserError
        If a column does not hold what it is used as, or the rate table makes no sense.
    """
    parts, span = by_kind(joined), found.calendar.span
    took = answers = referrals = None
    notes = [*found.notes]
    if parts[Kind.CONTACTS]:
        took = served(contacts_of(parts[Kind.CONTACTS]), found.size, span, valuation)
        notes += took.notes
    if parts[Kind.SURVEYS]:
        answers = answers_of(parts[Kind.SURVEYS], found.size, span, valuation)
        notes += turned_notes([part.source for part in parts[Kind.SURVEYS]])
        if answers is None:
            notes.append(f"{found.sources[Kind.SURVEYS]} has no answers, so it says nothing.")
    if parts[Kind.REFERRALS]:
        referrals = referrals_of(parts[Kind.REFERRALS], found.size, span)
    return Evidence(found, took, answers, referrals, tuple(notes))
