"""One step: hands what the kernels know to them in one call, and the rest to operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import torch
from torch import Tensor

from .fan_in import FanIn
from .layout import has_whole_rows, is_laid_out_like, is_suited, laid_out_like
from .operators import OperatorWork, step_by_operators
from .recipe import Recipe
from .shards import local, local_gradient
from .work import KernelWork, WarmStep

if TYPE_CHECKING:
    from .optimizer import CentralizedOptimizer

State: TypeAlias = dict[str, Any]


class Left(NamedTuple):
    """A parameter that the kernels do not know."""

    weight: Tensor
    gradient: Tensor
    state: State
    fan_in: FanIn | None
    step: int


# torch.compiler.disable as torch.optim has it: the compiler is not imported with this package.
@torch._disable_dynamo  # type: ignore[attr-defined]
def take_step(optimizer: CentralizedOptimizer) -> None:
    """Moves all parameters of the optimizer that have a gradient.

    In a compiled training step it runs as it is, since it is one operator already.
    """
    recipes = [optimizer.recipe(group) for group in optimizer.param_groups]
    if optimizer.warm is not None and optimizer.warm.run(optimizer, recipes):
        return
    works: dict[tuple[int, bool, bool], KernelWork] = {}
    is_warm = True
    for index, (group, recipe) in enumerate(zip(optimizer.param_groups, recipes, strict=True)):
        key = recipe.rule, bool(group["maximize"]), recipe.counts_steps
        work = works.setdefault(key, KernelWork())
        left = _sort(optimizer, index, recipe, work)
        if left:
            _by_operators(left, recipe, -1.0 if group["maximize"] else 1.0)
        is_warm &= not left and recipe.rate_decay == 0
    for (rule, maximize, _), work in works.items():
        if work.weights:
            work.run(rule, -1.0 if maximize else 1.0)
            work.tell_autograd()
    optimizer.warm = WarmStep.of(optimizer, recipes, works) if is_warm else None


def _sort(optimizer: CentralizedOptimizer, index: int, recipe: Recipe, work: KernelWork) -> list[Left]:
    """Adds to ``work`` what the kernels know of a group; returns the rest."""
    left: list[Left] = []
    numbers: dict[int, int] = {}
    group, states = optimizer.param_groups[index], optimizer.state
    for parameter, target in zip(group["params"], optimizer.targets(index), strict=True):
        gradient = parameter.grad
        if gradient is None:
            continue
        state = states[parameter]
        step = _begin(state, recipe, parameter)
        weight, gradient = local(parameter), local_gradient(gradient, parameter)
        rows = target.rows
        if not (
            recipe.has_kernel and rows is not None and is_suited(weight) and has_whole_rows(weight, rows)
        ):
            left.append(Left(weight, gradient, state, target.fan_in, step))
            continue
        if not is_laid_out_like(gradient, weight):
            gradient = laid_out_like(gradient, weight)
        for name, of_rule in zip(recipe.slots, work.slots, strict=False):
            slot = local(state[name])
            if not is_laid_out_like(slot, weight):
                slot = state[name] = laid_out_like(slot, weight)
            of_rule.append(slot)
        number = step if recipe.rate_decay != 0 else 0
        if number not in numbers:
            numbers[number] = work.add_group(recipe.settings_at(step))
        work.weights.append(weight)
        work.states.append(state)
        work.gradients.append(gradient)
        work.rows.append(rows)
        work.groups.append(numbers[number])
        if recipe.counts_steps:
            work.counters.append(state["step"])
        else:
            work.steps.append(step)
    return left


def _begin(state: State, recipe: Recipe, parameter: Tensor) -> int:
    """Fills in what the state lacks; the number of the step, as far as the recipe asks for it."""
    is_first = False
    for name in recipe.slots + recipe.further_slots if recipe.further_slots else recipe.slots:
        if state.get(name) is None:
            is_first = True
            state[name] = torch.full_like(parameter, recipe.initial, memory_format=torch.preserve_format)
    if not recipe.counts_steps:
        return 1 if is_first else 2
    if "step" not in state:
        state["step"] = torch.tensor(0.0)
    return int(state["step"]) + 1 if recipe.needs_numbers else 2


def _by_operators(left: list[Left], recipe: Recipe, gradient_scale: float) -> None:
    """Makes the steps of a group that the kernels left, by device, element type and rate."""
    parts: dict[tuple[object, ...], list[Left]] = {}
    for one in left:
        step = one.step
        if recipe.counts_steps:
            one.state["step"] += 1
            step = int(one.state["step"])
        number = step if recipe.rate_decay != 0 else 0
        key = (one.weight.device, one.weight.dtype, number)
        parts.setdefault(key, []).append(one._replace(step=step))
    names = recipe.slots + recipe.further_slots
    for part in parts.values():
        gradients = [
            one.gradient.to_dense() if one.gradient.layout is not torch.strided else one.gradient
            for one in part
        ]
        work = OperatorWork(
            weights=[one.weight for one in part],
            gradients=gradients,
            slots={name: [local(one.state[name]) for one in part] for name in names},
            fan_ins=[one.fan_in for one in part],
            steps=[one.step for one in part],
        )
        step_by_operators(work, recipe.settings_at(part[0].step), gradient_scale, recipe.update)
