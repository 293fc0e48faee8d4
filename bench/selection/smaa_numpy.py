"""Rank acceptability with vectorised numpy, float32, one thread: the peer of `bench-selection smaa`."""

import json
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import numpy as np  # noqa: E402

ALTERNATIVES, CRITERIA, DRAWS, CHUNK = 1_000, 8, 1_000_000, 4_096


def scores():
    state, values = 1, []
    for _ in range(ALTERNATIVES * CRITERIA):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append((state >> 33) % 1001 / 1000)
    return np.array(values, dtype=np.float32).reshape(ALTERNATIVES, CRITERIA)


def main(ranks):
    columns = np.ascontiguousarray(scores().T)
    generator = np.random.default_rng(1)
    start = time.process_time()
    counts = np.zeros((ranks, ALTERNATIVES), dtype=np.int64)
    for first in range(0, DRAWS, CHUNK):
        weights = generator.standard_exponential((min(CHUNK, DRAWS - first), CRITERIA), dtype=np.float32)
        weights /= weights.sum(axis=1, keepdims=True)
        values = weights @ columns
        if ranks == 1:
            order = values.argmax(axis=1)[:, None]
        elif ranks < ALTERNATIVES:
            part = np.argpartition(values, ALTERNATIVES - ranks, axis=1)[:, -ranks:]
            inner = np.take_along_axis(values, part, axis=1).argsort(axis=1)[:, ::-1]
            order = np.take_along_axis(part, inner, axis=1)
        else:
            order = values.argsort(axis=1)[:, ::-1]
        for rank in range(ranks):
            counts[rank] += np.bincount(order[:, rank], minlength=ALTERNATIVES)
    seconds = time.process_time() - start
    best = int(counts[0].argmax())
    print(json.dumps({
        "solver": "numpy",
        "ranks": ranks,
        "seconds": seconds,
        "most_often_first": best,
        "share": counts[0][best] / DRAWS,
    }))


main(int(sys.argv[1]))
