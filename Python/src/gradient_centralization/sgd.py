"""Stochastic gradient descent, with coupled and with decoupled weight decay."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .checks import check_fraction, check_number
from .operators import descent, momentum, with_caution
from .optimizer import CentralizedOptimizer, RolePlan
from .parameters import Parameters
from .recipe import Recipe
from .rules import Rule, Settings, placed
from .scopes import Centralization


class SGD(CentralizedOptimizer):
    """Stochastic gradient descent with momentum: ``torch.optim.SGD`` with centralization.

    ::

        g = Φ(∇L + λw)      m = β m + (1 - d) g      w = w - η m

    With centralization (``Φ``) on the gradient and the decay before it, the authors' ``SGD_GC``, the sum
    of each output unit's weights never changes. Source: Yong et al., "Gradient Centralization", ECCV
    2020, https://arxiv.org/abs/2004.01461.

    Args:
        params: a module, whose layers say what their weights sum over; or parameters with a ``plan``.
        lr: ``η``.
        momentum: ``β`` in [0, 1), here and below as of ``torch.optim.SGD``.
        centralization: which weights: ``"all"`` that sum over inputs, those of ``"convolutions"``,
            ``"none"``, or these by patterns of names, ``{"layer4.*": "none"}``, the last match wins.
        placement: on the ``"gradient"``, or on the final ``"update"``.
        strength: the share of the mean that is removed, in [0, 1].
        minimum_fan_in: leave weights with fewer inputs per output unit alone, at least 2.
        decay_order: whether the weight decay comes ``"before"`` centralization, or ``"after"`` it.
        plan: what raw parameters sum over: ``plan(module)``, or a mapping of parameters to a
            :class:`FanIn` or ``None``.
    """

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float | Tensor = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
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
            momentum=momentum,
            dampening=dampening,
            weight_decay=weight_decay,
            nesterov=nesterov,
            maximize=maximize,
            foreach=foreach,
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
        check_momentum(group)

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """One rule with momentum, and one without."""
        return momentum_recipe(group, self.is_decoupled, float(group["weight_decay"]))


class SGDW(CentralizedOptimizer):
    """Stochastic gradient descent with momentum and decoupled decay: timm's ``SGDW`` with centralization.

    ::

        g = Φ(∇L)      m = β m + (1 - d) g      w = w - η (m + λw)

    Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
    https://arxiv.org/abs/1711.05101, algorithm 1.

    Args:
        params: as of :class:`SGD`, like all that is not named here.
        caution: leave out what of an update has not the sign of the gradient.
        corrected_weight_decay: decay by ``η² λ / η₀`` with the first learning rate ``η₀``, in place of
            ``η λ``.
    """

    is_decoupled = True

    def __init__(
        self,
        params: nn.Module | Parameters,
        lr: float | Tensor = 1e-3,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
        *,
        caution: bool = False,
        corrected_weight_decay: bool = False,
        maximize: bool = False,
        foreach: bool | None = None,
        differentiable: bool = False,
        centralization: Centralization = "all",
        placement: str = "gradient",
        strength: float = 1.0,
        minimum_fan_in: int = 2,
        decay_order: str = "before",
        plan: RolePlan | None = None,
    ) -> None:
        options = dict(
            lr=lr,
            momentum=momentum,
            dampening=dampening,
            weight_decay=weight_decay,
            nesterov=nesterov,
            caution=caution,
            corrected_weight_decay=corrected_weight_decay,
            maximize=maximize,
            foreach=foreach,
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
        check_momentum(group)

    def recipe(self, group: dict[str, Any]) -> Recipe:
        """That of :class:`SGD`, with the decay in another place."""
        recipe = momentum_recipe(group, self.is_decoupled, corrected_decay(self, group))
        if group["caution"] and group["momentum"] != 0:  # without momentum all signs agree
            recipe.update, recipe.has_kernel = with_caution(recipe.update), False
        return recipe


def check_momentum(group: dict[str, Any]) -> None:
    """Checks what belongs to a momentum."""
    check_fraction("momentum", group["momentum"])
    check_number("dampening", group["dampening"], 0.0, 1.0)
    if group["nesterov"] and (group["momentum"] == 0 or group["dampening"] != 0):
        raise ValueError(
            f"nesterov: expected a momentum above 0 and a dampening of 0 with it, found the momentum "
            f"{group['momentum']} and the dampening {group['dampening']}."
        )


def momentum_recipe(group: dict[str, Any], is_decoupled: bool, decay: float) -> Recipe:
    """The step with a sum of gradients, or without."""
    factor, nesterov = float(group["momentum"]), bool(group["nesterov"])
    settings = Settings(
        float(group["lr"]),
        decay1=factor,
        first_gradient_weight=1.0,
        gradient_weight=1.0 - float(group["dampening"]),
        gradient_share=1.0 if nesterov else 0.0,
        velocity_share=factor if nesterov else 1.0,
    )
    settings = placed(settings, group, decay, is_decoupled)
    if factor == 0:
        return Recipe(Rule.DESCENT, settings, descent)
    return Recipe(Rule.MOMENTUM, settings, momentum, ("momentum_buffer",))


def corrected_decay(optimizer: CentralizedOptimizer, group: dict[str, Any]) -> float:
    """``λ``, or timm's correction of it by the share of the first learning rate that is left."""
    decay = float(group["weight_decay"])
    if group["corrected_weight_decay"] and decay != 0:
        decay *= float(group["lr"]) / float(optimizer.defaults["lr"])
    return decay
