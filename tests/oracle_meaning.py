"""The oracle's working of what money means: what is named, and what falls in step with a budget.

Loops over services and their consequences, without the model's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

Row = list[float]
EFFICIENT, HALF_A_PENNY = 3, 0.005
KEPT, MOVES, ELSEWHERE = 1, 2, 3
OF_COMING_ABOUT = (
    "consequence_savings", "consequence_begun", "consequence_target", "consequence_in_force",
    "consequence_keeps", "consequence_is_measured", "consequence_moves", "consequence_left",
    "consequence_moved", "consequence_posts_lost",
)  # fmt: skip
OF_MEANING = (
    "service_kept", "service_moves", "volume_left", "volume_moved", "volume_named",
    "volume_after", "volume_known_by", "posts_named", "posts_after", "posts_known_by",
)  # fmt: skip


def work_consequences(book: Book, t: int) -> None:
    """Take what is named for what there will be; only without it does a service fall in step."""
    before, after = book.fixed("consequence_before"), book.fixed("consequence_after")
    change = [now - before[c] for c, now in enumerate(after)]
    book.put("consequence_change", change)
    budgets = book.fixed("service_controllable")
    cut = [
        book.row("service_cuts", t)[s] / budget if budget > 0 else 0.0
        for s, budget in enumerate(budgets)
    ]
    book.put("share_cut", cut)
    book.put("share_kept", [1 - share for share in cut])
    speak = work_what_comes_about(book, t)
    in_step = work_what_shrinks(book, t)
    volumes, posts = book.fixed("service_volume"), book.fixed("service_posts")
    found: dict[str, Row] = {name: [] for name in OF_MEANING}
    for s in range(len(budgets)):
        mine = [c for c in speak if book.groups["consequence", "service"][c] == s]
        kept = [c for c in mine if speak[c] == KEPT]
        moving = [c for c in mine if speak[c] == MOVES]
        lost = sum(book.fixed("consequence_posts")[c] for c in mine)
        moved = sum(change[c] for c in moving)
        by_name = max(0.0, volumes[s] + moved)
        if len(moving) == 1:
            by_name = after[moving[0]]
        falls = 1.0 if book.row("service_shrinks", t)[s] >= HALF_A_PENNY else 0.0
        found["service_kept"].append(len(kept))
        found["service_moves"].append(len(moving))
        found["volume_left"].append(sum(after[c] for c in moving))
        found["volume_moved"].append(moved)
        found["volume_named"].append(by_name)
        found["volume_after"].append(by_name if kept or moving else volumes[s] * in_step[s])
        found["volume_known_by"].append(1.0 if kept or moving else -falls)
        found["posts_named"].append(lost)
        named = bool(kept) or lost > 0
        found["posts_after"].append(max(0.0, posts[s] - lost) if named else posts[s] * in_step[s])
        found["posts_known_by"].append(1.0 if named else -falls)
    for name, row in found.items():
        book.put(name, row)


def work_what_comes_about(book: Book, t: int) -> dict[int, int]:
    """Say which consequences come about, and which of them keep or move their service."""
    begun = [
        1.0 if 12 * t > start and book.fixed("saving_approval")[s] == 0
        and book.fixed("saving_on")[s] == 1 else 0.0
        for s, start in enumerate(book.fixed("saving_start"))
    ]  # fmt: skip
    effects = list(zip(book.groups["effect", "consequence"], book.groups["effect", "saving"],
                       strict=True))  # fmt: skip
    book.put("saving_in_force", begun)
    book.put("effect_counts", [1.0 for _ in effects])
    book.put("effect_in_force", [begun[s] for _, s in effects])
    book.put("measured_counts", [1.0 for _ in book.groups["measured", "consequence"]])
    targets = book.row("target_so_far", t)
    found: dict[str, Row] = {name: [] for name in OF_COMING_ABOUT}
    speak: dict[int, int] = {}
    for c, service in enumerate(book.groups["consequence", "service"]):
        of = [s for consequence, s in effects if consequence == c]
        about = begun[of[0]] == 1 if of else targets[service] >= HALF_A_PENNY
        kept = about and book.fixed("consequence_kind")[c] == 0
        own = c in book.groups["measured", "consequence"]
        moves = about and own and not kept
        if about:
            speak[c] = KEPT if kept else MOVES if moves else ELSEWHERE
        after, before = book.fixed("consequence_after")[c], book.fixed("consequence_before")[c]
        found["consequence_savings"].append(len(of))
        found["consequence_begun"].append(sum(begun[s] for s in of))
        found["consequence_target"].append(targets[service])
        found["consequence_in_force"].append(about)
        found["consequence_keeps"].append(kept)
        found["consequence_is_measured"].append(own)
        found["consequence_moves"].append(moves)
        found["consequence_left"].append(after if moves else 0.0)
        found["consequence_moved"].append(after - before if moves else 0.0)
        lost = book.fixed("consequence_posts")[c]
        found["consequence_posts_lost"].append(lost if about else 0.0)
    for name, row in found.items():
        book.put(name, [float(one) for one in row])
    return speak


def work_what_shrinks(book: Book, t: int) -> Row:
    """Say what share of each service is left if it fell with what may take service away."""
    sparing = book.groups["sparing", "saving"]
    savings = [
        0.0 if s in sparing else taken
        for s, taken in enumerate(book.row("saving_planned_since_base", t))
    ]
    book.put("sparing_counts", [1.0 for _ in sparing])
    book.put("saving_spares", [1.0 if s in sparing else 0.0 for s in range(len(savings))])
    book.put("saving_shrinks", savings)
    shrinks, remains, wholes, left = [], [], [], []
    for s, budget in enumerate(book.fixed("service_controllable")):
        taken = book.row("target_so_far", t)[s]
        if book.fixed("service_class")[s] == EFFICIENT:
            taken = max(0.0, taken - book.one("efficient_share") * budget)
        taken += sum(
            amount for saving, amount in enumerate(savings)
            if book.groups["saving", "service"][saving] == s
        )  # fmt: skip
        shrinks.append(taken)
        remains.append(max(0.0, budget - book.row("service_cuts", t)[s]))
        wholes.append(remains[s] + max(0.0, taken))
        known = budget > 0 and wholes[s] > 0
        left.append(remains[s] / wholes[s] if known else 1.0)
    book.put("service_shrinks", shrinks)
    book.put("service_remains", remains)
    book.put("service_if_whole", wholes)
    book.put("share_in_step", left)
    return left
