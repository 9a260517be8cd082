"""One call of the kernels, and what of it holds in the next step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor

from .kernels import step_
from .recipe import Recipe, Target
from .rules import Settings

if TYPE_CHECKING:
    from .optimizer import CentralizedOptimizer


@dataclass
class KernelWork:
    """One call of the kernels: lists with an entry for each parameter, and the numbers of groups."""

    weights: list[Tensor] = field(default_factory=list)
    gradients: list[Tensor] = field(default_factory=list)
    slots: tuple[list[Tensor], list[Tensor]] = field(default_factory=lambda: ([], []))
    counters: list[Tensor] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    states: list[dict[str, Any]] = field(default_factory=list)

    def add_group(self, settings: Settings) -> int:
        """Adds the numbers of a group, and returns its index."""
        self.numbers += settings
        return len(self.numbers) // len(settings) - 1

    def run(self, rule: int, gradient_scale: float) -> None:
        """Makes the step; an error leaves everything as it was."""
        step_(
            self.weights,
            self.gradients,
            self.slots[0],
            self.slots[1],
            self.counters,
            self.steps,
            self.rows,
            self.groups,
            rule,
            self.numbers,
            gradient_scale,
        )

    def tell_autograd(self) -> None:
        """Says what has changed to autograd, which does not see what a custom operator writes."""
        torch.autograd.graph.increment_version(self.weights + self.slots[0] + self.slots[1])


class _Facts(NamedTuple):
    """What decides which kernels a group takes."""

    rule: int
    maximize: bool
    has_kernel: bool
    slots: tuple[str, ...]
    targets: list[Target]


@dataclass
class WarmStep:
    """A step that the kernels made of all parameters, to be made again with other gradients.

    It holds while the same parameters have gradients, and their state is the same tensors. The operator
    checks all tensors before it changes any: where one does not suit any more, nothing has happened.
    """

    facts: list[_Facts]
    idle: list[Tensor]
    """Those without a gradient."""
    work: KernelWork
    group_of_number: list[int]
    """Of each group among the work's numbers, the index of the optimizer's group."""
    names: tuple[str, ...]

    @classmethod
    def of(
        cls,
        optimizer: CentralizedOptimizer,
        recipes: list[Recipe],
        works: dict[tuple[int, bool, bool], KernelWork],
    ) -> WarmStep | None:
        """The step that was just made; ``None`` where it was not one call on whole parameters."""
        groups = optimizer.param_groups
        if len(works) != 1 or not recipes:
            return None
        (work,) = works.values()
        with_gradient = [
            (index, p) for index, g in enumerate(groups) for p in g["params"] if p.grad is not None
        ]
        is_plain = all(p is weight for (_, p), weight in zip(with_gradient, work.weights, strict=True))
        if not is_plain:  # parts of sharded parameters
            return None
        order = list(dict.fromkeys(index for index, _ in with_gradient))
        work.steps = [2] * len(work.steps)  # no first steps
        return cls(
            facts=[_facts(optimizer, i, recipe) for i, recipe in enumerate(recipes)],
            idle=[p for g in groups for p in g["params"] if p.grad is None],
            work=work,
            group_of_number=order,
            names=recipes[0].slots,
        )

    def run(self, optimizer: CentralizedOptimizer, recipes: list[Recipe]) -> bool:
        """Makes a step if it holds; else nothing has happened."""
        work = self.work
        if len(self.facts) != len(recipes) or any(
            _facts(optimizer, i, recipes[i]) != known for i, known in enumerate(self.facts)
        ):
            return False
        if any(parameter.grad is not None for parameter in self.idle):
            return False
        gradients: list[Tensor] = []
        for weight in work.weights:
            gradient = weight.grad
            if gradient is None:
                return False
            gradients.append(gradient)
        states = optimizer.state
        for weight, state in zip(work.weights, work.states, strict=True):
            if states.get(weight) is not state:
                return False
        for name, slots in zip(self.names, work.slots, strict=False):
            for state, slot in zip(work.states, slots, strict=True):
                if state.get(name) is not slot:
                    return False
        for state, counter in zip(work.states, work.counters, strict=False):
            if state.get("step") is not counter:
                return False
        work.gradients = gradients
        work.numbers = [n for i in self.group_of_number for n in recipes[i].settings]
        try:
            work.run(self.facts[0].rule, -1.0 if self.facts[0].maximize else 1.0)
        except RuntimeError:  # something has another layout now, and gets its own way
            return False
        finally:
            work.gradients = []
        work.tell_autograd()
        return True


def _facts(optimizer: CentralizedOptimizer, index: int, recipe: Recipe) -> _Facts:
    maximize = bool(optimizer.param_groups[index]["maximize"])
    return _Facts(recipe.rule, maximize, recipe.has_kernel, recipe.slots, optimizer.targets(index))
