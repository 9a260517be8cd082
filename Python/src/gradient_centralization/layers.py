"""What each kind of layer says of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from torch import nn

from .fan_in import FanIn

Role: TypeAlias = FanIn | str
"""The inputs of a weight, or why a parameter has none."""
Saying: TypeAlias = Role | Callable[[nn.Module], Role]

BIAS = "a bias has no inputs"
GAIN = "a gain has no inputs"
EMBEDDING = "an embedding is looked up, not summed over"

_NORMS = (
    nn.modules.batchnorm._NormBase,
    nn.LayerNorm,
    nn.GroupNorm,
    nn.RMSNorm,
)
_registered: dict[type[nn.Module], dict[str, Saying]] = {}


def register_fan_in(layer: type[nn.Module], **parameters: Saying | None) -> None:
    """Says what the parameters of a layer of one's own sum over.

    It holds for subclasses too, and wins over what is known of the layer otherwise.

    Args:
        layer: the type of the layer.
        parameters: by the name within the layer a :class:`FanIn`; ``None`` or a reason where there are
            no inputs; or a function that makes one of these of a layer.

    Example::

        register_fan_in(MyLayer, kernel=FanIn((0,)), scale=None)
        register_fan_in(MyConv, weight=lambda layer: FanIn.convolution(2, layer.groups))
    """
    if not (isinstance(layer, type) and issubclass(layer, nn.Module)):
        raise TypeError(f"layer: expected a type of torch.nn.Module, found {layer!r}.")
    if not parameters:
        raise TypeError(f"parameters: expected at least one of {layer.__name__}, found none.")
    for name, saying in parameters.items():
        if not (saying is None or callable(saying) or isinstance(saying, FanIn | str)):
            raise TypeError(f"{name}: expected a FanIn, None, a reason or a function, found {saying!r}.")
    sayings = {
        name: "registered as without inputs" if saying is None else saying
        for name, saying in parameters.items()
    }
    _registered.setdefault(layer, {}).update(sayings)


def role(layer: nn.Module, name: str) -> Role | None:
    """What ``layer`` says of its parameter ``name``; ``None`` where it says nothing."""
    for ancestor in type(layer).__mro__:
        saying = _registered.get(ancestor, {}).get(name)
        if saying is not None:
            return saying if isinstance(saying, FanIn | str) else saying(layer)
    return _known(layer, name)


def _known(layer: nn.Module, name: str) -> Role | None:
    match layer:
        case nn.Linear():
            return _weight_or_bias(name, FanIn.linear())
        case nn.modules.conv._ConvTransposeNd():
            fan_in = FanIn.transposed_convolution(len(layer.kernel_size), layer.groups)
            return _weight_or_bias(name, fan_in)
        case nn.modules.conv._ConvNd():
            return _weight_or_bias(name, FanIn.convolution(len(layer.kernel_size), layer.groups))
        case nn.Bilinear():
            return _weight_or_bias(name, FanIn.bilinear())
        case nn.RNNBase() | nn.RNNCellBase():  # the gates lie one after the other: [gates * H, in]
            if name.startswith("weight_"):
                return FanIn.linear()
            return BIAS if name.startswith("bias_") else None
        case nn.MultiheadAttention():
            if name in ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight"):
                return FanIn.linear()
            return BIAS if name in ("in_proj_bias", "bias_k", "bias_v") else None
        case nn.Embedding() | nn.EmbeddingBag():
            return EMBEDDING if name == "weight" else None
        case nn.PReLU():
            return GAIN if name == "weight" else None
        case _ if isinstance(layer, _NORMS):
            return GAIN if name == "weight" else BIAS if name == "bias" else None
        case _:
            return None


def _weight_or_bias(name: str, fan_in: FanIn) -> Role | None:
    return fan_in if name == "weight" else BIAS if name == "bias" else None
