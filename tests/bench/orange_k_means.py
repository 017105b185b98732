"""Orange's k-means on points in a file, run by a Python that has Orange; prints what it took."""

import json
import sys
import time

import numpy as np
from Orange.clustering import KMeans
from Orange.data import ContinuousVariable, Domain, Table


def main() -> None:
    """Divide the points into nine groups, ten times from the start, as Orange's widget does."""
    points = np.load(sys.argv[1])
    names = [ContinuousVariable(f"axis {place}") for place in range(points.shape[1])]
    table = Table.from_numpy(Domain(names), points)
    began = time.perf_counter()
    model = KMeans(n_clusters=9, n_init=10, random_state=0).get_model(table)
    seconds = time.perf_counter() - began
    print(json.dumps({"divide": seconds, "inertia": float(model.projector.inertia_)}))


if __name__ == "__main__":
    main()
