"""Lion."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .checks import check_betas
from .operators import lion, with_caution
from .optimizer import CentralizedOptimizer, RolePlan
from .parameters import Parameters
from .recipe import Recipe
from .rules import Rule, Settings, placed
from .scopes import Centralization
from .sgd import corrected_decay


class Lion(CentralizedOptimizer):
    """timm's ``Lion`` with centralization: steps of one size along the sign of a mean of gradients.

    ::

        g = Φ(∇L)      u = sign(β₁ m + (1 - β₁) g)      m = β₂ m + (1 - β₂) g      w = w - η (u + λw)

    Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", NeurIPS 2023,
    https://arxiv.org/abs/2302.06675, algorithm 2.

    Args:
        params: a module, or parameters with a ``plan``: as of :class:`SGD`, like the options of
            centralization.
        lr: ``η``, here and below as of timm's.
        caution: leave out what of an update has not the sign of the gradient.
        corrected_weight_decay: decay by ``η² λ / η₀`` with the first learning rate ``η₀``, in place of
            ``η λ``.
    """

    is_decoupled = True

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-4,
        betas: tuple[float, float] = (0.9, 0.99),
        weight_decay: float = 0.0,
        caution: bool = False,
        corrected_weight_decay: bool = False,
        maximize: bool = False,
        foreach: bool | None = None,
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
            betas=betas,
            weight_decay=weight_decay,
            caution=caution,
            corrected_weight_decay=corrected_weight_decay,
            maximize=maximize,
            foreach=foreach,
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
        check_betas(group["betas"])

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """The kernels' rule, or with caution that of operators."""
        beta1, beta2 = group["betas"]
        settings = Settings(float(group["lr"]), decay1=float(beta1), decay2=float(beta2))
        return Recipe(
            Rule.LION,
            placed(settings, group, corrected_decay(self, group), self.is_decoupled),
            with_caution(lion) if group["caution"] else lion,
            ("exp_avg",),
            has_kernel=not group["caution"],
        )
