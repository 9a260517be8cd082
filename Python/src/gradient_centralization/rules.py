"""What a step computes: the rules of the kernels, and the numbers of a group."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple


class Rule(IntEnum):
    """How a gradient ``a`` becomes an update ``u``; ``m`` and ``v`` are the slots."""

    DESCENT = 0
    """``u = a``"""
    MOMENTUM = 1
    """``m = decay1 m + gradient_weight a; u = gradient_share a + velocity_share m``"""
    ADAM = 2
    """``m, v``: averages of ``a`` and ``a²``; ``u = m / ((√v / √(1 - decay2^t) + ε) (1 - decay1^t))``"""
    ADAGRAD = 3
    """``m = m + a²; u = a / (√m + ε)``"""
    RMSPROP = 4
    """``m = decay1 m + (1 - decay1) a²; u = a / (√m + ε)``"""
    LION = 5
    """``u = sign(decay1 m + (1 - decay1) a); m = decay2 m + (1 - decay2) a``"""


class Settings(NamedTuple):
    """The numbers that the parameters of a group share in a step.

    With ``g`` the gradient, ``w`` the weight before the step and ``mean`` over an output unit::

        a = gradient_scale g + decay_before w
        a = a - gradient_strength mean(a) + decay_after w
        u = rule(a) + decoupled_before w
        u = u - update_strength mean(u) + decoupled_after w
        w = w - learning_rate u
    """

    learning_rate: float
    decay_before: float = 0.0
    decay_after: float = 0.0
    decoupled_before: float = 0.0
    decoupled_after: float = 0.0
    gradient_strength: float = 0.0
    update_strength: float = 0.0
    decay1: float = 0.0
    decay2: float = 0.0
    epsilon: float = 0.0
    first_gradient_weight: float = 0.0
    """In place of ``gradient_weight`` on a parameter's first step."""
    gradient_weight: float = 0.0
    gradient_share: float = 0.0
    velocity_share: float = 0.0


def placed(settings: Settings, group: dict[str, Any], decay: float, is_decoupled: bool) -> Settings:
    """The settings with decay and centralization where the options of a group put them."""
    if group["centralization"] == "none":
        where = "decoupled_before" if is_decoupled else "decay_before"
        return settings._replace(**{where: decay})
    on_update = group["placement"] == "update"
    is_after = group["decay_order"] == "after"
    if is_decoupled:
        where = "decoupled_after" if on_update and is_after else "decoupled_before"
    else:
        where = "decay_after" if is_after else "decay_before"
    strength = "update_strength" if on_update else "gradient_strength"
    return settings._replace(**{where: decay, strength: float(group["strength"])})
