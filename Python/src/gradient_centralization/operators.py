"""The step by PyTorch's operators on lists of tensors: for what the kernels do not know.

The same formulas in the same order as the kernels': other devices, float64, complex numbers, weights whose
output units lie apart in memory, and options without a kernel. Half precision is computed with in
float32, and each number is rounded once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import torch
from torch import Tensor

from .fan_in import FanIn
from .rules import Settings

Slots: TypeAlias = dict[str, list[Tensor]]
Update: TypeAlias = Callable[[list[Tensor], Slots, list[int], Settings], list[Tensor]]
"""Moves the slots along the gradients ``a``, of steps of these numbers, and returns the updates."""


class OperatorWork(NamedTuple):
    """Parameters of one group, device and type; each list has an entry for each."""

    weights: list[Tensor]
    gradients: list[Tensor]
    slots: Slots
    fan_ins: list[FanIn | None]
    """``None`` where nothing is centralized."""
    steps: list[int]


def step_by_operators(
    work: OperatorWork, settings: Settings, gradient_scale: float, update: Update
) -> None:
    """Moves weights and slots by one step."""
    weights = [_as_numbers(weight) for weight in work.weights]
    slots = {name: [_as_numbers(slot) for slot in of] for name, of in work.slots.items()}
    a = [_as_numbers(gradient) for gradient in work.gradients]
    wide = [_widened(weight) for weight in weights]
    moved = {name: [_widened(slot) for slot in of] for name, of in slots.items()}
    a = [gradient.to(weight.dtype) for gradient, weight in zip(a, wide, strict=True)]

    if gradient_scale != 1:
        a = list(torch._foreach_mul(a, gradient_scale))
    a = _plus(a, wide, settings.decay_before)
    a = _centralized(a, work.fan_ins, settings.gradient_strength)
    a = _plus(a, wide, settings.decay_after)
    u = update(a, moved, work.steps, settings)
    u = _plus(u, wide, settings.decoupled_before)
    u = _centralized(u, work.fan_ins, settings.update_strength)
    u = _plus(u, wide, settings.decoupled_after)
    torch._foreach_add_(wide, u, alpha=-settings.learning_rate)
    for name, of in slots.items():
        _write_back(of, moved[name])
    _write_back(weights, wide)


def _as_numbers(tensor: Tensor) -> Tensor:
    """A complex tensor as its real and imaginary parts in a last dimension, which no mean mixes."""
    return torch.view_as_real(tensor) if tensor.is_complex() else tensor


def _widened(tensor: Tensor) -> Tensor:
    return tensor.float() if tensor.dtype in (torch.float16, torch.bfloat16) else tensor


def _write_back(to: list[Tensor], moved: list[Tensor]) -> None:
    for tensor, result in zip(to, moved, strict=True):
        if result is not tensor:
            tensor.copy_(result)


def _plus(u: list[Tensor], weights: list[Tensor], factor: float) -> list[Tensor]:
    return u if factor == 0 else list(torch._foreach_add(u, weights, alpha=factor))


def _centralized(u: list[Tensor], fan_ins: Sequence[FanIn | None], strength: float) -> list[Tensor]:
    if strength == 0:
        return u
    return [
        tensor if fan_in is None else fan_in.centralized(tensor, strength)
        for tensor, fan_in in zip(u, fan_ins, strict=True)
    ]


def descent(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """``a`` itself."""
    return a


def momentum(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """Of SGD: a sum of gradients, or Nesterov's step beyond it."""
    velocities = slots["momentum_buffer"]
    torch._foreach_mul_(velocities, settings.decay1)
    weights = [settings.first_gradient_weight if step == 1 else settings.gradient_weight for step in steps]
    torch._foreach_add_(velocities, torch._foreach_mul(a, weights))
    if settings.gradient_share == 0 and settings.velocity_share == 1:
        return velocities
    own = torch._foreach_mul(a, settings.gradient_share)
    return list(torch._foreach_add(own, velocities, alpha=settings.velocity_share))


def adam(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """The mean over the root of the mean square, both corrected; AMSGrad's where it has its slot."""
    means, squares = slots["exp_avg"], slots["exp_avg_sq"]
    _average(means, a, settings.decay1)
    _average_squares(squares, a, settings.decay2)
    if "max_exp_avg_sq" in slots:
        torch._foreach_maximum_(slots["max_exp_avg_sq"], squares)
        squares = slots["max_exp_avg_sq"]
    corrections1 = [1 - settings.decay1**step for step in steps]
    corrections2 = [1 - settings.decay2**step for step in steps]
    divisors = torch._foreach_sqrt(squares)
    torch._foreach_mul_(divisors, [c1 / c2**0.5 for c1, c2 in zip(corrections1, corrections2, strict=True)])
    torch._foreach_add_(divisors, [settings.epsilon * c1 for c1 in corrections1])
    return list(torch._foreach_div(means, divisors))


def adagrad(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """``a`` over the root of the sum of squares."""
    torch._foreach_addcmul_(slots["sum"], a, a)
    return _over_root(a, slots["sum"], settings.epsilon)


def rmsprop(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """``a`` over the root of the mean square, or over the deviation where it has the slot of a mean."""
    squares = slots["square_avg"]
    _average_squares(squares, a, settings.decay1)
    if "grad_avg" in slots:
        _average(slots["grad_avg"], a, settings.decay1)
        squares = list(torch._foreach_addcmul(squares, slots["grad_avg"], slots["grad_avg"], -1.0))
    return _over_root(a, squares, settings.epsilon)


def lion(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
    """The sign of a mean of gradients."""
    means = slots["exp_avg"]
    mixed = torch._foreach_mul(means, settings.decay1)
    torch._foreach_add_(mixed, a, alpha=1 - settings.decay1)
    _average(means, a, settings.decay2)
    return list(torch._foreach_sign(mixed))


def with_momentum(update: Update, factor: float) -> Update:
    """RMSprop's: a sum of what ``update`` makes."""

    def followed(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
        velocities = slots["momentum_buffer"]
        torch._foreach_mul_(velocities, factor)
        torch._foreach_add_(velocities, update(a, slots, steps, settings))
        return velocities

    return followed


def with_caution(update: Update) -> Update:
    """What ``update`` makes where it has the sign of the gradient, scaled up for the rest.

    Source: Liang et al., "Cautious Optimizers", 2024, https://arxiv.org/abs/2411.16085, as in timm.
    """

    def cautious(a: list[Tensor], slots: Slots, steps: list[int], settings: Settings) -> list[Tensor]:
        updates = update(a, slots, steps, settings)
        masks = [(u * g > 0).to(u.dtype) for u, g in zip(updates, a, strict=True)]
        return [u * (mask / mask.mean().clamp(min=1e-3)) for u, mask in zip(updates, masks, strict=True)]

    return cautious


def _average(means: list[Tensor], a: list[Tensor], decay: float) -> None:
    torch._foreach_mul_(means, decay)
    torch._foreach_add_(means, a, alpha=1 - decay)


def _average_squares(squares: list[Tensor], a: list[Tensor], decay: float) -> None:
    torch._foreach_mul_(squares, decay)
    torch._foreach_addcmul_(squares, a, a, 1 - decay)


def _over_root(a: list[Tensor], squares: list[Tensor], epsilon: float) -> list[Tensor]:
    divisors = torch._foreach_sqrt(squares)
    torch._foreach_add_(divisors, epsilon)
    return list(torch._foreach_div(a, divisors))
