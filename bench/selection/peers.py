"""Solves one instance, read as JSON from standard input, with one of the peers; prints a line of JSON.

usage: peers.py cpsat|cpsat2|highs|scip SECONDS < INSTANCE

All peers run in one thread and are stopped after so many CPU seconds. A pair bonus is a variable for both, bounded
by each of the two.
"""

import json
import sys
import threading
import time


def stop_after(seconds, stop):
    """Calls `stop` once this process has used so many CPU seconds: the solvers' own limits go by the clock."""

    def watch():
        while time.process_time() < seconds:
            time.sleep(0.1)
        stop()

    threading.Thread(target=watch, daemon=True).start()


def rows(instance):
    """Rows as (candidates, coefficients, least, most)."""
    everybody = list(range(len(instance["fit"])))
    ones = [1] * len(everybody)
    for row in instance["rows"]:
        yield row["able"], [1] * len(row["able"]), row["people"], None
    if instance["hours_needed"]:
        yield everybody, instance["hours"], instance["hours_needed"], None
    if instance["budget"] is not None:
        yield everybody, instance["cost"], None, instance["budget"]
    yield everybody, ones, *instance["size"]
    for pair in instance["conflicts"]:
        yield pair, [1, 1], None, 1


def cpsat(instance, seconds, level):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in instance["fit"]]
    for who, parts, least, most in rows(instance):
        total = cp_model.LinearExpr.weighted_sum([chosen[i] for i in who], parts)
        if least is not None:
            model.add(total >= least)
        if most is not None:
            model.add(total <= most)
    pairs = []
    for one, other, bonus in instance["bonuses"]:
        both = model.new_bool_var("")
        model.add_implication(both, chosen[one])
        model.add_implication(both, chosen[other])
        pairs.append((both, bonus))
    variables = chosen + [pair[0] for pair in pairs]
    values = instance["fit"] + [pair[1] for pair in pairs]
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, values))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if level:
        solver.parameters.linearization_level = level
    stop_after(time.process_time() + seconds, solver.stop_search)
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = solver.objective_value if found else None
    return status == cp_model.OPTIMAL, value, solver.best_objective_bound


def highs(instance, seconds):
    import highspy
    import numpy as np

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.HandleUserInterrupt = True
    count, bonuses = len(instance["fit"]), instance["bonuses"]
    total = count + len(bonuses)
    program = highspy.HighsLp()
    program.num_col_ = total
    program.col_cost_ = np.array(instance["fit"] + [bonus[2] for bonus in bonuses], dtype=float)
    program.col_lower_, program.col_upper_ = np.zeros(total), np.ones(total)
    program.integrality_ = [highspy.HighsVarType.kInteger] * total
    program.sense_ = highspy.ObjSense.kMaximize
    starts, index, value, lower, upper = [0], [], [], [], []
    infinity = highspy.kHighsInf

    def add(who, parts, least, most):
        index.extend(who)
        value.extend(parts)
        starts.append(len(index))
        lower.append(-infinity if least is None else least)
        upper.append(infinity if most is None else most)

    for row in rows(instance):
        add(*row)
    for place, (one, other, _) in enumerate(bonuses):
        add([count + place, one], [1, -1], None, 0)
        add([count + place, other], [1, -1], None, 0)
    program.num_row_ = len(lower)
    program.row_lower_, program.row_upper_ = np.array(lower, dtype=float), np.array(upper, dtype=float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts)
    program.a_matrix_.index_ = np.array(index)
    program.a_matrix_.value_ = np.array(value, dtype=float)
    model.passModel(program)
    stop_after(time.process_time() + seconds, model.cancelSolve)
    model.solve()
    info = model.getInfo()
    proven = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    found = info.primal_solution_status == 2
    return proven, info.objective_function_value if found else None, info.mip_dual_bound


def scip(instance, seconds):
    from pyscipopt import Model, quicksum

    model = Model()
    model.hideOutput()
    model.setParam("timing/clocktype", 1)
    model.setParam("limits/time", seconds)
    model.setParam("lp/threads", 1)
    chosen = [model.addVar(vtype="B", obj=fit) for fit in instance["fit"]]
    for who, parts, least, most in rows(instance):
        total = quicksum(part * chosen[i] for i, part in zip(who, parts))
        if least is not None:
            model.addCons(total >= least)
        if most is not None:
            model.addCons(total <= most)
    for one, other, bonus in instance["bonuses"]:
        both = model.addVar(vtype="B", obj=bonus)
        model.addCons(both <= chosen[one])
        model.addCons(both <= chosen[other])
    model.setMaximize()
    model.optimize()
    value = model.getObjVal() if model.getNSols() else None
    return model.getStatus() == "optimal", value, model.getDualbound()


def main():
    name, seconds = sys.argv[1], float(sys.argv[2])
    instance = json.load(sys.stdin)
    start = time.process_time()
    if name in ("cpsat", "cpsat2"):
        proven, value, bound = cpsat(instance, seconds, 2 if name == "cpsat2" else None)
    else:
        proven, value, bound = {"highs": highs, "scip": scip}[name](instance, seconds)
    taken = time.process_time() - start
    if not abs(bound) < 1e15:
        bound = None
    print(json.dumps({"solver": name, "seconds": taken, "proven": proven, "value": value, "bound": bound}))


main()
