"""All solvers on the same instances, one after another on one core; prints a Markdown table.

usage: compare.py [--limit SECONDS] [--seeds 1,2,3] [--cases linear:1000,weak:1000,...] [--solvers a,b,...]
                  [--all-seeds] [--program BUILT] [--orlib FOLDER] [--smaa]

Run it with a Python that has ortools, highspy, pyscipopt and numpy; a solver that is missing is left out with a
word. Whoever does not finish a seed within the limit is not given the next ones of that case, unless asked to.
CPU seconds are those of each solver with building its model, without making or reading the instance.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CASES = "linear:1000,linear:10000,linear:100000,hours:10000,weak:1000,weak:10000,weak:100000,strong:1000"
OURS, PEERS = ["rowlock", "microlp"], ["cpsat", "cpsat2", "highs", "scip"]


def build():
    """Builds the program in the release profile and answers where it is."""
    command = ["cargo", "build", "--release", "--quiet", "--package", "bench-selection"]
    subprocess.run(command, check=True, cwd=HERE)
    target = os.environ.get("CARGO_TARGET_DIR", HERE.parent.parent / "target")
    return str(pathlib.Path(target) / "release" / "bench-selection")


def run(command, text=None, limit=None):
    """The line of JSON that a command prints, or what went wrong."""
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"error": "killed"}
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        error = (done.stderr.strip().splitlines() or ["no output"])[-1]
        print("  failed:", error, file=sys.stderr)
        return {"error": "failed"}
    return json.loads(lines[-1])


def solve(program, solver, kind, count, seed, limit, instance):
    # Limits are CPU seconds; microlp's goes by the clock, and a machine that is busy takes longer.
    patience = limit * 5 + 120
    if solver in OURS:
        verb = "solve" if solver == "rowlock" else "microlp"
        return run([program, verb, kind, count, str(seed), str(limit if solver == "rowlock" else 2 * limit)], limit=patience)
    return run([sys.executable, str(HERE / "peers.py"), solver, str(limit)], instance, patience)


def cell(results):
    """The median time if all were proven, and what was reached if not."""
    failed = [result["error"] for result in results if "error" in result]
    if failed:
        return failed[0]
    times = [result["seconds"] for result in results]
    if all(result["proven"] for result in results):
        return f"{statistics.median(times):.3g} s"
    open_ones = [result for result in results if not result["proven"]]
    parts = []
    for result in open_ones:
        value, bound = result["value"], result["bound"]
        gap = f" ({100 * (bound - value) / abs(value):.1f} %)" if value and bound else ""
        show = lambda number: "none" if number is None else f"{number:.0f}"
        parts.append(f"{show(value)} of {show(bound)}{gap}")
    return f"open after {max(times):.0f} s: " + "; ".join(parts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--cases", default=CASES)
    parser.add_argument("--solvers", default=",".join(OURS + PEERS))
    parser.add_argument("--all-seeds", action="store_true")
    parser.add_argument("--program", help="measure this program instead of building one")
    parser.add_argument("--orlib")
    parser.add_argument("--smaa", action="store_true")
    given = parser.parse_args()
    program, solvers = given.program or build(), given.solvers.split(",")
    print("| case |", " | ".join(solvers), "|\n|---|" + "---|" * len(solvers), flush=True)
    for case in given.cases.split(",") if given.cases else []:
        kind, count = case.split(":")
        results = {solver: [] for solver in solvers}
        for seed in given.seeds.split(","):
            text = subprocess.run([program, "write", kind, count, seed], capture_output=True, check=True).stdout
            for solver in solvers:
                if not given.all_seeds and any(not result.get("proven") for result in results[solver]):
                    continue
                print(case, seed, solver, file=sys.stderr, flush=True)
                result = solve(program, solver, kind, count, seed, given.limit, text.decode())
                print("  ", result, file=sys.stderr, flush=True)
                results[solver].append(result)
        proven = {round(r["value"]) for s in solvers for r in results[s] if r.get("proven") and len(results[s]) == 1}
        if len(proven) > 1:
            print("  two solvers proved different values:", proven, file=sys.stderr)
        print(f"| {kind} {int(count):,} |", " | ".join(cell(results[s]) for s in solvers), "|", flush=True)
    if given.smaa:
        print("\n| ranks of 1,000 | rowlock | numpy |\n|---|---|---|")
        for ranks in ("1", "10", "1000"):
            ours = run([program, "smaa", ranks])
            theirs = run([sys.executable, str(HERE / "smaa_numpy.py"), ranks])
            print(f"| {ranks} | {ours['seconds']:.3g} s | {theirs['seconds']:.3g} s |", flush=True)
    if given.orlib:
        print(flush=True)
        subprocess.run([program, "orlib", given.orlib], check=True)


main()
