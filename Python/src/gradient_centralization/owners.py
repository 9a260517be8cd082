"""The layers that own the parameters of a module, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from torch import nn
from torch.nn.utils import parametrize, prune
from torch.nn.utils.parametrizations import _SpectralNorm, _WeightNorm
from torch.nn.utils.spectral_norm import SpectralNorm
from torch.nn.utils.weight_norm import WeightNorm

from .fan_in import FanIn
from .layers import GAIN, Role, role

DIRECTION = ", the direction of weight norm: centralization acts on the direction"
ORIGINAL = ", before its parametrization: centralization acts on the original"


@dataclass(frozen=True)
class Owner:
    """One layer's claim to a parameter.

    Attributes:
        parameter: whose.
        role: its inputs, or why it has none.
        layer: the name of the layer's type.
        note: what follows from a reparametrization; empty without one.
    """

    parameter: nn.Parameter
    role: Role
    layer: str
    note: str = ""


def owners(module: nn.Module) -> Iterator[Owner]:
    """The claims of all layers of ``module``: several to a parameter that is tied."""
    claimed: set[int] = set()
    layers = list(module.modules())
    for layer in layers:
        if parametrize.is_parametrized(layer):
            for owner in _parametrized(layer):
                claimed.add(id(owner.parameter))
                yield owner
    for layer in layers:
        for name, parameter in layer._parameters.items():
            # Of its originals, a parametrization knows nothing, and its layer has spoken.
            is_spoken_for = id(parameter) in claimed and isinstance(layer, parametrize.ParametrizationList)
            if parameter is not None and not is_spoken_for:
                yield _plain(layer, name, parameter)


def _parametrized(layer: nn.Module) -> Iterator[Owner]:
    """What a layer says of the originals of its parametrizations."""
    kind = type(layer).__mro__[1].__name__  # the type itself was replaced
    lists = layer.parametrizations
    assert isinstance(lists, nn.ModuleDict)
    for name, steps in lists.items():
        assert isinstance(steps, parametrize.ParametrizationList)
        said = role(layer, name)
        originals = dict(steps.named_parameters(recurse=False))
        if len(steps) == 1 and isinstance(steps[0], _WeightNorm):
            yield Owner(originals["original0"], GAIN, kind)
            yield _owner(originals["original1"], said, kind, DIRECTION)
        elif "original" in originals and _keeps_inputs(steps):
            yield _owner(originals["original"], said, kind, ORIGINAL)
        else:
            reason = f"its parametrization by {type(steps[0]).__name__} may mix its inputs"
            for original in originals.values():
                yield Owner(original, reason, kind)


def _keeps_inputs(steps: parametrize.ParametrizationList) -> bool:
    """Whether the weight is the original but for a scale or a mask."""
    return all(isinstance(step, _SpectralNorm | prune.BasePruningMethod) for step in steps)


def _plain(layer: nn.Module, name: str, parameter: nn.Parameter) -> Owner:
    """What a layer says of its own parameter, also where a hook makes the weight of it."""
    kind = type(layer).__name__
    for hook in layer._forward_pre_hooks.values():
        made = getattr(hook, "name", None) or getattr(hook, "_tensor_name", None)
        match hook:
            case WeightNorm() if name == f"{made}_g":
                return Owner(parameter, GAIN, kind)
            case WeightNorm() if name == f"{made}_v":
                return _owner(parameter, role(layer, str(made)), kind, DIRECTION)
            case SpectralNorm() | prune.BasePruningMethod() if name == f"{made}_orig":
                return _owner(parameter, role(layer, str(made)), kind, ORIGINAL)
    return _owner(parameter, role(layer, name), kind)


def _owner(parameter: nn.Parameter, said: Role | None, kind: str, note: str = "") -> Owner:
    if said is None:
        said = f"{kind} does not say what it sums over (register_fan_in)"
    return Owner(parameter, said, kind, note if isinstance(said, FanIn) else "")
