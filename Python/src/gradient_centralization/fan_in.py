"""Which elements of a weight an output unit sums over: the fact that everything here reads."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal, TypeAlias

from torch import Tensor

Kind: TypeAlias = Literal["linear", "convolution"]
Encoded: TypeAlias = tuple[str, tuple[int, ...], int]
"""A fan-in as a ``state_dict`` holds it: of plain values, so that ``torch.load`` takes it."""


@dataclass(frozen=True)
class FanIn:
    """The inputs of a weight's output units.

    A shape does not tell them: a transposed convolution stores ``[in, out / groups, k, k]``, a layer
    scale ``[C, 1, 1, 1]`` has no inputs. So the layer that owns a weight says it.

    Attributes:
        dims: the dimensions that an output unit sums over, ascending.
        kind: what the weight does with its inputs; ``centralization="convolutions"`` asks for it.
        groups: how many groups of channels do not see each other. Where dimension 0 is among
            ``dims``, it is split into so many equal parts, and a unit sums within its own.
    """

    dims: tuple[int, ...]
    kind: Kind = "linear"
    groups: int = 1

    def __post_init__(self) -> None:
        if not self.dims or list(self.dims) != sorted(set(self.dims)) or self.dims[0] < 0:
            raise ValueError(f"dims: expected dimensions from 0, ascending, found {self.dims}.")
        if self.kind not in ("linear", "convolution"):
            raise ValueError(f"kind: expected 'linear' or 'convolution', found {self.kind!r}.")
        if self.groups < 1:
            raise ValueError(f"groups: expected at least 1, found {self.groups}.")

    @classmethod
    def linear(cls) -> FanIn:
        """Of a weight ``[out, in]``."""
        return cls((1,))

    @classmethod
    def bilinear(cls) -> FanIn:
        """Of a weight ``[out, in1, in2]``, whose units sum over all pairs of inputs."""
        return cls((1, 2))

    @classmethod
    def convolution(cls, spatial_dims: int, groups: int = 1) -> FanIn:
        """Of a weight ``[out, in / groups, k...]``."""
        return cls(tuple(range(1, spatial_dims + 2)), "convolution", groups)

    @classmethod
    def transposed_convolution(cls, spatial_dims: int, groups: int = 1) -> FanIn:
        """Of a weight ``[in, out / groups, k...]``, where the inputs come first."""
        return cls((0, *range(2, spatial_dims + 2)), "convolution", groups)

    @property
    def splits_first_dim(self) -> bool:
        """Whether dimension 0 holds the inputs of several groups."""
        return self.groups > 1 and self.dims[0] == 0

    def count(self, shape: tuple[int, ...]) -> int:
        """The inputs of one output unit of a weight of ``shape``."""
        if self.dims[-1] >= len(shape):
            raise ValueError(
                f"fan-in: expected a weight with dimensions {self.dims}, found the shape "
                f"{tuple(shape)}: a flattened shard has no output units."
            )
        return prod(shape[dim] for dim in self.dims) // (self.groups if self.splits_first_dim else 1)

    def rows(self, shape: tuple[int, ...]) -> int | None:
        """The output units of a weight of ``shape`` whose inputs lie together in memory.

        ``None`` where those of one unit lie apart, as in a transposed convolution.
        """
        if self.dims == tuple(range(1, len(shape))):
            return shape[0]
        return 1 if self.dims == tuple(range(len(shape))) and self.groups == 1 else None

    def centralized(self, tensor: Tensor, strength: float = 1.0) -> Tensor:
        """``tensor - strength * mean``, the mean taken over each output unit's inputs.

        Source: Yong et al., "Gradient Centralization", ECCV 2020, equation 1,
        https://arxiv.org/abs/2004.01461.
        """
        if self.splits_first_dim:
            view = tensor.unflatten(0, (self.groups, tensor.shape[0] // self.groups))
            dims = [dim + 1 for dim in self.dims]
            centered: Tensor = view.sub(view.mean(dims, keepdim=True), alpha=strength)
            return centered.flatten(0, 1)
        return tensor.sub(tensor.mean(self.dims, keepdim=True), alpha=strength)

    def encode(self) -> Encoded:
        """Plain values that :meth:`decode` reads."""
        return (self.kind, self.dims, self.groups)

    @classmethod
    def decode(cls, encoded: Encoded) -> FanIn:
        """What :meth:`encode` wrote."""
        kind, dims, groups = encoded
        return cls(tuple(dims), kind, groups)  # type: ignore[arg-type]  # checked there
