"""All that a loop does with an optimizer of torch.optim."""

import copy
import io
import pickle

import pytest
import torch
from conftest import OPTIMIZERS, distance, give_gradients, step_losses, twin
from torch import nn

import gradient_centralization as gc

PAIRS = [name for name in OPTIMIZERS if "plain" not in name]


def bitwise(a: nn.Module, b: nn.Module) -> bool:
    return all(torch.equal(p, q) for p, q in zip(a.parameters(), b.parameters(), strict=True))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_state_dict_goes_on_to_the_bit(network, name):
    own, _, options = OPTIMIZERS[name]
    optimizer = own(network, **options)
    step_losses(network, optimizer, 3)
    file = io.BytesIO()
    torch.save(optimizer.state_dict(), file)
    file.seek(0)
    other = twin(network)
    resumed = own(other, **{**options, "lr": 7.0})
    resumed.load_state_dict(torch.load(file, weights_only=True))
    step_losses(network, optimizer, 2)
    step_losses(other, resumed, 2)
    assert bitwise(network, other)
    assert resumed.param_groups[0]["lr"] == options["lr"]


def go_on(pairs: list[tuple[nn.Module, torch.optim.Optimizer]], seeds: range) -> None:
    """Steps of several along the same drawn gradients."""
    for seed in seeds:
        give_gradients(*(module for module, _ in pairs), seed=seed)
        for _, optimizer in pairs:
            optimizer.step()


@pytest.mark.parametrize("fused", [False, True])
@pytest.mark.parametrize("name", PAIRS)
def test_states_go_on_there_and_here(network, name, fused):
    own, torchs, options = OPTIMIZERS[name]
    if fused and "RMSprop" in name:
        pytest.skip("torch.optim.RMSprop has no fused step")
    more = {"fused": True} if fused else {}
    theirs = torchs(network.parameters(), **options, **more)
    go_on([(network, theirs)], range(3))
    here, there = twin(network), twin(network)
    ours = own(here, centralization="none", **options)
    ours.load_state_dict(copy.deepcopy(theirs.state_dict()))
    assert ours.param_groups[0]["centralization"] == "none"
    go_on([(network, theirs), (here, ours)], range(3, 6))
    assert distance(network, here) < 1e-5
    there.load_state_dict(here.state_dict())
    back = torchs(there.parameters(), **options, **more)
    back.load_state_dict(copy.deepcopy(ours.state_dict()))
    go_on([(network, theirs), (here, ours), (there, back)], range(6, 9))
    assert distance(network, there) < 2e-5


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("clone", [copy.deepcopy, lambda both: pickle.loads(pickle.dumps(both))])
def test_copies_and_pickles_go_on_to_the_bit(network, name, clone):
    own, _, options = OPTIMIZERS[name]
    optimizer = own(network, centralization={"6.*": "none"}, **options)
    step_losses(network, optimizer, 2)
    other, copied = clone((network, optimizer))
    step_losses(network, optimizer, 2)
    step_losses(other, copied, 2)
    assert bitwise(network, other)


def test_learning_rate_schedules(network):
    optimizer = gc.SGD(network, lr=1.0)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 4)
    moved = []
    for _ in range(3):
        before = network[1].bias.detach().clone()
        give_gradients(network)
        optimizer.step()
        schedule.step()
        moved.append(((before - network[1].bias) / network[1].bias.grad).mean().item())
    assert moved == pytest.approx([1.0, 0.853553, 0.5], abs=1e-4)


def test_one_cycle_moves_the_momentum_too(network):
    optimizer = gc.AdamW(network, lr=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=10)
    step_losses(network, optimizer, 1)
    schedule.step()
    assert optimizer.param_groups[0]["betas"][0] != 0.9
    step_losses(network, optimizer, 1)


def test_gradient_scaler_skips_what_overflows(network):
    optimizer = gc.SGD(network, lr=0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**10)
    before = twin(network)
    for factor in (1.0, float("inf")):
        optimizer.zero_grad()
        scaler.scale(network(torch.randn(4, 3, 8, 8)).sum() * factor).backward()
        kept = twin(network)
        scaler.step(optimizer)
        scaler.update()
        assert bitwise(kept, network) == (factor != 1.0)
    assert not bitwise(before, network)


def test_closures_return_the_loss(network):
    optimizer = gc.SGD(network, lr=0.01)

    def closure():
        assert torch.is_grad_enabled()
        optimizer.zero_grad()
        loss = network(torch.ones(2, 3, 8, 8)).square().sum()
        loss.backward()
        return loss

    first, second = optimizer.step(closure), optimizer.step(closure)
    assert second < first
    assert optimizer.step() is None


def test_hooks_are_called(network):
    optimizer = gc.AdamW(network)
    calls = []
    optimizer.register_step_pre_hook(lambda *_: calls.append("before"))
    optimizer.register_step_post_hook(lambda *_: calls.append("after"))
    step_losses(network, optimizer, 1)
    assert calls == ["before", "after"]


@pytest.mark.parametrize("option", [{"foreach": True}, {"fused": True}, {"foreach": False}])
def test_ways_of_torch_are_accepted_and_change_nothing(network, option):
    other = twin(network)
    step_losses(network, gc.AdamW(network), 2)
    step_losses(other, gc.AdamW(other, **option), 2)
    assert bitwise(network, other)


