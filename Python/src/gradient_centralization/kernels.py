"""The kernels: one operator of PyTorch, from a library on its stable binary interface."""

from __future__ import annotations

import ctypes
from pathlib import Path

import torch
from torch import Tensor

_path = Path(__file__).with_name("libgradient_centralization.so")
try:
    torch.ops.load_library(str(_path))
except OSError as error:
    raise ImportError(
        f"gradient_centralization: expected a library of kernels for this machine and PyTorch 2.10 or "
        f"newer, found PyTorch {torch.__version__} and {error}."
    ) from error
_library = ctypes.CDLL(str(_path))
_library.gradient_centralization_instruction_set.restype = ctypes.c_char_p
_library.gradient_centralization_use_instruction_set.restype = ctypes.c_bool
_library.gradient_centralization_use_instruction_set.argtypes = [ctypes.c_char_p]

step_ = torch.ops.gradient_centralization.step_.default
"""``step_(weights, gradients, slots0, slots1, counters, steps, rows, groups, rule, numbers,
gradient_scale)``: one step of many parameters in one parallel region.

Each list has an entry for each weight: ``rows`` its output units, each consecutive in memory, or 0;
``groups`` the index of its 14 numbers (:class:`~gradient_centralization.rules.Settings`); ``counters``
a tensor of one number that counts the steps, or no counters and ``steps`` with their numbers. Weights
are dense on the CPU, in float32, bfloat16 or float16, and all their tensors have their layout.
"""


@torch.library.register_fake("gradient_centralization::step_")
def _(
    weights: list[Tensor],
    gradients: list[Tensor],
    slots0: list[Tensor],
    slots1: list[Tensor],
    counters: list[Tensor],
    steps: list[int],
    rows: list[int],
    groups: list[int],
    rule: int,
    numbers: list[float],
    gradient_scale: float,
) -> None:
    return None


def instruction_set() -> str:
    """What the kernels in use are compiled for: ``avx512``, ``avx2``, ``neon`` or ``baseline``."""
    name: bytes = _library.gradient_centralization_instruction_set()
    return name.decode()


def use_instruction_set(name: str | None) -> None:
    """Makes all later steps use that instruction set, or the best one again if ``None``.

    For tests and benchmarks: steps of one instruction set are equal to the bit on every machine.
    """
    encoded = None if name is None else name.encode()
    if not _library.gradient_centralization_use_instruction_set(encoded):
        raise ValueError(
            f"instruction set: expected one that this machine has, such as {instruction_set()!r}, "
            f"found {name!r}."
        )
