"""What optimizers are given: tensors, names with tensors, or groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from torch import Tensor

from .layers import Role
from .plan import Plan

Parameters: TypeAlias = Iterable[Tensor] | Iterable[tuple[str, Tensor]] | Iterable[dict[str, Any]]


def named_groups(params: Parameters, plan: Mapping[Tensor, Role | None] | None) -> list[dict[str, Any]]:
    """The groups, whose parameters have names where the plan knows them."""
    if isinstance(params, Tensor):
        raise TypeError("params: expected a module or an iterable of tensors, found a tensor.")
    items = list(params)
    if not items:
        raise ValueError("params: expected at least one parameter, found none.")
    groups = items if isinstance(items[0], dict) else [{"params": items}]
    return [_named(dict(group), plan) for group in groups]  # type: ignore[call-overload]


def _named(group: dict[str, Any], plan: Mapping[Tensor, Role | None] | None) -> dict[str, Any]:
    if "params" not in group:
        raise ValueError(f"group: expected a key 'params', found {', '.join(group) or 'none'}.")
    if isinstance(group["params"], set):
        return group  # refused by torch.optim
    params = [group["params"]] if isinstance(group["params"], Tensor) else list(group["params"])
    if isinstance(plan, Plan) and all(
        isinstance(parameter, Tensor) and parameter in plan for parameter in params
    ):
        params = [(plan.names[parameter], parameter) for parameter in params]
    group["params"] = params
    return group


def reason_without_plan(
    optimizer: str, plan: Mapping[Tensor, Role | None] | None, parameter: Tensor
) -> str:
    """The sentence for a parameter of which nobody said what it sums over."""
    shape = "×".join(map(str, parameter.shape))
    if plan is None:
        return (
            f"{optimizer}: expected a module, or parameters with plan=plan(module), found parameters "
            f"alone, such as one of {shape}: a shape does not say what an output unit sums over."
        )
    return f"{optimizer}: expected parameters of the plan, found one of {shape} that is not in it."
