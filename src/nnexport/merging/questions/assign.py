"""The best one-to-one assignment of a sparse graph, part by part.

Which pairs are possible splits the graph into parts that have nothing to do with each other, nearly
all of them tiny; within a part the sum of the weights is as high as it can be (the Hungarian
method). So the whole is one global optimum and takes linear time as long as the parts stay small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Edge = tuple[int, int, float]
"""Left, right, weight; the weight is above 0."""

LARGEST = 80
"""Nodes on the smaller side of a part that is solved exactly. The time for a node grows with the
square of it; beyond, the heaviest edge is taken first, which is at worst half as good."""


def best_assignment(edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Return the pairs of the assignment whose weights have the highest sum.

    Shape: sorted; each node at most once. Equal inputs give equal results, whatever the order.
    """
    chosen: list[tuple[int, int]] = []
    for part in _parts(sorted(edges)):
        chosen += [part[0][:2]] if len(part) == 1 else _solve(part)
    return sorted(chosen)


def _parts(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Yield the edges of each connected part."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while (above := leader.setdefault(node, node)) != node:
            leader[node] = leader.setdefault(above, above)
            node = above
        return node

    for left, right, _ in edges:
        leader[find(("left", left))] = find(("right", right))
    parts: dict[tuple[str, int], list[Edge]] = {}
    for edge in edges:
        parts.setdefault(find(("left", edge[0])), []).append(edge)
    yield from parts.values()


def _solve(part: Sequence[Edge]) -> list[tuple[int, int]]:
    lefts = sorted({left for left, _, _ in part})
    rights = sorted({right for _, right, _ in part})
    if min(len(lefts), len(rights)) > LARGEST:
        return _heaviest_first(part)
    swapped = len(lefts) > len(rights)
    rows, columns = (rights, lefts) if swapped else (lefts, rights)
    row_of = {node: at for at, node in enumerate(rows)}
    column_of = {node: at for at, node in enumerate(columns)}
    weights = [[0.0] * len(columns) for _ in rows]
    for left, right, weight in part:
        row, column = (right, left) if swapped else (left, right)
        weights[row_of[row]][column_of[column]] = weight
    found = enumerate(_hungarian(weights))
    pairs = [(rows[row], columns[column]) for row, column in found if weights[row][column] > 0]
    return [(column, row) for row, column in pairs] if swapped else pairs


def _heaviest_first(part: Sequence[Edge]) -> list[tuple[int, int]]:
    lefts: set[int] = set()
    rights: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for left, right, _ in sorted(part, key=lambda edge: (-edge[2], edge[0], edge[1])):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            chosen.append((left, right))
    return chosen


def _hungarian(weights: Sequence[Sequence[float]]) -> list[int]:
    """Return the column of each row in an assignment of the highest sum.

    Shape of ``weights``: no more rows than columns; 0 stands for no edge. Each row is added along
    the cheapest alternating path, with a potential for each row and column that keeps costs from
    being negative.
    """
    height, width = len(weights), len(weights[0])
    row_potential, column_potential = [0.0] * (height + 1), [0.0] * (width + 1)
    # Column `width` is where the row that is being added waits.
    owner = [height] * (width + 1)
    for row in range(height):
        owner[width] = row
        column = width
        least = [float("inf")] * width
        came_from = [width] * width
        is_done = [False] * (width + 1)
        while owner[column] != height:
            is_done[column] = True
            current = owner[column]
            step, following = float("inf"), width
            for at in range(width):
                if is_done[at]:
                    continue
                cost = -weights[current][at] - row_potential[current] - column_potential[at]
                if cost < least[at]:
                    least[at], came_from[at] = cost, column
                if least[at] < step:
                    step, following = least[at], at
            for at in range(width + 1):
                if is_done[at]:
                    row_potential[owner[at]] += step
                    column_potential[at] -= step
                elif at < width:
                    least[at] -= step
            column = following
        while column != width:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    columns = [0] * height
    for column, row in enumerate(owner[:width]):
        if row != height:
            columns[row] = column
    return columns
