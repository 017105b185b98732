"""What may be asked about the segments of an analysis, and what is said back."""

from dataclasses import dataclass

from core.settings import Model
from core.tables.profile import Drivers, Profile


@dataclass(frozen=True)
class ProfileOf:
    """What sets a segment apart; answered by a `core.tables.profile.Profile`.

    ``analysis`` is the serial number of the analysis that is looked at, ``code`` the segment's.
    """

    analysis: int
    code: int


@dataclass(frozen=True)
class DriversOf:
    """What goes with an axis; answered by `core.tables.profile.Drivers`.

    ``analysis`` is the serial number of the analysis that is looked at, ``axis`` the place of
    the axis, from 0.
    """

    analysis: int
    axis: int


@dataclass(frozen=True)
class ModelOf:
    """The segments frozen, to place later customers; answered by a `core.settings.Model`.

    ``analysis`` is the serial number of the analysis that is looked at.
    """

    analysis: int


SegmentLookup = ProfileOf | DriversOf | ModelOf
SegmentFound = Profile | Drivers | Model
