"""What tests share."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import pytest
import torch
from torch import Tensor, nn

import gradient_centralization as gc

OPTIMIZERS = {
    "SGD": (gc.SGD, torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01)),
    "SGD-plain": (gc.SGD, torch.optim.SGD, dict(lr=0.1)),
    "SGD-nesterov": (gc.SGD, torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True)),
    "SGD-dampened": (gc.SGD, torch.optim.SGD, dict(lr=0.1, momentum=0.9, dampening=0.3)),
    "SGD-maximize": (gc.SGD, torch.optim.SGD, dict(lr=0.1, momentum=0.9, maximize=True)),
    "Adam": (gc.Adam, torch.optim.Adam, dict(lr=0.01, weight_decay=0.01)),
    "Adam-amsgrad": (gc.Adam, torch.optim.Adam, dict(lr=0.01, amsgrad=True)),
    "AdamW": (gc.AdamW, torch.optim.AdamW, dict(lr=0.01)),
    "Adagrad": (gc.Adagrad, torch.optim.Adagrad, dict(lr=0.1, weight_decay=0.01)),
    "Adagrad-decayed": (
        gc.Adagrad,
        torch.optim.Adagrad,
        dict(lr=0.1, lr_decay=0.1, initial_accumulator_value=0.5),
    ),
    "RMSprop": (gc.RMSprop, torch.optim.RMSprop, dict(lr=0.01, weight_decay=0.01)),
    "RMSprop-all": (gc.RMSprop, torch.optim.RMSprop, dict(lr=0.01, momentum=0.9, centered=True)),
}


class Network(nn.Sequential):
    """Some layers of each kind: a few rows are short, one is long, and some lie apart."""

    def __init__(self) -> None:
        super().__init__(
            nn.Conv2d(3, 8, 3),
            nn.BatchNorm2d(8),
            nn.ReLU(),
            nn.Conv2d(8, 8, 3, groups=8),
            nn.ConvTranspose2d(8, 6, 3, groups=2),
            nn.Flatten(),
            nn.Linear(6 * 36, 5),
        )


@pytest.fixture(autouse=True)
def _seed() -> Iterator[None]:
    torch.manual_seed(0)
    torch.set_num_threads(1)  # a thread that waits for another test's is slow
    yield
    gc.use_instruction_set(None)


@pytest.fixture
def network() -> nn.Module:
    return Network()


def give_gradients(*modules: nn.Module, seed: int = 1) -> None:
    """The same gradients to copies of a module, in each one's own type and layout."""
    generator = torch.Generator().manual_seed(seed)
    for parameters in zip(*(module.parameters() for module in modules), strict=True):
        drawn = torch.randn(parameters[0].shape, generator=generator, dtype=torch.float64)
        for parameter in parameters:
            parameter.grad = torch.empty_like(parameter).copy_(drawn)


def centralize_by_hand(module: nn.Module) -> None:
    """Takes the mean from each gradient, by the meaning of each layer of Network."""
    for layer in module:
        match layer:
            case nn.ConvTranspose2d():  # [in, out / groups, k, k]: within the groups of inputs
                view = layer.weight.grad.unflatten(0, (layer.groups, -1))
                view -= view.mean((1, 3, 4), keepdim=True)
            case nn.Conv2d() | nn.Linear():
                dims = tuple(range(1, layer.weight.ndim))
                layer.weight.grad -= layer.weight.grad.mean(dims, keepdim=True)


def step_losses(
    module: nn.Module, optimizer: torch.optim.Optimizer, steps: int, seed: int = 5
) -> list[float]:
    """Trains on drawn batches; the loss of each step."""
    generator = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(steps):
        images = torch.randn(4, 3, 8, 8, generator=generator).to(next(module.parameters()).dtype)
        labels = torch.randint(0, 5, (4,), generator=generator)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(module(images).float(), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def distance(a: nn.Module, b: nn.Module) -> float:
    """The largest difference between parameters, relative to the largest of each."""
    return max(
        ((p.double() - q.double()).abs().max() / q.double().abs().max()).item()
        for p, q in zip(a.parameters(), b.parameters(), strict=True)
    )


def twin(module: nn.Module, change: Callable[[nn.Module], nn.Module] = lambda m: m) -> nn.Module:
    return change(copy.deepcopy(module))


def tensors(state: dict[str, object]) -> dict[str, Tensor]:
    return {key: value for key, value in state.items() if isinstance(value, Tensor)}
