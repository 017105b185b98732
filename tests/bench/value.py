"""What customers are worth: purchase models fitted to the CDNOW sample, and very many orders.

The models stand beside the library lifetimes, which runs if the variable LIFETIMES names a
Python that has it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.value.models.counting import BG_NBD, PARETO_NBD, CountModel, fit_counts
from core.value.models.histories import Histories
from tests.bench.valuing import CUSTOMERS, ORDERS
from tests.core.value.models.cdnow import read_cdnow

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "cdnow" / "CDNOW_sample.txt"
LIFETIMES = os.environ.get("LIFETIMES", "")
PEER = "lifetimes"
RUNS, VALUINGS = 5, 3
MODELS = (("Pareto/NBD", PARETO_NBD), ("BG/NBD", BG_NBD))

Result = dict[str, object]
Peer = dict[str, Any]


def run() -> list[Result]:
    """Fit both models, if the sample is there, and value many customers."""
    if not SAMPLE.exists():
        return [_valued()]
    cdnow = read_cdnow(SAMPLE)
    peers = _peers()
    fits = [_fitted(name, model, cdnow.histories, peers.get(name)) for name, model in MODELS]
    return [*fits, _valued()]


def _valued() -> Result:
    """Value many customers, each time in a process of its own, so that its memory can be told."""
    command = [sys.executable, "-m", "tests.bench.valuing"]
    runs = []
    for _ in range(VALUINGS):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    seconds, peak = (statistics.median(one[name] for one in runs) for name in ("seconds", "mib"))
    what = f"fit and value {CUSTOMERS:,} customers with {ORDERS:,} orders, beyond the import"
    return {"what": what, "ours_s": seconds, "note": f"peak {peak:.0f} MiB, the orders included"}


def _fitted(name: str, model: CountModel, histories: Histories, peer: Peer | None) -> Result:
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        fit = fit_counts(model, histories)
        seconds.append(time.perf_counter() - began)
    ours = statistics.median(seconds)
    note = f"log-likelihood {fit.log_likelihood:.4f}"
    result: Result = {"what": f"fit {name} to {fit.customers:,} customers", "ours_s": ours}
    if peer is None:
        return {**result, "note": note}
    likely = model.log_likelihood(np.array(peer["parameters"]), histories) * histories.customers
    note = f"{note}, at the peer's parameters {likely.sum():.4f}"
    ratio = peer["seconds"] / ours
    return {**result, "peer": PEER, "peer_s": peer["seconds"], "ratio": ratio, "note": note}


def _peers() -> dict[str, Peer]:
    """Seconds and parameters of the peer's fits, by the name of the model."""
    if not LIFETIMES:
        return {}
    customers = read_cdnow(SAMPLE).customers
    times = np.column_stack([customers.repeats, customers.last, customers.observed])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "times.npy"
        np.save(path, times)
        script = str(Path(__file__).with_name("lifetimes_fits.py"))
        done = subprocess.run(
            [LIFETIMES, script, str(path), str(RUNS)], check=True, capture_output=True, text=True
        )
    found: dict[str, Peer] = json.loads(done.stdout)
    return found
