"""The effect in each segment, where there are enough customers to look at it alone."""

import numpy as np

from core.results.figures import rounded, settled
from core.results.many import benjamini_hochberg, holm, shrunk
from core.results.regression import difference
from core.results.sample import Sample, is_large
from core.tables.results import SegmentEffect

ENOUGH = 500
"""Customers of each side that a segment needs."""


def segment_effects(sample: Sample) -> tuple[SegmentEffect, ...]:
    """The effect in each segment with enough customers on both sides."""
    groups = sample.groups
    if groups is None:
        return ()
    codes = [int(code) for code in np.unique(groups) if code > 0 and is_large(sample, code, ENOUGH)]
    if not codes:
        return ()
    inside = [groups == code for code in codes]
    found = [
        difference(sample.values[one], sample.treated[one], sample.covariates[one]).estimate
        for one in inside
    ]
    p_values = np.array([one.p for one in found])
    corrected = zip(holm(p_values), benjamini_hochberg(p_values), strict=True)
    errors = np.array([max(one.error, np.finfo(np.float64).tiny) for one in found])
    drawn = shrunk(np.array([one.effect for one in found]), errors).effects
    return tuple(
        SegmentEffect(
            segment=code,
            treated=int(sample.treated[one].sum()),
            control=int((~sample.treated)[one].sum()),
            estimate=rounded(estimate),
            shrunk=settled(float(towards)),
            p_holm=settled(float(by_holm)),
            p_bh=settled(float(by_share)),
        )
        for code, one, estimate, towards, (by_holm, by_share) in zip(
            codes, inside, found, drawn, corrected, strict=True
        )
    )
