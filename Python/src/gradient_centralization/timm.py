"""Registers the optimizers in timm: ``--opt centralized_sgd`` and the like.

Import it before an optimizer is made; or, without changes to a script of timm's::

    python -m gradient_centralization.timm train.py DATA --model resnet18 --opt centralized_sgd
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch
from timm.optim._optim_factory import OptimizerRegistry, default_registry
from torch import nn

from . import SGD, SGDW, Adagrad, Adam, AdamW, Lion, RMSprop
from .optimizer import CentralizedOptimizer
from .plan import plan

_OPTIMIZERS: dict[str, type[CentralizedOptimizer]] = {
    "sgd": SGD,
    "sgdw": SGDW,
    "adam": Adam,
    "adamw": AdamW,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "lion": Lion,
}


def register(registry: OptimizerRegistry) -> None:
    """Adds ``centralized_sgd`` and the like to a registry of timm's.

    timm takes an optimizer's name to begin behind the last underscore, and hands it parameters alone: so
    this takes the underscore out, and adds the plan of the model.
    """
    for name, optimizer in _OPTIMIZERS.items():
        registry.register(
            replace(
                registry.get_optimizer_info(name),  # with timm's own defaults, such as Nesterov's form
                name=f"centralized{name}",
                opt_class=optimizer,
                description=f"{name} with gradient centralization by layer",
            )
        )
    create: Callable[..., torch.optim.Optimizer] = registry.create_optimizer

    def create_optimizer(model_or_params: Any, opt: str, *args: Any, **options: Any) -> Any:
        own = opt.lower().replace("centralized_", "centralized")
        if "centralized" in own and isinstance(model_or_params, nn.Module):
            options.setdefault("plan", plan(model_or_params))
        return create(model_or_params, own, *args, **options)

    registry.create_optimizer = create_optimizer  # type: ignore[method-assign]


register(default_registry)

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("gradient_centralization.timm: expected a script of timm's, found none.")
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
