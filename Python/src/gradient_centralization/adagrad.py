"""Adagrad."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .checks import check_number
from .operators import adagrad
from .optimizer import CentralizedOptimizer, RolePlan
from .parameters import Parameters
from .recipe import Recipe
from .rules import Rule, Settings, placed
from .scopes import Centralization


class Adagrad(CentralizedOptimizer):
    """``torch.optim.Adagrad`` with centralization.

    ::

        g = Φ(∇L + λw)      s = s + g²      w = w - η / (1 + d (t - 1)) g / (√s + ε)

    Source: Duchi et al., "Adaptive Subgradient Methods", JMLR 2011,
    https://jmlr.org/papers/v12/duchi11a.html.

    Args:
        params: a module, or parameters with a ``plan``: as of :class:`SGD`, like the options of
            centralization.
        lr: ``η``, here and below as of ``torch.optim.Adagrad``.
        lr_decay: ``d``.
        initial_accumulator_value: what ``s`` begins with.
    """

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        centralization: Centralization = "all",
        placement: str = "gradient",
        strength: float = 1.0,
        minimum_fan_in: int = 2,
        decay_order: str = "before",
        plan: RolePlan | None = None,
    ) -> None:
        options = dict(
            lr=lr,
            lr_decay=lr_decay,
            weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
            eps=eps,
            foreach=foreach,
            maximize=maximize,
            differentiable=differentiable,
            fused=fused,
        )
        super().__init__(
            params,
            options,
            centralization=centralization,
            placement=placement,
            strength=strength,
            minimum_fan_in=minimum_fan_in,
            decay_order=decay_order,
            plan=plan,
        )

    def check(self, group: dict[str, Any]) -> None:
        """Checks the options of a group."""
        super().check(group)
        check_number("lr_decay", group["lr_decay"])
        check_number("initial_accumulator_value", group["initial_accumulator_value"])
        check_number("eps", group["eps"], open_low=True)

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """The kernels' rule."""
        settings = Settings(float(group["lr"]), epsilon=float(group["eps"]))
        return Recipe(
            Rule.ADAGRAD,
            placed(settings, group, float(group["weight_decay"]), self.is_decoupled),
            adagrad,
            ("sum",),
            counts_steps=True,
            initial=float(group["initial_accumulator_value"]),
            rate_decay=float(group["lr_decay"]),
        )
