"""optimizers.safetensors: ten steps of every optimizer of torch.optim on drawn gradients, in float64.

    initial/<key>                       the weights before the first step
    gradients/<key> [10, …]             the gradient of each step
    <run>/<centralization>/<key>        the weights after the last step

The centralization is `none`; `before` or `after`, of the gradient, after or before the decay is added
to it; or `update`, of the weights' whole change. The decay is added by hand, but in AdamW.
"""

import dataclasses
import typing

import torch

STEPS, DECAY = 10, 0.05

SHAPES = {
    "linear": [3, 5],
    "conv": [2, 3, 2, 2],
    "transposed": [4, 2, 2, 2],  # [in, out / groups, k, k] in two groups
    "bias": [4],
}


@dataclasses.dataclass(frozen=True)
class Run:
    """An optimizer with settings that are not its defaults."""

    optimizer: typing.Callable
    arguments: dict
    decoupled: bool = False  # the decay is the optimizer's own


MOMENTUM = {"lr": 0.1, "momentum": 0.8}
MOMENTS = {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-8}
RMSPROP = {"lr": 0.01, "alpha": 0.95, "eps": 1e-8}

RUNS = {
    "sgd": Run(torch.optim.SGD, {"lr": 0.1}),
    "momentum": Run(torch.optim.SGD, MOMENTUM),
    "nesterov": Run(torch.optim.SGD, MOMENTUM | {"nesterov": True}),
    "dampening": Run(torch.optim.SGD, MOMENTUM | {"dampening": 0.3}),
    "adam": Run(torch.optim.Adam, MOMENTS),
    "amsgrad": Run(torch.optim.Adam, MOMENTS | {"amsgrad": True}),
    "adamw": Run(torch.optim.AdamW, MOMENTS | {"weight_decay": DECAY}, decoupled=True),
    "adagrad": Run(torch.optim.Adagrad, {"lr": 0.05, "eps": 1e-8}),
    "rmsprop": Run(torch.optim.RMSprop, RMSPROP),
    "rmsprop_momentum": Run(torch.optim.RMSprop, RMSPROP | {"momentum": 0.8}),
    "rmsprop_centered": Run(torch.optim.RMSprop, RMSPROP | {"centered": True}),
    "adadelta": Run(torch.optim.Adadelta, {"lr": 1.0, "rho": 0.95, "eps": 1e-5}),
    "nadam": Run(torch.optim.NAdam, MOMENTS | {"momentum_decay": 0.01}),
    "radam": Run(torch.optim.RAdam, MOMENTS),
}


def tensors():
    random = torch.Generator().manual_seed(2015)
    initial = {key: draw(shape, random) for key, shape in SHAPES.items()}
    gradients = {key: draw([STEPS, *shape], random) for key, shape in SHAPES.items()}
    result = {f"initial/{key}": value for key, value in initial.items()}
    result |= {f"gradients/{key}": value for key, value in gradients.items()}
    for name, run in RUNS.items():
        for centralization in ("none", "before", "after", "update"):
            weights = train(run, centralization, initial, gradients)
            result |= {f"{name}/{centralization}/{key}": value for key, value in weights.items()}
    return result


def draw(shape, random):
    return torch.randn(shape, generator=random, dtype=torch.float64) + 0.3


@torch.no_grad()
def train(run, centralization, initial, gradients):
    weights = {key: value.clone().requires_grad_() for key, value in initial.items()}
    arguments = {"weight_decay": 0, "foreach": False} | run.arguments
    optimizer = run.optimizer(weights.values(), **arguments)
    coupled = 0 if run.decoupled else DECAY
    for step in range(STEPS):
        before = {key: weight.clone() for key, weight in weights.items()}
        for key, weight in weights.items():
            gradient = gradients[key][step].clone()
            if centralization != "after":
                gradient += coupled * weight
            if centralization in ("before", "after"):
                gradient = centralized(key, gradient)
            if centralization == "after":
                gradient += coupled * weight
            weight.grad = gradient
        optimizer.step()
        if centralization == "update":
            for key, weight in weights.items():
                weight.copy_(before[key] + centralized(key, weight - before[key]))
    return weights


def centralized(key, gradient):
    """Without the mean over each output unit's inputs; a bias has none."""
    if key == "bias":
        return gradient
    if key == "transposed":
        groups = gradient.unflatten(0, (2, 2))
        return (groups - groups.mean(dim=(1, 3, 4), keepdim=True)).flatten(0, 1)
    return gradient - gradient.mean(dim=tuple(range(1, gradient.dim())), keepdim=True)
