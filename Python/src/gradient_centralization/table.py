"""A plan as text."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .plan import PlanRow

_HEADER = ("parameter", "shape", "fan-in dims", "groups", "centralized", "freedom removed")


def plan_table(rows: Sequence[PlanRow]) -> str:
    """The rows as a table for a terminal, with a line of sums below it."""
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEADER, *cells, strict=True)]

    def line(row: Sequence[str], reason: str) -> str:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        return "  ".join([*padded, reason])

    lines = [line(_HEADER, "why")]
    lines += [line(row, rows[i].reason) for i, row in enumerate(cells)]
    return "\n".join([*lines, "", _totals(rows)]) + "\n"


def _cells(row: PlanRow) -> tuple[str, ...]:
    return (
        row.name,
        "×".join(map(str, row.shape)),
        ",".join(map(str, row.fan_in.dims)) if row.fan_in else "–",
        str(row.fan_in.groups) if row.fan_in else "–",
        "yes" if row.centralized else "no",
        f"{row.freedom_removed * 100:.3f} %" if row.centralized else "–",
    )


def _totals(rows: Sequence[PlanRow]) -> str:
    total = sum(prod(row.shape) for row in rows)
    removed = sum(row.freedom_removed * prod(row.shape) for row in rows)
    return (
        f"{sum(row.centralized for row in rows)} of {len(rows)} parameters are centralized; of "
        f"{total} numbers {round(removed)} degrees of freedom are removed "
        f"({removed / max(total, 1) * 100:.3f} %)."
    )
