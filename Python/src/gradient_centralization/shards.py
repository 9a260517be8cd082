"""Sharded parameters: the part of each that lies on this rank."""

from __future__ import annotations

import sys
from typing import Any

from torch import Tensor

from .fan_in import FanIn


def as_sharded(tensor: Tensor) -> Any:
    """``tensor`` where it is a ``DTensor``, else ``None``; without importing what nobody uses."""
    module = sys.modules.get("torch.distributed.tensor")
    return tensor if module is not None and isinstance(tensor, module.DTensor) else None


def local(tensor: Tensor) -> Tensor:
    """The part of ``tensor`` on this rank, in whose memory it lies."""
    sharded = as_sharded(tensor)
    return tensor if sharded is None else sharded.to_local()


def local_gradient(gradient: Tensor, parameter: Tensor) -> Tensor:
    """The part of the gradient that belongs to the part of the parameter on this rank."""
    sharded, of = as_sharded(gradient), as_sharded(parameter)
    if sharded is None or of is None:
        return gradient
    if sharded.placements != of.placements:
        sharded = sharded.redistribute(placements=of.placements)
    return sharded.to_local()  # type: ignore[no-any-return]


def check_sharding(parameter: Tensor, fan_in: FanIn, name: str | None) -> None:
    """Refuses a sharding that parts the inputs of an output unit: their mean would not be exact."""
    sharded = as_sharded(parameter)
    if sharded is None:
        return
    for placement in sharded.placements:
        if placement.is_replicate():
            continue
        if not placement.is_shard() or placement.dim in fan_in.dims:
            raise ValueError(
                f"{name or 'a parameter'}: expected a sharding that leaves output units whole, which "
                f"sum over dimensions {fan_in.dims}, found {placement}: shard by rows, or leave it out "
                "with centralization={...: 'none'}."
            )
