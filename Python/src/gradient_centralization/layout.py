"""Where the elements of tensors lie: what the kernels can work on, and how others are made to suit."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_ELEMENTS = (torch.float32, torch.bfloat16, torch.float16)
_PLAIN = (nn.Parameter, Tensor, nn.Buffer)


def is_suited(weight: Tensor) -> bool:
    """Whether the kernels know the weight: dense on the CPU, in an element type that they have."""
    return (
        weight.is_cpu
        and weight.dtype in _ELEMENTS
        and type(weight) in _PLAIN
        and weight.layout is torch.strided
        and (weight.is_contiguous() or is_dense(weight))
    )


def is_dense(tensor: Tensor) -> bool:
    """Whether the elements fill one stretch of memory, each once."""
    inside = 1
    dims = [(s, n) for s, n in zip(tensor.stride(), tensor.shape, strict=True) if n != 1]
    for stride, size in sorted(dims):
        if stride != inside:
            return False
        inside *= size
    return True


def has_whole_rows(weight: Tensor, rows: int) -> bool:
    """Whether the ``rows`` output units of a dense weight lie one after the other."""
    if rows <= 1 or weight.is_contiguous():
        return True
    return weight.stride(0) * rows == weight.numel()


def is_laid_out_like(tensor: Tensor, weight: Tensor) -> bool:
    """Whether each element of ``tensor`` lies where that of ``weight`` does."""
    return (
        tensor.layout is torch.strided
        and tensor.stride() == weight.stride()
        and tensor.dtype is weight.dtype
        and tensor.device == weight.device
    )


def laid_out_like(tensor: Tensor, weight: Tensor) -> Tensor:
    """A tensor with the numbers of ``tensor``, also of a sparse one, in the layout of ``weight``."""
    dense = tensor.to_dense() if tensor.layout is not torch.strided else tensor
    return torch.empty_like(weight, memory_format=torch.preserve_format).copy_(dense)
