"""Steps against torch.optim in float64 with centralization by hand."""

import pytest
import torch
from conftest import OPTIMIZERS, centralize_by_hand, distance, give_gradients, twin
from torch import nn

import gradient_centralization as gc

FORMATS = [torch.contiguous_format, torch.channels_last]


def reference(module: nn.Module, optimizer, options, centralizes: bool):
    """Steps of torch.optim in float64, whose coupled decay comes before centralization."""
    options = dict(options)
    decay = options.pop("weight_decay", 0.0 if optimizer is not torch.optim.AdamW else 1e-2)
    is_decoupled = optimizer is torch.optim.AdamW
    inner = optimizer(module.parameters(), weight_decay=decay if is_decoupled else 0.0, **options)

    def step() -> None:
        for parameter in module.parameters():
            if not is_decoupled:
                parameter.grad.add_(parameter.detach(), alpha=decay)
        if centralizes:
            centralize_by_hand(module)
        inner.step()

    return step


@pytest.mark.parametrize("memory_format", FORMATS, ids=["contiguous", "channels-last"])
@pytest.mark.parametrize("centralizes", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_steps_equal_torch_in_float64(network, name, centralizes, memory_format):
    own, torchs, options = OPTIMIZERS[name]
    exact = twin(network, lambda m: m.double())
    network = network.to(memory_format=memory_format)
    optimizer = own(network, centralization="all" if centralizes else "none", **options)
    step = reference(exact, torchs, options, centralizes)
    for seed in range(5):
        give_gradients(network, exact, seed=seed)
        optimizer.step()
        step()
    assert distance(network, exact) < 3e-5


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_float64_by_operators_equals_torch(network, name):
    own, torchs, options = OPTIMIZERS[name]
    network = network.double()
    exact = twin(network)
    optimizer, step = own(network, **options), reference(exact, torchs, options, True)
    for seed in range(5):
        give_gradients(network, exact, seed=seed)
        optimizer.step()
        step()
    assert distance(network, exact) < 1e-12


@pytest.mark.parametrize("placement", ["gradient", "update"])
@pytest.mark.parametrize("decay_order", ["before", "after"])
@pytest.mark.parametrize("optimizer", [gc.SGD, gc.SGDW, gc.Adam, gc.AdamW, gc.Adagrad, gc.RMSprop, gc.Lion])
def test_operators_equal_kernels(network, optimizer, placement, decay_order):
    options = dict(lr=0.01, weight_decay=0.1, placement=placement, decay_order=decay_order, strength=0.75)
    if optimizer in (gc.SGD, gc.SGDW):
        options["momentum"] = 0.9
    is_decoupled = optimizer in (gc.SGDW, gc.AdamW, gc.Lion)
    if decay_order == "after" and is_decoupled == (placement == "gradient"):
        with pytest.raises(ValueError, match=r"decay_order: expected 'before' .* found 'after': "):
            optimizer(network, **options)
        return
    exact = twin(network, lambda m: m.double())
    by_kernels, by_operators = optimizer(network, **options), optimizer(exact, **options)
    for seed in range(5):
        give_gradients(network, exact, seed=seed)
        by_kernels.step()
        by_operators.step()
    # Of a sign that hangs on rounding, Lion's steps may differ.
    assert distance(network, exact) < 3e-5


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
@pytest.mark.parametrize("name", ["SGD", "AdamW", "Adagrad", "RMSprop"])
def test_half_precision_is_rounded_once(network, name, dtype):
    own, _, options = OPTIMIZERS[name]
    network = network.to(dtype)
    wide = twin(network, lambda m: m.float())
    give_gradients(network, wide)
    own(network, **options).step()
    for parameter in wide.parameters():  # what the half gradients were rounded to
        parameter.grad = parameter.grad.to(dtype).float()
    own(wide, **options).step()
    for half, full in zip(network.parameters(), wide.parameters(), strict=True):
        unit = torch.finfo(dtype).eps
        assert torch.allclose(half.float(), full, rtol=unit, atol=unit * 1e-2)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_change_nothing(threads):
    results = []
    for count in (1, threads):
        torch.manual_seed(0)
        torch.set_num_threads(count)
        module = nn.ModuleList([nn.Linear(700, 300), nn.Conv2d(64, 128, 3), nn.Linear(3, 3)])
        optimizer = gc.AdamW(module)
        for seed in range(3):
            give_gradients(module, seed=seed)
            optimizer.step()
        results.append([parameter.detach().clone() for parameter in module.parameters()])
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


def test_each_group_has_its_options(network):
    table = gc.plan(network)
    parameters = list(network.parameters())
    optimizer = gc.SGD(
        [
            {"params": parameters[:4], "lr": 0.5},
            {"params": parameters[4:], "centralization": "none", "weight_decay": 0.1},
        ],
        lr=0.1,
        plan=table,
    )
    before = [parameter.detach().clone() for parameter in parameters]
    give_gradients(network)
    optimizer.step()
    for i, (parameter, old) in enumerate(zip(parameters, before, strict=True)):
        gradient = parameter.grad
        if i == 0:
            gradient = gradient - gradient.mean((1, 2, 3), keepdim=True)
        expected = old - (0.5 * gradient if i < 4 else 0.1 * (gradient + 0.1 * old))
        assert torch.allclose(parameter, expected, atol=1e-6)


def test_the_sum_of_weights_stays_where_it_is_promised(network):
    before = network[0].weight.detach().double().sum((1, 2, 3))
    for optimizer in (
        gc.SGD(network, lr=0.1, momentum=0.9, weight_decay=0.1),
        gc.AdamW(network, lr=0.01, placement="update"),
    ):
        for seed in range(3):
            give_gradients(network, seed=seed)
            optimizer.step()
    after = network[0].weight.detach().double().sum((1, 2, 3))
    assert torch.allclose(before, after, atol=1e-6)
    optimizer = gc.AdamW(network, lr=0.01)
    optimizer.step()
    assert not torch.allclose(before, network[0].weight.detach().double().sum((1, 2, 3)), atol=1e-6)


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_the_strength_is_the_share_of_the_mean(strength):
    layer = nn.Linear(100, 3, bias=False)
    old = layer.weight.detach().clone()
    give_gradients(layer)
    gc.SGD(layer, lr=1.0, strength=strength).step()
    gradient = layer.weight.grad
    expected = old - (gradient - strength * gradient.mean(1, keepdim=True))
    assert torch.allclose(layer.weight, expected, atol=1e-6)


def test_the_gradient_is_not_changed(network):
    give_gradients(network)
    before = [parameter.grad.clone() for parameter in network.parameters()]
    gc.AdamW(network).step()
    assert all(
        torch.equal(parameter.grad, old)
        for parameter, old in zip(network.parameters(), before, strict=True)
    )
