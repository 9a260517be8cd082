"""What all optimizers of this package have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeAlias, overload

import torch
from torch import Tensor, nn

from .checks import check_centralizing, check_number, check_torch_options
from .fan_in import FanIn
from .layers import Role
from .parameters import Parameters, named_groups, reason_without_plan
from .plan import Plan
from .plan import plan as plan_of
from .recipe import Recipe, Target
from .scopes import Centralization, checked_centralization, scope_of, verdict
from .shards import check_sharding, local
from .stepping import take_step
from .work import WarmStep

Group: TypeAlias = dict[str, Any]
State: TypeAlias = dict[str, Any]
RolePlan: TypeAlias = Mapping[Tensor, Role | None]

# What users, schedulers and timm put into groups beside options.
_NOT_OPTIONS = {
    *("params", "param_names", "fan_in", "name", "group_name", "lr_scale", "initial_lr"),
    *("min_lr", "max_lr", "base_lr", "base_momentum", "max_momentum", "swa_lr"),
}


class CentralizedOptimizer(torch.optim.Optimizer):
    """An optimizer of torch.optim whose step centralizes gradients by layer, in one pass over memory.

    Its groups hold the options of torch.optim and those of centralization; ``fan_in`` in a group says
    for each of its parameters what an output unit sums over, and ``None`` where there are no inputs.
    """

    is_decoupled: ClassVar[bool] = False
    """Whether the weight decay is apart from the gradient."""

    def __init__(
        self,
        params: nn.Module | Parameters,
        defaults: Group,
        *,
        plan: RolePlan | None,
        centralization: Centralization,
        placement: str,
        strength: float,
        minimum_fan_in: int,
        decay_order: str,
    ) -> None:
        defaults |= {
            "centralization": checked_centralization(centralization),
            "placement": placement,
            "strength": strength,
            "minimum_fan_in": minimum_fan_in,
            "decay_order": decay_order,
        }
        if isinstance(params, nn.Module):
            plan = plan_of(params) if plan is None else plan
            params = [(name, parameter) for parameter, name in _names(plan, params).items()]
        self._plan = plan
        self._targets: list[tuple[object, list[Target]]] = []
        self.warm: WarmStep | None = None
        super().__init__(named_groups(params, plan), defaults)

    def recipe(self, group: Group) -> Recipe:
        """How the parameters of a group make a step."""
        raise NotImplementedError

    def check(self, group: Group) -> None:
        """Raises an error for an option of a group that is out of its range."""
        check_number("lr", group["lr"])
        check_number("weight_decay", group["weight_decay"])
        check_centralizing(group, self.decouples(group))
        check_torch_options(group)

    def decouples(self, group: Group) -> bool:
        """Whether the weight decay of a group is apart from the gradient."""
        return self.is_decoupled

    def add_param_group(self, param_group: Group) -> None:
        """Adds a group, whose parameters have to be in the plan unless nothing of it is centralized.

        Args:
            param_group: ``params`` and options; those it lacks are the optimizer's. With ``fan_in``, a
                list of a :class:`FanIn` or ``None`` for each parameter, no plan is needed.
        """
        known = {*self.defaults, *_NOT_OPTIONS}
        for key in param_group:
            if key not in known:
                raise TypeError(f"{key}: expected an option of {type(self).__name__} in a group.")
        super().add_param_group(named_groups([param_group], self._plan)[0])
        group = self.param_groups[-1]
        try:
            group["centralization"] = checked_centralization(group["centralization"])
            self.check(group)
            group["fan_in"] = self._fan_ins(group)
            self.targets(len(self.param_groups) - 1)
        except Exception:
            del self.param_groups[-1]
            raise

    def _fan_ins(self, group: Group) -> list[object]:
        """What the parameters of a new group sum over, as a state dict holds it."""
        given = group.get("fan_in")
        if given is not None:
            if len(given) != len(group["params"]):
                raise ValueError(
                    f"fan_in: expected one for each of {len(group['params'])} parameters, "
                    f"found {len(given)}."
                )
            return [entry.encode() if isinstance(entry, FanIn) else entry for entry in given]
        if self._plan is None and group["centralization"] == "none":
            return [None] * len(group["params"])
        found: list[object] = []
        for parameter in group["params"]:
            if self._plan is None or parameter not in self._plan:
                raise ValueError(reason_without_plan(type(self).__name__, self._plan, parameter))
            role = self._plan[parameter]
            found.append(role.encode() if isinstance(role, FanIn) else None)
        return found

    def __setstate__(self, state: State) -> None:
        super().__setstate__(state)
        self._targets = []
        self.warm = None
        self.__dict__.setdefault("_plan", None)

    def load_state_dict(self, state_dict: State) -> None:
        """Takes a state, also one of the optimizer of this name in torch.optim.

        Options that the state lacks stay as they are, and so does what the parameters sum over.
        """
        saved = state_dict["param_groups"]
        if len(saved) == len(self.param_groups):  # else an error of torch.optim
            state_dict = {
                **state_dict,
                "param_groups": [
                    {**_without_parameters(own), **group, "fan_in": own["fan_in"]}
                    for own, group in zip(self.param_groups, saved, strict=True)
                ],
            }
        super().load_state_dict(state_dict)
        self.warm = None
        for group in self.param_groups:
            self.check(group)
        for state in self.state.values():
            step = state.get("step")
            if step is not None:  # a number in older versions, and on the device if fused
                state["step"] = torch.as_tensor(step, dtype=torch.float32, device="cpu").clone()

    def __repr__(self) -> str:
        hidden = ("params", "param_names", "fan_in")
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {i}")
            lines += [f"    {key}: {group[key]}" for key in sorted(group) if key not in hidden]
        return "\n".join([*lines, ")"])

    @overload
    def step(self, closure: None = None) -> None: ...
    @overload
    def step(self, closure: Callable[[], float]) -> float: ...
    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:
        """Makes one step of all parameters that have a gradient.

        Args:
            closure: evaluates the model again and returns the loss, which is returned.
        """
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        take_step(self)
        return loss

    def targets(self, index: int) -> list[Target]:
        """What centralization makes of each parameter of a group: from the last step, if that holds."""
        group = self.param_groups[index]
        facts = (group["centralization"], group["minimum_fan_in"], len(group["params"]))
        while len(self._targets) <= index:
            self._targets.append((None, []))
        known, targets = self._targets[index]
        if known != facts:
            targets = [self._target(group, i) for i in range(len(group["params"]))]
            self._targets[index] = (facts, targets)
        return targets

    def _target(self, group: Group, i: int) -> Target:
        parameter, encoded = group["params"][i], group["fan_in"][i]
        name = group["param_names"][i] if "param_names" in group else None
        role = "no inputs" if encoded is None else FanIn.decode(encoded)
        scope = scope_of(group["centralization"], name)
        fan_in, _ = verdict(role, tuple(parameter.shape), scope, group["minimum_fan_in"])
        if fan_in is None:
            return Target(None, 0)
        check_sharding(parameter, fan_in, name)
        return Target(fan_in, fan_in.rows(tuple(local(parameter).shape)))


def _without_parameters(group: Group) -> Group:
    return {key: value for key, value in group.items() if key not in ("params", "param_names")}


def _names(plan: RolePlan, module: nn.Module) -> dict[Tensor, str]:
    if isinstance(plan, Plan):
        return plan.names
    return {parameter: name for name, parameter in module.named_parameters()}
