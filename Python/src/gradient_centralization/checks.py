"""Checks of options: each error is one sentence with the option, what was expected and what was found."""

from __future__ import annotations

from typing import Any

from torch import Tensor


def check_number(
    name: str,
    value: Any,
    low: float = 0.0,
    high: float = float("inf"),
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> None:
    """Checks that ``value`` is a number from ``low`` to ``high``, both included unless said otherwise."""
    words = f"above {low:g}" if open_low else f"at least {low:g}"
    if high != float("inf"):
        words += f" and below {high:g}" if open_high else f" and at most {high:g}"
    is_number = isinstance(value, int | float | Tensor) and not isinstance(value, bool)
    if is_number and not (isinstance(value, Tensor) and value.numel() != 1):
        number = float(value)
        above = number > low if open_low else number >= low
        below = number < high if open_high else number <= high
        if above and below:
            return
    raise ValueError(f"{name}: expected a number {words}, found {value!r}.")


def check_fraction(name: str, value: Any) -> None:
    """Checks that ``value`` is in [0, 1)."""
    check_number(name, value, 0.0, 1.0, open_high=True)


def check_betas(betas: Any) -> None:
    """Checks for two numbers in [0, 1)."""
    if not isinstance(betas, tuple | list) or len(betas) != 2:
        raise ValueError(f"betas: expected two numbers in [0, 1), found {betas!r}.")
    check_fraction("betas", betas[0])
    check_fraction("betas", betas[1])


def check_choice(name: str, value: Any, choices: tuple[str, ...]) -> None:
    """Checks that ``value`` is one of the words."""
    if value not in choices:
        words = " or ".join(map(repr, choices))
        raise ValueError(f"{name}: expected {words}, found {value!r}.")


def check_centralizing(group: dict[str, Any], is_decoupled: bool) -> None:
    """Checks the options of centralization in a group."""
    check_choice("placement", group["placement"], ("gradient", "update"))
    check_choice("decay_order", group["decay_order"], ("before", "after"))
    check_number("strength", group["strength"], 0.0, 1.0)
    fewest = group["minimum_fan_in"]
    if not isinstance(fewest, int) or isinstance(fewest, bool) or fewest < 2:
        raise ValueError(f"minimum_fan_in: expected a whole number from 2, found {fewest!r}.")
    if group["decay_order"] == "after" and group["centralization"] != "none":
        if is_decoupled and group["placement"] == "gradient":
            raise ValueError(
                "decay_order: expected 'before' with placement='gradient', found 'after': a decoupled "
                "decay is behind the gradient's centralization in any case."
            )
        if not is_decoupled and group["placement"] == "update":
            raise ValueError(
                "decay_order: expected 'before' with placement='update', found 'after': a coupled decay "
                "is part of the update and cannot come after it."
            )


def check_torch_options(group: dict[str, Any]) -> None:
    """Refuses what torch.optim's own loops can and one pass over memory cannot."""
    if group.get("differentiable"):
        raise ValueError(
            "differentiable: expected False, found True: autograd cannot look into the kernels' step."
        )
    if group.get("capturable"):
        raise ValueError(
            "capturable: expected False, found True: steps are counted on the CPU, outside of CUDA graphs."
        )
