"""A million customers divided into nine, beside other k-means on the same points.

The peers are scikit-learn and, if the variable ORANGE names a Python that has it, Orange.
Each run is a process of its own, ours and the peers' in turn, so that none warms another
and the peak of memory is its own.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_info

from core.progress import Progress
from core.segments.approach import approach_for
from core.segments.scoring import places_of, score
from core.segments.search.partition import Search, divide
from core.segments.table import segment
from core.segments.trust.stability import HOLDS, stability
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Axis,
    Direction,
    Segmentation,
)
from core.tables.customers import CustomerTable, Floats, Measure, ScoredCustomers

CUSTOMERS = 1_000_000
RUNS = 3
DRAWS = 100
PEER = "scikit-learn KMeans(9, n_init=10)"
ORANGE = os.environ.get("ORANGE", "")
ORANGE_PEER = "Orange KMeans(9, n_init=10)"
AXES = (
    Axis(SATISFACTION, "CSat"),
    Axis(COST_TO_SERVE, "cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "value"),
)

Result = dict[str, object]


def made_up_base(customers: int = CUSTOMERS, seed: int = 0) -> CustomerTable:
    """Give a base without groups: the happy cost less and are worth more, the costly too."""
    correlations = np.array([[1, -0.3, 0.4], [-0.3, 1, 0.2], [0.4, 0.2, 1]])
    random = np.random.default_rng(seed)
    z = random.standard_normal((customers, 3)) @ np.linalg.cholesky(correlations).T
    columns = {
        "CSat": np.clip(np.round(5.5 + 2 * z[:, 0]), 1, 10),
        "cost": np.exp(3 + 0.8 * z[:, 1]),
        "value": np.exp(5 + z[:, 2]),
    }
    ids = pd.Index([f"{number:08d}" for number in range(customers)], name="customer_id")
    measures = tuple(Measure(name, "made up", "", numeric=True) for name in columns)
    return CustomerTable(pd.DataFrame(columns, index=ids), measures, (), ())


def peak_mib() -> float:
    """Give the peak memory of this process so far, in MiB.

    On Linux it is asked of the system's own list, because the other number begins with the memory
    of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2


def _unit_variance(scored: ScoredCustomers) -> Floats:
    return 1 / places_of(scored).std(axis=0)


def measure_ours() -> dict[str, float]:
    """Seconds of each part, inertia and peak memory of one run of ours."""
    base = made_up_base()
    began = time.perf_counter()
    scored = score(base, AXES)
    at_scores = time.perf_counter()
    places, scale = places_of(scored), _unit_variance(scored)
    before = time.perf_counter()
    found = divide(places, scale, Search(9), Progress())
    divided = time.perf_counter()
    peak = peak_mib()
    return {
        "score": at_scores - began,
        "divide": divided - before,
        "inertia": found.inertia,
        "mib": peak,
        **_measure_trust(scored),
    }


def _measure_trust(scored: ScoredCustomers) -> dict[str, float]:
    """Seconds of everything about the segments, and of the parts of it."""
    settings, progress = Segmentation(resamples=DRAWS), Progress()
    times = [time.perf_counter()]
    approach = approach_for(scored, settings, progress)
    times.append(time.perf_counter())
    table = segment(scored, approach, settings, progress)
    times.append(time.perf_counter())
    held = stability(scored, table, settings, progress)
    times.append(time.perf_counter())
    compared, described, tested = (after - before for before, after in pairwise(times))
    return {
        "compare": compared,
        "segment": described,
        "stability": tested,
        "all": times[-1] - times[0],
        "holding": float(sum(one.jaccard >= HOLDS for one in held.segments)),
    }


def measure_peer() -> dict[str, float]:
    """Seconds, inertia and peak memory of one run of the peer, on as many threads as it likes."""
    scored = score(made_up_base(), AXES)
    points = places_of(scored) * _unit_variance(scored)
    began = time.perf_counter()
    model = KMeans(9, n_init=10, random_state=0).fit(points)
    seconds = time.perf_counter() - began
    threads = max(library["num_threads"] for library in threadpool_info())
    inertia = float(model.inertia_)
    return {"divide": seconds, "inertia": inertia, "mib": peak_mib(), "threads": threads}


def measure_orange() -> dict[str, float]:
    """Seconds and inertia of one run of Orange, on as many threads as it likes."""
    scored = score(made_up_base(), AXES)
    with tempfile.TemporaryDirectory() as folder:
        points = Path(folder) / "points.npy"
        np.save(points, places_of(scored) * _unit_variance(scored))
        return _answer([ORANGE, str(Path(__file__).with_name("orange_k_means.py")), str(points)])


def _answer(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _in_a_process(whose: str) -> dict[str, float]:
    return _answer([sys.executable, "-m", "tests.bench.segments", whose])


def _median(runs: list[dict[str, float]], key: str) -> float:
    return statistics.median(run[key] for run in runs)


def run() -> list[Result]:
    """Measure scoring and dividing a million customers.

    Returns
    -------
    list of dict
        ``what``, ``ours_s``, ``peer``, ``peer_s``, ``ratio`` (peer over ours) and ``note``;
        seconds are medians of three runs.
    """
    ours, peers, oranges = [], [], []
    for _ in range(RUNS):
        ours.append(_in_a_process("ours"))
        peers.append(_in_a_process("peer"))
        if ORANGE:
            oranges.append(measure_orange())
    seconds, peer_seconds = _median(ours, "divide"), _median(peers, "divide")
    inertia, peer_inertia = _median(ours, "inertia"), _median(peers, "inertia")
    note = (
        f"inertia {inertia:.2f} to {peer_inertia:.2f} ({inertia / peer_inertia:.6f});"
        f" peak {_median(ours, 'mib'):.0f} to {_median(peers, 'mib'):.0f} MiB;"
        f" 1 thread to {_median(peers, 'threads'):.0f}; 50 starts to 10"
    )
    what = f"divide {CUSTOMERS:,} customers by three axes into nine"
    parts = (
        f"compare six ways {_median(ours, 'compare'):.1f} s, divide and describe"
        f" {_median(ours, 'segment'):.1f} s, {DRAWS} redraws {_median(ours, 'stability'):.1f} s;"
        f" {_median(ours, 'holding'):.0f} of 9 hold"
    )
    rows = [_result(what, seconds, note, PEER, peer_seconds)]
    if oranges:
        note = f"inertia {inertia / _median(oranges, 'inertia'):.6f} of it"
        rows.append(_result(what, seconds, note, ORANGE_PEER, _median(oranges, "divide")))
    return [
        *rows,
        _result("the same with best fit, names, rules and stability", _median(ours, "all"), parts),
        _result(f"score {CUSTOMERS:,} customers on three axes", _median(ours, "score")),
    ]


def _result(
    what: str, seconds: float, note: str = "", peer: str = "", peer_seconds: float | None = None
) -> Result:
    return {
        "what": what,
        "ours_s": seconds,
        "peer": peer,
        "peer_s": peer_seconds,
        "ratio": None if peer_seconds is None else peer_seconds / seconds,
        "note": note,
    }


if __name__ == "__main__":
    print(json.dumps(measure_peer() if sys.argv[1:] == ["peer"] else measure_ours()))
