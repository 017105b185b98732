"""Fits of the library lifetimes to histories in a file, run by a Python that has it."""

import json
import statistics
import sys
import time
import warnings

import numpy as np
from lifetimes import BetaGeoFitter, ParetoNBDFitter

FITTERS = {"Pareto/NBD": ParetoNBDFitter, "BG/NBD": BetaGeoFitter}


def main() -> None:
    """Fit both models as often as asked, and print the median time and the parameters."""
    warnings.simplefilter("ignore")
    repeats, last, observed = np.load(sys.argv[1]).T
    found = {}
    for name, fitter in FITTERS.items():
        seconds = []
        for _ in range(int(sys.argv[2])):
            began = time.perf_counter()
            fitted = fitter(penalizer_coef=0.0).fit(repeats, last, observed)
            seconds.append(time.perf_counter() - began)
        parameters = [float(one) for one in fitted.params_]
        found[name] = {"seconds": statistics.median(seconds), "parameters": parameters}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
