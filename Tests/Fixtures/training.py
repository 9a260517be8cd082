"""training.safetensors: ten steps of every optimizer, with and without centralization, in float64.

    images [10, 8, 1, 12, 12], labels [10, 8]        the batch of each step
    initial/<key>                                    parameters and buffers of the network
    <run>/<centralization>/<s>/weights/<key>         before step s = 1…9; 10: after the last step
    <run>/<centralization>/<s>/state/<name>/<key>    PyTorch's optimizer state before step s = 1…9
    <run>/<centralization>/<s>/loss                  mean cross-entropy in step s = 0…9

The runs sgd, adam and adagrad have all of these; the others have the weights of s = 10 only. The
centralization is `none`, `all` (weights of convolutions and linear layers) or `convolutions`.
The network is `ResidualNetwork(1, 2, [2, 4, 8], 4)`, always in training mode.
"""

import dataclasses
import typing

import torch
from torch import nn

from residual import ResidualNetwork

STEPS, BATCH, CLASSES = 10, 8, 4
DECAY = 5e-4


@dataclasses.dataclass(frozen=True)
class Run:
    """An optimizer and what happens to the gradients before its step."""

    optimizer: typing.Callable
    arguments: dict
    centralizations: tuple = ("all",)
    decay: str = "before"  # the decay is added "before" or "after" centralization, or "never"
    clip_norm: float | None = None  # bounds the norm of the raw gradients
    every_step: bool = False


EVERY = {"centralizations": ("none", "all", "convolutions"), "every_step": True}
MOMENTUM = {"lr": 0.1, "momentum": 0.9}

RUNS = {
    "sgd": Run(torch.optim.SGD, MOMENTUM, **EVERY),
    "adam": Run(torch.optim.Adam, {"lr": 0.001}, **EVERY),
    "adagrad": Run(torch.optim.Adagrad, {"lr": 0.01}, **EVERY),
    "sgd_nesterov": Run(torch.optim.SGD, MOMENTUM | {"nesterov": True}),
    # PyTorch dampens from the second step on: the first momentum is the whole gradient.
    "sgd_dampening": Run(torch.optim.SGD, MOMENTUM | {"dampening": 0.3}),
    "sgd_after": Run(torch.optim.SGD, MOMENTUM, decay="after"),
    "sgd_clip": Run(torch.optim.SGD, MOMENTUM, clip_norm=0.5),
    "adamw": Run(
        torch.optim.AdamW, {"lr": 0.001, "weight_decay": 0.01}, ("none", "all"), decay="never"
    ),
}


def beginnings():
    """The images and labels of each step, and the initial values of the network."""
    random = torch.Generator().manual_seed(2004)
    images = torch.randn(STEPS, BATCH, 1, 12, 12, generator=random, dtype=torch.float64)
    labels = torch.randint(CLASSES, [STEPS, BATCH], generator=random)
    return images, labels, initial_values(random)


def tensors():
    images, labels, initial = beginnings()
    result = {"images": images, "labels": labels}
    result |= {f"initial/{key}": value for key, value in initial.items()}
    for name, run in RUNS.items():
        for centralization in run.centralizations:
            record = train(run, centralization, initial, images, labels)
            result |= {f"{name}/{centralization}/{key}": value for key, value in record.items()}
    return result


def initial_values(random):
    """He's initialization for matrices; everything else near its usual value, never on it."""
    values = network().state_dict()
    for key, value in values.items():
        if value.dim() > 1:
            value.normal_(0, (2 / value[0].numel()) ** 0.5, generator=random)
        elif value.is_floating_point():
            usual = 1 if key.endswith(("weight", "running_var")) else 0
            value.uniform_(usual - 0.2, usual + 0.2, generator=random)
    return values


def network():
    return ResidualNetwork(channels=1, stem=2, widths=[2, 4, 8], classes=CLASSES).double()


def train(run, centralization, initial, images, labels):
    model = network()
    model.load_state_dict(initial)
    weights = dict(model.named_parameters())
    arguments = {"weight_decay": 0, "foreach": False} | run.arguments
    optimizer = run.optimizer(weights.values(), **arguments)
    record = {}
    for step in range(STEPS):
        if run.every_step and step > 0:
            record |= weights_before(step, weights) | state_before(step, weights, optimizer)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images[step]), labels[step])
        loss.backward()
        prepare_gradients(run, centralization, weights)
        optimizer.step()
        if run.every_step:
            record[f"{step}/loss"] = loss.detach()
    return record | weights_before(STEPS, weights)


@torch.no_grad()
def prepare_gradients(run, centralization, weights):
    if run.clip_norm is not None:
        norm = nn.utils.clip_grad_norm_(weights.values(), run.clip_norm)
        assert norm > run.clip_norm, "clipping must have something to do"
    for weight in weights.values():
        if run.decay == "before":
            weight.grad += DECAY * weight
        if is_centralized(weight, centralization):
            weight.grad -= weight.grad.mean(dim=tuple(range(1, weight.dim())), keepdim=True)
        if run.decay == "after":
            weight.grad += DECAY * weight


def is_centralized(weight, centralization):
    fewest_dimensions = {"none": float("inf"), "all": 2, "convolutions": 3}
    return weight.dim() >= fewest_dimensions[centralization]


def weights_before(step, weights):
    return {f"{step}/weights/{key}": value.detach().clone() for key, value in weights.items()}


def state_before(step, weights, optimizer):
    return {
        f"{step}/state/{name}/{key}": value.clone()
        for key, weight in weights.items()
        for name, value in optimizer.state[weight].items()
        if name != "step"
    }
