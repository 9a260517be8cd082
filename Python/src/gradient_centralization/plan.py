"""The plan of a module: what centralization does to each of its parameters, and why."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from torch import Tensor, nn

from .fan_in import FanIn
from .layers import Role
from .owners import Owner, owners
from .scopes import Centralization, checked_centralization, scope_of, verdict
from .table import plan_table


@dataclass(frozen=True)
class PlanRow:
    """One parameter of a plan.

    Attributes:
        name: its key in the state dict.
        shape: the size of every dimension.
        fan_in: what an output unit sums over; ``None`` where it sums over nothing.
        centralized: whether the mean is removed.
        reason: why, or why not.
    """

    name: str
    shape: tuple[int, ...]
    fan_in: FanIn | None
    centralized: bool
    reason: str

    @property
    def freedom_removed(self) -> float:
        """The share of its numbers that the parameter can no longer move along: 1 / fan-in, or 0."""
        if not self.centralized or self.fan_in is None:
            return 0.0
        return 1 / self.fan_in.count(self.shape)


class Plan(Mapping[Tensor, Role]):
    """What each parameter of a module sums over, by the parameter; its rows say what follows.

    Optimizers take it for raw parameters: ``AdamW(groups, plan=plan(model))``.
    """

    def __init__(
        self,
        named: Mapping[str, nn.Parameter],
        claims: Mapping[int, list[Owner]],
        centralization: Centralization,
        minimum_fan_in: int,
    ) -> None:
        self.names: dict[Tensor, str] = {parameter: name for name, parameter in named.items()}
        self._roles: dict[Tensor, Role] = {}
        self.rows: list[PlanRow] = []
        for name, parameter in named.items():
            role, note = agreed(name, claims[id(parameter)])
            self._roles[parameter] = role
            shape = tuple(parameter.shape)
            scope = scope_of(centralization, name)
            decided = verdict(role, shape, scope, minimum_fan_in, note)
            shown = decided.fan_in or (role if isinstance(role, FanIn) else None)
            self.rows.append(PlanRow(name, shape, shown, decided.fan_in is not None, decided.reason))

    def __getitem__(self, parameter: Tensor) -> Role:
        return self._roles[parameter]

    def __iter__(self) -> Iterator[Tensor]:
        return iter(self._roles)

    def __len__(self) -> int:
        return len(self._roles)

    def __str__(self) -> str:
        """The table that ``centralize plan`` prints."""
        return plan_table(self.rows)

    def json(self) -> str:
        """The list that ``centralize plan --json`` prints."""
        rows = [
            {
                "name": row.name,
                "shape": list(row.shape),
                "fanIn": list(row.fan_in.dims) if row.fan_in else None,
                "groups": row.fan_in.groups if row.fan_in else 1,
                "centralized": row.centralized,
                "reason": row.reason,
                "freedomRemoved": row.freedom_removed or 0,
            }
            for row in self.rows
        ]
        return json.dumps(rows, indent=2, sort_keys=True, separators=(",", " : ")) + "\n"


def plan(module: nn.Module, centralization: Centralization = "all", minimum_fan_in: int = 2) -> Plan:
    """What centralization does to each parameter of ``module``, and why.

    Fan-in is read from the types of the layers, see :func:`register_fan_in`. A weight that several
    layers share is centralized if all of them sum over it in the same way; else it is left alone, with
    a warning.

    Args:
        module: on any device, also ``meta``; compiled and wrapped by data parallelism as well.
        centralization: what is centralized, as of the optimizers.
        minimum_fan_in: the fewest inputs per output unit of what is centralized, at least 2.
    """
    if not isinstance(module, nn.Module):
        raise TypeError(f"module: expected a torch.nn.Module, found {type(module).__name__}.")
    centralization = checked_centralization(centralization)
    claims: dict[int, list[Owner]] = {}
    for owner in owners(module):
        claims.setdefault(id(owner.parameter), []).append(owner)
    named = {clean_name(name, module): parameter for name, parameter in module.named_parameters()}
    for name, parameter in named.items():
        if isinstance(parameter, nn.parameter.UninitializedParameter):
            raise ValueError(f"{name}: expected an initialized parameter, found a lazy one.")
    return Plan(named, claims, centralization, minimum_fan_in)


def clean_name(name: str, module: nn.Module) -> str:
    """The name without what compiling and data parallelism put before it."""
    if isinstance(module, nn.DataParallel | nn.parallel.DistributedDataParallel):
        name = name.removeprefix("module.")
    return name.replace("_orig_mod.", "")


def agreed(name: str, claims: list[Owner]) -> tuple[Role, str]:
    """What all owners of a parameter say; where they differ, that it is left alone."""
    first = claims[0]
    if all(claim.role == first.role for claim in claims):
        return first.role, first.note
    kinds = " and ".join(sorted({claim.layer for claim in claims}))
    reason = f"tied: {kinds} do not sum over it in the same way"
    warnings.warn(
        f"{name} is {reason}, so it is left alone; "
        f"centralization={{{name!r}: FanIn(...)}} centralizes it all the same.",
        stacklevel=4,
    )
    return reason, ""
