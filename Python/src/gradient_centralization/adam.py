"""Adam, with coupled and with decoupled weight decay."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .checks import check_betas, check_number
from .operators import adam
from .optimizer import CentralizedOptimizer, RolePlan
from .parameters import Parameters
from .recipe import Recipe
from .rules import Rule, Settings, placed
from .scopes import Centralization


class Adam(CentralizedOptimizer):
    """``torch.optim.Adam`` with centralization, the paper's algorithm 2.

    ::

        g = Φ(∇L + λw)      m = β₁ m + (1 - β₁) g      v = β₂ v + (1 - β₂) g²
        w = w - η m̂ / (√v̂ + ε)      m̂ = m / (1 - β₁ᵗ)      v̂ = v / (1 - β₂ᵗ)

    Sources: Kingma and Ba, "Adam", ICLR 2015, https://arxiv.org/abs/1412.6980; Yong et al., ECCV 2020,
    https://arxiv.org/abs/2004.01461.

    Args:
        params: a module, or parameters with a ``plan``: as of :class:`SGD`, like the options of
            centralization.
        lr: ``η``, here and below as of ``torch.optim.Adam``.
        amsgrad: without a kernel, so that operators make the step.
        decoupled_weight_decay: that of :class:`AdamW`.
    """

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-3,
        betas: tuple[float | Tensor, float | Tensor] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
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
            eps=eps,
            weight_decay=weight_decay,
            amsgrad=amsgrad,
            foreach=foreach,
            maximize=maximize,
            capturable=capturable,
            differentiable=differentiable,
            fused=fused,
            decoupled_weight_decay=decoupled_weight_decay,
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
        check_number("eps", group["eps"], open_low=True)

    def decouples(self, group: dict[str, Any]) -> bool:
        """As the group says."""
        return bool(group["decoupled_weight_decay"])

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """The kernels' rule, or with AMSGrad that of operators."""
        beta1, beta2 = group["betas"]
        settings = Settings(
            float(group["lr"]),
            decay1=float(beta1),
            decay2=float(beta2),
            epsilon=float(group["eps"]),
        )
        settings = placed(settings, group, float(group["weight_decay"]), self.decouples(group))
        further = ("max_exp_avg_sq",) if group["amsgrad"] else ()
        return Recipe(
            Rule.ADAM,
            settings,
            adam,
            ("exp_avg", "exp_avg_sq"),
            further_slots=further,
            has_kernel=not further,
            counts_steps=True,
        )


class AdamW(Adam):
    """``torch.optim.AdamW`` with centralization: the decay is apart from the moments.

    ::

        g = Φ(∇L)      w = w - η (m̂ / (√v̂ + ε) + λw)

    With ``placement="update"`` it is ``w - η Φ(m̂ / (√v̂ + ε) + λw)``, which keeps the sum of each output
    unit's weights. Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
    https://arxiv.org/abs/1711.05101, algorithm 2.

    Args:
        params: a module, or parameters with a ``plan``: as of :class:`SGD`, like the options of
            centralization. All others are those of ``torch.optim.AdamW``.
    """

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-3,
        betas: tuple[float | Tensor, float | Tensor] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        centralization: Centralization = "all",
        placement: str = "gradient",
        strength: float = 1.0,
        minimum_fan_in: int = 2,
        decay_order: str = "before",
        plan: RolePlan | None = None,
    ) -> None:
        super().__init__(
            params,
            lr,
            betas,
            eps,
            weight_decay,
            amsgrad,
            foreach=foreach,
            maximize=maximize,
            capturable=capturable,
            differentiable=differentiable,
            fused=fused,
            decoupled_weight_decay=True,
            centralization=centralization,
            placement=placement,
            strength=strength,
            minimum_fan_in=minimum_fan_in,
            decay_order=decay_order,
            plan=plan,
        )
