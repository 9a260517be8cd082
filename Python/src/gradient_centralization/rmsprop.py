"""RMSprop."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .checks import check_fraction, check_number
from .operators import rmsprop, with_momentum
from .optimizer import CentralizedOptimizer, RolePlan
from .parameters import Parameters
from .recipe import Recipe
from .rules import Rule, Settings, placed
from .scopes import Centralization


class RMSprop(CentralizedOptimizer):
    """``torch.optim.RMSprop`` with centralization.

    ::

        g = Φ(∇L + λw)      v = α v + (1 - α) g²      w = w - η g / (√v + ε)

    Centered, it divides by ``√(v - m²) + ε`` with ``m = α m + (1 - α) g``. Source: Tieleman and Hinton,
    "Lecture 6.5", Coursera 2012.

    Args:
        params: a module, or parameters with a ``plan``: as of :class:`SGD`, like the options of
            centralization.
        lr: ``η``, here and below as of ``torch.optim.RMSprop``.
        momentum: of what was divided; like ``centered`` without a kernel, so that operators make the
            step.
    """

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
        *,
        centralization: Centralization = "all",
        placement: str = "gradient",
        strength: float = 1.0,
        minimum_fan_in: int = 2,
        decay_order: str = "before",
        plan: RolePlan | None = None,
    ) -> None:
        options = dict(
            lr=lr,
            alpha=alpha,
            eps=eps,
            weight_decay=weight_decay,
            momentum=momentum,
            centered=centered,
            capturable=capturable,
            foreach=foreach,
            maximize=maximize,
            differentiable=differentiable,
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
        check_fraction("alpha", group["alpha"])
        check_number("eps", group["eps"], open_low=True)
        check_fraction("momentum", group["momentum"])

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """The kernels' rule, or that of operators."""
        settings = Settings(float(group["lr"]), decay1=float(group["alpha"]), epsilon=float(group["eps"]))
        factor = float(group["momentum"])
        further: tuple[str, ...] = ("grad_avg",) if group["centered"] else ()
        further += ("momentum_buffer",) if factor != 0 else ()
        return Recipe(
            Rule.RMSPROP,
            placed(settings, group, float(group["weight_decay"]), self.is_decoupled),
            with_momentum(rmsprop, factor) if factor != 0 else rmsprop,
            ("square_avg",),
            further_slots=further,
            has_kernel=not further,
            counts_steps=True,
        )