def test_learning_rates_as_tensors(network):
    other = twin(network)
    rate = torch.tensor(0.5)
    optimizer = gc.SGD(network, lr=rate)
    step_losses(network, optimizer, 1)
    rate.fill_(0.1)
    step_losses(network, optimizer, 1)
    same = gc.SGD(other, lr=0.5)
    step_losses(other, same, 1)
    same.param_groups[0]["lr"] = 0.1
    step_losses(other, same, 1)
    assert distance(network, other) < 1e-6


def test_versions_are_bumped(network):
    optimizer = gc.AdamW(network)
    loss = (network[6].weight ** 2).sum()  # saved for the backward
    for _ in range(2):  # the second step is a warm one
        version = network[6].weight._version
        give_gradients(network)
        optimizer.step()
        assert network[6].weight._version > version
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_layouts_may_change_between_steps(network):
    exact = twin(network, lambda m: m.double())
    optimizer, reference = gc.AdamW(network), gc.AdamW(exact)
    layouts = [torch.contiguous_format, torch.channels_last] * 2
    for seed, layout in enumerate(layouts):
        network.to(memory_format=layout)
        give_gradients(network, exact, seed=seed)
        optimizer.step()
        reference.step()
    assert network[0].weight.is_contiguous(memory_format=torch.channels_last)
    assert distance(network, exact) < 1e-5


def test_gradients_laid_out_in_another_way_give_the_same_bits(network):
    other = twin(network)
    optimizers = gc.AdamW(network), gc.AdamW(other)
    for seed in range(3):
        give_gradients(network, other, seed=seed)
        weight = other[0].weight
        weight.grad = weight.grad.contiguous(memory_format=torch.channels_last)
        assert weight.grad.stride() != weight.stride()
        for optimizer in optimizers:
            optimizer.step()
    assert bitwise(network, other)


@pytest.mark.parametrize("optimizer", [gc.SGD, gc.SGDW, gc.Adam, gc.AdamW, gc.Adagrad, gc.RMSprop, gc.Lion])
def test_sparse_gradients_are_those_of_a_dense_one(optimizer):
    results = []
    for sparse in (False, True):
        torch.manual_seed(0)
        embedding = nn.Embedding(10, 4, sparse=sparse)
        own = optimizer(embedding, lr=0.1)
        for index in (1, 2, 1):
            own.zero_grad()
            embedding(torch.tensor([index, index, 3])).square().sum().backward()
            assert embedding.weight.grad.is_sparse == sparse
            own.step()
        results.append(embedding.weight.detach())
    assert torch.equal(*results)


def test_complex_means_do_not_mix():
    weight = nn.Parameter(torch.randn(3, 4, dtype=torch.complex64))
    old = weight.detach().clone()
    weight.grad = torch.randn(3, 4, dtype=torch.complex64)
    gc.SGD([weight], lr=1.0, plan={weight: gc.FanIn.linear()}).step()
    expected = old - (weight.grad - weight.grad.mean(1, keepdim=True))
    assert torch.allclose(weight, expected, atol=1e-6)


def test_views_with_gaps_are_stepped_by_operators():
    memory = torch.randn(4, 10)
    weight = nn.Parameter(memory[:, ::2])
    old = memory.clone()
    weight.grad = torch.randn(4, 5)
    gc.SGD([weight], lr=1.0, plan={weight: gc.FanIn.linear()}).step()
    gradient = weight.grad - weight.grad.mean(1, keepdim=True)
    assert torch.allclose(weight, old[:, ::2] - gradient, atol=1e-6)
    assert torch.equal(memory[:, 1::2], old[:, 1::2])


def test_parameters_that_get_gradients_later(network):
    exact = twin(network, lambda m: m.double())
    optimizers = gc.AdamW(network), gc.AdamW(exact)
    for seed in range(6):
        give_gradients(network, exact, seed=seed)
        if seed in (0, 1, 3):
            network[6].weight.grad = exact[6].weight.grad = None
        for optimizer in optimizers:
            optimizer.step()
    assert int(optimizers[0].state[network[6].weight]["step"]) == 3
    assert int(optimizers[0].state[network[0].weight]["step"]) == 6
    assert distance(network, exact) < 1e-5


def test_states_set_by_hand_are_used(network):
    optimizer = gc.SGD(network, lr=0.1, momentum=0.9)
    step_losses(network, optimizer, 3)
    weight = network[6].weight
    optimizer.state[weight]["momentum_buffer"] = torch.ones_like(weight)
    old = weight.detach().clone()
    weight.grad = torch.zeros_like(weight)
    optimizer.step()
    assert torch.allclose(weight, old - 0.1 * 0.9, atol=1e-6)


def test_options_changed_by_hand_are_used(network):
    optimizer = gc.SGD(network, lr=1.0)
    step_losses(network, optimizer, 2)
    for centralization in ("all", "none"):
        optimizer.param_groups[0]["centralization"] = centralization
        weight, old = network[6].weight, network[6].weight.detach().clone()
        give_gradients(network)
        optimizer.step()
        gradient = weight.grad
        if centralization == "all":
            gradient = gradient - gradient.mean(1, keepdim=True)
        assert torch.allclose(weight, old - gradient, atol=1e-5)


def test_empty_parameters_are_left():
    weight = nn.Parameter(torch.randn(0, 4))
    weight.grad = torch.randn(0, 4)
    gc.AdamW([weight], plan={weight: gc.FanIn.linear()}).step()


def test_what_it_says_of_itself(network):
    text = repr(gc.AdamW(network, lr=0.5))
    assert text.startswith("AdamW (\nParameter Group 0\n") and "    lr: 0.5\n" in text
    assert "    fan_in:" not in text and "0.weight" not in text
