"""The oracle's working of what services are asked to find: scores, floors, methods, salami.

Loops of rules 7.2 to 7.6 and 7.8, service by service; sharing fills and shares again until
nobody is over, and priority comes first by going down the list and then up it (decision 9.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle_meaning import work_consequences

if TYPE_CHECKING:
    from tests.oracle import Book

Row = list[float]
RESULT, ATTRIBUTE, GOVERNANCE = 0, 1, 2
RESIDENTS = 1
LOWEST, HIGHEST = 1, 2
STOP, REDUCE, EFFICIENT, PROTECT = 1, 2, 3, 4
NOTHING, SCORE_WEIGHTED, PRIORITY_FIRST, STATUS_QUO, CLASSES, AS_DECIDED = 0, 2, 3, 4, 5, 6
HALF_A_PENNY = 0.005


def open_targets(book: Book) -> None:
    """Give nobody a target in the base year."""
    book.open("target_so_far", [0.0 for _ in book.fixed("service_controllable")])
    book.open("targets_so_far", [0.0])


def work_targets(book: Book, t: int) -> None:
    """Score services, find their floors, share the gap, and say how equal a shave it is."""
    work_scores(book)
    work_minimums(book)
    work_open_budgets(book, t)
    work_floors(book)
    asked = work_what_to_share(book, t)
    shared = work_sharing(book, asked)
    ordered = work_priority_first(book)
    work_decided(book, t, shared, ordered)
    book.put("controllable", book.fixed("service_controllable"))
    cuts = [
        saved + found for saved, found in
        zip(book.row("service_savings_begun", t), book.row("target_so_far", t), strict=True)
    ]  # fmt: skip
    book.put("service_cuts", cuts)
    asked_of = [
        0.0
        if book.row("left_alone", t)[s]
        else max(0.0, budget - book.row("service_savings", t)[s])
        for s, budget in enumerate(book.fixed("service_controllable"))
    ]
    book.put("asked_of", asked_of)
    salami(book, t, "salami_index", "target_so_far", "asked_of")
    salami(book, t, "salami_of_plan", "service_cuts", "controllable")
    work_consequences(book, t)
    work_challenges(book)
    work_packages(book)


# -- scores (rule 7.2) -----------------------------------------------------------------------------


def work_scores(book: Book) -> None:
    """Add up the grades of each service, results apart from attributes."""
    kinds = book.fixed("priority_kind")
    by = "priority_residents_weight" if book.one("weights_used") == RESIDENTS else "priority_weight"
    weights = list(book.fixed(by))
    book.put("weight_in_use", weights)
    book.put(
        "result_weight", [0.0 if k == ATTRIBUTE else w for k, w in zip(kinds, weights, strict=True)]
    )
    book.put(
        "attribute_weight",
        [w if k == ATTRIBUTE else 0.0 for k, w in zip(kinds, weights, strict=True)],
    )
    peers, own = book.fixed("grade_by_peers"), book.fixed("grade_by_self")
    book.put("grade_apart", [p - o for p, o in zip(peers, own, strict=True)])
    of_service, of_priority = book.groups["grade", "service"], book.groups["grade", "priority"]
    graded: dict[str, Row] = {"result": [], "attribute": []}
    points: dict[str, Row] = {"result": [], "attribute": []}
    for g, grade in enumerate(book.fixed("grade_agreed")):
        p = of_priority[g]
        for kind in ("result", "attribute"):
            counts = (kinds[p] == ATTRIBUTE) == (kind == "attribute")
            weight = weights[p] if counts else 0.0
            graded[kind].append(weight)
            points[kind].append(weight * (grade / book.one("top_grade")))
    for kind in ("result", "attribute"):
        book.put(f"grade_{kind}_weight", graded[kind])
        book.put(f"grade_{kind}_points", points[kind])
    work_graded(book, weights)
    shares: dict[str, Row] = {}
    services = range(len(book.fixed("service_controllable")))
    for kind, plural in (("result", "results"), ("attribute", "attributes")):
        whole = in_all(book, kind, weights, services)
        got = [sum(x for g, x in enumerate(points[kind]) if of_service[g] == s) for s in services]
        book.put(f"{plural}_in_all", whole)
        book.put(f"{kind}_points", got)
        shares[kind] = [got[s] / whole[s] if whole[s] > 0 else 0.0 for s in services]
        book.put(f"{kind}_score", shares[kind])
        shares[plural] = whole
    w = [book.one("results_share") if shares["attributes"][s] > 0 else 1.0 for s in services]
    book.put("results_share_used", w)
    top = book.one("highest_score")
    book.put("priority_score", [
        round(top * (w[s] * shares["result"][s] + (1 - w[s]) * shares["attribute"][s]), 9)
        if shares["results"][s] > 0 else book.fixed("service_score")[s]
        for s in services
    ])  # fmt: skip


def in_all(book: Book, kind: str, weights: Row, services: range) -> Row:
    """Weigh each set in which a service has any grade: rule 7.2 sums over all of it."""
    kinds, of = book.fixed("priority_kind"), book.groups["grade", "service"]
    sets = (ATTRIBUTE,) if kind == "attribute" else (RESULT, GOVERNANCE)
    found = []
    for s in services:
        of_it = [p for g, p in enumerate(book.groups["grade", "priority"]) if of[g] == s]
        found.append(sum(
            sum(w for w, k in zip(weights, kinds, strict=True) if k == one) for one in sets
            if sum(weights[p] for p in of_it if kinds[p] == one) > 0
        ))  # fmt: skip
    return found


def work_graded(book: Book, weights: Row) -> None:
    """Add up the weight of what each service has a grade on, set by set."""
    kinds, of = book.fixed("priority_kind"), book.groups["grade", "service"]
    for name, one in (("outcome", RESULT), ("governance", GOVERNANCE)):
        only = [w if k == one else 0.0 for w, k in zip(weights, kinds, strict=True)]
        book.put(f"{name}_weight", only)
        book.put(f"grade_{name}_weight", [only[p] for p in book.groups["grade", "priority"]])
    names = {"results": RESULT, "governance": GOVERNANCE, "attributes": ATTRIBUTE}
    for name, one in names.items():
        row = [0.0 for _ in book.fixed("service_controllable")]
        for g, p in enumerate(book.groups["grade", "priority"]):
            row[of[g]] += weights[p] if kinds[p] == one else 0.0
        book.put(f"{name}_graded", row)


# -- minimums and floors (rules 7.3, 7.6) ----------------------------------------------------------


def work_minimums(book: Book) -> None:
    """Take the minimum at the end of its range that is asked for."""
    found = []
    for s, likely in enumerate(book.fixed("service_minimum")):
        low, high = book.fixed("service_minimum_low")[s], book.fixed("service_minimum_high")[s]
        if book.one("minimums_used") == LOWEST:
            found.append(min(low, likely) if low > 0 else likely)
        else:
            found.append(max(high, likely) if book.one("minimums_used") == HIGHEST else likely)
    book.put("minimum_in_use", found)


def work_open_budgets(book: Book, t: int) -> None:
    """Take approved savings and earlier targets off what each service controls."""
    saved = [0.0 for _ in book.fixed("service_controllable")]
    for saving, service in enumerate(book.groups["saving", "service"]):
        if service >= 0:
            # In full, begun or not (decision 9.3).
            saved[service] += book.row("saving_in_full", t)[saving]
    book.put("service_savings", saved)
    begun = [0.0 for _ in saved]
    for saving, service in enumerate(book.groups["saving", "service"]):
        if service >= 0:
            begun[service] += book.row("saving_begun_in_full", t)[saving]
    book.put("service_savings_begun", begun)
    found = book.row("target_so_far", t - 1)
    left = [
        budget - saved[s] - found[s] for s, budget in enumerate(book.fixed("service_controllable"))
    ]
    book.put("service_left", left)
    book.put("open_budget", [rest if round(rest, 9) >= HALF_A_PENNY else 0.0 for rest in left])


def work_floors(book: Book) -> None:
    """Say what may not be taken: by law, by class, and by the method that is chosen."""
    budgets, method = book.lines["open_budget"][-1], book.one("close_gap")
    by_law: Row = []
    by_class: Row = []
    in_use: Row = []
    alone: Row = []
    for s, budget in enumerate(budgets):
        spared = book.fixed("service_exempt")[s] == 1 or book.fixed("service_budget")[s] < 0
        law = min(budget, book.lines["minimum_in_use"][-1][s])
        left = book.fixed("service_controllable")[s] * (1 - book.one("efficient_share"))
        members = {
            STOP: law, REDUCE: law, EFFICIENT: max(law, min(budget, left)), PROTECT: budget,
        }.get(int(book.fixed("service_class")[s]), budget)  # fmt: skip
        statutory = book.fixed("service_statutory")[s] == 1
        used = {CLASSES: members, STATUS_QUO: budget if statutory else law}.get(int(method), law)
        used = budget if spared else used
        alone.append(float(spared))
        by_law.append(law)
        by_class.append(members)
        in_use.append(used)
    book.put("left_alone", alone)
    book.put("statutory_floor", by_law)
    book.put("class_floor", by_class)
    book.put("floor_in_use", in_use)
    book.put_one("floors_in_all", sum(in_use))


# -- what is to be shared (decisions 9.2 and 9.3, rule 7.8) ----------------------------------------


def work_what_to_share(book: Book, t: int) -> float:
    """Find the recurring gap that is left for the method, and what members decided."""
    method = book.one("close_gap")
    budgets = book.row("open_budget", t)
    pinned = [pin == 1 for pin in book.fixed("service_pinned")]
    decided = [
        min(budgets[s], typed) if pinned[s] and method != NOTHING else 0.0
        for s, typed in enumerate(book.yearly("service_decided_cut", t))
    ]
    book.put("decided_cut", decided)
    gap = max(0.0, book.at("structural_gap", t) - book.at("targets_so_far", t - 1))
    close = 0.0 if method == NOTHING else book.one_yearly("close_gap_share", t) * gap
    book.put_one("gap_to_close", close)
    asked = book.put_one("to_share", 0.0 if method == AS_DECIDED else close)
    room = [at - book.row("floor_in_use", t)[s] for s, at in enumerate(budgets)]
    book.put("over_the_floor", room)
    room = [space if round(space, 9) > 0 else 0.0 for space in room]
    book.put("room_above_floor", room)
    book.put_one("floors_short", max(0.0, asked - sum(room)))
    return asked


# -- sharing by weight (rules 7.4 and 7.5) ---------------------------------------------------------


def waterfill(room: Row, weights: Row, amount: float) -> Row:
    """Share by weight; whoever is over is filled and leaves the rest to the others."""
    cut = [0.0 for _ in room]
    active = {i for i, space in enumerate(room) if space > 0 and weights[i] > 0}
    rest = max(0.0, amount)
    while rest > 0 and active:
        whole = sum(weights[i] for i in active)
        share = {i: rest * weights[i] / whole for i in active}
        over = {i for i in active if cut[i] + share[i] > room[i]}
        if over:
            for i in over:
                rest -= room[i] - cut[i]
                cut[i] = room[i]
            active -= over
        else:
            for i in active:
                cut[i] += share[i]
            rest = 0.0
    return cut


def work_sharing(book: Book, asked: float) -> Row:
    """Share by budget or by low score; then once more over all with room, if anything is left."""
    method, gradient = book.one("close_gap"), book.one("gradient")
    top, scores = book.one("highest_score"), book.lines["priority_score"][-1]
    distance = [(top - score) / top for score in scores]
    book.put("distance_from_top", distance)
    factor = [d**gradient if d > 0 else float(gradient == 0) for d in distance]
    book.put("score_factor", factor)
    budgets = book.lines["open_budget"][-1]
    by_score = method == SCORE_WEIGHTED
    weights = [b * factor[s] if by_score else b for s, b in enumerate(budgets)]
    book.put("share_weight", weights)
    staged = book.put_one("staged_amount", asked if method in (PRIORITY_FIRST, CLASSES) else 0.0)
    amount = book.put_one("shared_amount", asked - staged)
    room = book.lines["room_above_floor"][-1]
    first = waterfill(room, weights, amount)
    work_steps(book, "shared_cut", amount, room, weights, first)
    weighted = sum(space for s, space in enumerate(room) if weights[s] > 0)
    left = book.put_one("left_to_share", max(0.0, amount - weighted) if by_score else 0.0)
    still = [space - first[s] if amount > weighted else 0.0 for s, space in enumerate(room)]
    book.put("room_left", still)
    second = waterfill(still, budgets, left)
    work_steps(book, "second_cut", left, still, budgets, second)
    return [first[s] + second[s] for s in range(len(room))]


def work_steps(book: Book, name: str, amount: float, room: Row, weights: Row, found: Row) -> None:
    """Retrace the steps by which a sheet shares: where each is full, and the level reached."""
    items = range(len(room))
    taking = [max(0.0, w) for w in weights]
    space = [max(0.0, room[i]) if taking[i] > 0 else 0.0 for i in items]
    full_at = [space[i] / taking[i] if taking[i] > 0 else 0.0 for i in items]
    wanted = book.put_one(f"{name}_wanted", max(0.0, amount))
    book.put(f"{name}_weight", taking)
    book.put(f"{name}_room", space)
    book.put(f"{name}_full_at", full_at)
    beyond = [sum(taking[j] for j in items if full_at[j] > full_at[i]) for i in items]
    filled = [sum(space[j] for j in items if full_at[j] <= full_at[i]) for i in items]
    book.put(f"{name}_weight_beyond", beyond)
    book.put(f"{name}_filled", filled)
    implied = [(wanted - filled[i]) / beyond[i] if beyond[i] > 0 else 0.0 for i in items]
    book.put(f"{name}_level_beyond", implied)
    whole = book.put_one(f"{name}_all_weight", sum(taking))
    book.put_one(f"{name}_all_room", sum(space))
    book.put_one(f"{name}_level", max(wanted / whole if whole > 0 else 0.0, *implied))
    book.put(name, found)


# -- priority first (rule 7.6) ---------------------------------------------------------------------


def work_priority_first(book: Book) -> Row:
    """Fund down the list, put floors back, and take what that costs up the list.

    A method that goes by no order has nothing to find so: all are funded in full.
    """
    asked = book.lines["staged_amount"][-1][0]
    scores, keys = book.lines["priority_score"][-1], book.fixed("service_order")
    step = book.put_one("class_step", 1 + max(scores))
    steps = {STOP: 0.0, REDUCE: step, EFFICIENT: 2 * step}
    points = [steps.get(int(of), 3 * step) for of in book.fixed("service_class")]
    by_class = book.one("close_gap") == CLASSES
    values = [round(s + (points[i] if by_class else 0.0), 9) for i, s in enumerate(scores)]
    book.put("class_points", points)
    book.put("priority_value", values)
    down = sorted(range(len(scores)), key=lambda i: (-values[i], keys[i]))
    book.put("priority_rank", [1.0 + down.index(i) for i in range(len(scores))])
    budgets, floors = book.lines["open_budget"][-1], book.lines["floor_in_use"][-1]
    rest = book.put_one("resources", max(0.0, sum(budgets) - asked))
    funded = [0.0 for _ in budgets]
    whole = rest
    for i in down:
        funded[i] = min(budgets[i], rest)
        rest -= funded[i]
    book.put("funded_first", funded)
    short = [max(0.0, floor - funded[i]) for i, floor in enumerate(floors)]
    book.put("duty_unmet", short)
    left = [funded[i] + short[i] for i in range(len(budgets))]
    book.put("backfilled", left)
    over = book.put_one("to_take_back", max(0.0, sum(left) - whole))
    spare = [max(0.0, left[i] - floors[i]) for i in range(len(budgets))]
    book.put("above_floor", spare)
    taken = [0.0 for _ in budgets]
    for i in reversed(down):
        taken[i] = min(spare[i], over)
        over -= taken[i]
    book.put("taken_back", taken)
    cut = [budgets[i] - left[i] + taken[i] for i in range(len(budgets))]
    book.put("ordered_cut", cut)
    return cut


# -- what is asked (decision 9.3, rule 7.8) --------------------------------------------------------


def work_decided(book: Book, t: int, shared: Row, ordered: Row) -> None:
    """Let decisions stand in place of the method, and say what each target brings and leaves."""
    method = book.one("close_gap")
    by_method = ordered if method in (PRIORITY_FIRST, CLASSES) else shared
    book.put("method_cut", by_method)
    pinned, decided = book.fixed("service_pinned"), book.row("decided_cut", t)
    again = work_again(book, t)
    rest = again if book.one("resolve_after_pinning") == 1 else by_method
    target = [decided[s] if pinned[s] == 1 else cut for s, cut in enumerate(rest)]
    book.put("target", target)
    last, budgets = book.row("target_so_far", t - 1), book.row("open_budget", t)
    so_far = [last[s] + new for s, new in enumerate(target)]
    book.put("target_so_far", so_far)
    book.put("moved_by_decision", [new - by_method[s] for s, new in enumerate(target)])
    left = [budgets[s] - new for s, new in enumerate(target)]
    begun = book.row("service_savings_begun", t)
    floors, controls = book.lines["minimum_in_use"][-1], book.fixed("service_controllable")
    book.put("below_floor", [
        max(0.0, min(budget, floors[s]) - (budget - begun[s] - so_far[s])) if budget > 0 else 0.0
        for s, budget in enumerate(controls)
    ])  # fmt: skip
    months = 12 - book.one("lead_in_months")
    cash = [last[s] + new * months / 12 for s, new in enumerate(target)]
    book.put("target_cash", cash)
    new = book.put_one("targets_new", sum(target))
    book.put_one("targets_so_far", sum(so_far))
    book.put_one("targets_cash", sum(cash))
    book.put_one("targets_lead_in", new * book.one("lead_in_months") / 12)
    book.put_one("gap_left_open", book.at("structural_gap", t) - sum(so_far))
    book.put_one("gap_not_shared", book.at("gap_to_close", t) - new)
    book.put("budget_after_target", left)


def work_again(book: Book, t: int) -> Row:
    """Let decisions stand, and share what they leave between the others by the same method."""
    method, pinned = int(book.one("close_gap")), book.fixed("service_pinned")
    rest = max(0.0, book.at("gap_to_close", t) - sum(book.row("decided_cut", t)))
    rest = 0.0 if method == AS_DECIDED or book.one("resolve_after_pinning") != 1 else rest
    book.put_one("left_by_decisions", rest)
    budgets = book.row("open_budget", t)
    room = [0.0 if pinned[s] else r for s, r in enumerate(book.row("room_above_floor", t))]
    book.put("room_again", room)
    in_order = book.put_one("again_in_order", rest if method in (PRIORITY_FIRST, CLASSES) else 0.0)
    by_weight = book.put_one("again_by_weight", rest - in_order)
    places, taken = book.row("priority_rank", t), [0.0 for _ in room]
    for s in sorted(range(len(room)), key=lambda s: -places[s]):
        taken[s] = min(room[s], in_order)
        in_order -= taken[s]
    book.put("ordered_again", taken)
    weights = book.row("share_weight", t)
    first = waterfill(room, weights, by_weight)
    work_steps(book, "shared_again", by_weight, room, weights, first)
    over = max(0.0, by_weight - sum(space for s, space in enumerate(room) if weights[s] > 0))
    book.put_one("again_left", over)
    still = [space - first[s] if over > 0 else 0.0 for s, space in enumerate(room)]
    book.put("again_room_left", still)
    second = waterfill(still, budgets, over)
    work_steps(book, "second_again", over, still, budgets, second)
    cut = [taken[s] + first[s] + second[s] for s in range(len(room))]
    book.put("cut_again", cut)
    return cut


# -- the salami test and what it means (peers' idea 2, rule 7.8) -----------------------------------


def salami(book: Book, t: int, name: str, cut: str, budget: str) -> None:
    """Overlap each service's share of the cuts with its share of the budgets."""
    cuts, budgets = book.row(cut, t), book.row(budget, t)
    given, held = book.put_one(f"{name}_cuts", sum(cuts)), sum(budgets)
    book.put_one(f"{name}_budgets", held)
    of_cuts = [x / given if given >= HALF_A_PENNY else 0.0 for x in cuts]
    of_budget = [x / held if held > 0 else 0.0 for x in budgets]
    both = [min(a, b) for a, b in zip(of_cuts, of_budget, strict=True)]
    book.put(f"{name}_of_cuts", of_cuts)
    book.put(f"{name}_of_budget", of_budget)
    book.put(f"{name}_overlap", both)
    book.put_one(name, sum(both))


def work_challenges(book: Book) -> None:
    """Say how far each challenge moved what was proposed."""
    before = book.fixed("challenge_before")
    after = book.fixed("challenge_after")
    book.put("challenge_moved", [now - before[c] for c, now in enumerate(after)])


def work_packages(book: Book) -> None:
    """Hold each package against its service's budget and the package that is worth most."""
    budgets = [
        book.fixed("service_controllable")[service] for service in book.groups["package", "service"]
    ]
    values = book.fixed("package_value")
    book.put("package_budget", budgets)
    costs = book.fixed("package_cost")
    book.put("package_saving", [budget - costs[p] for p, budget in enumerate(budgets)])
    best = book.put_one("best_value", max(values))
    book.put("package_worth", [value / best if best > 0 else 0.0 for value in values])
