"""What is wrong is said in one sentence with the option, what was expected and what was found."""

import inspect

import pytest
import torch
from torch import nn

import gradient_centralization as gc

ALL = [gc.SGD, gc.SGDW, gc.Adam, gc.AdamW, gc.Adagrad, gc.RMSprop, gc.Lion]
OWN = ["centralization", "placement", "strength", "minimum_fan_in", "decay_order", "plan"]


@pytest.mark.parametrize("name", ["SGD", "Adam", "AdamW", "Adagrad", "RMSprop"])
def test_arguments_and_defaults_are_those_of_torch(name):
    ours = inspect.signature(getattr(gc, name).__init__).parameters
    theirs = inspect.signature(getattr(torch.optim, name).__init__).parameters
    named = {key: p for key, p in ours.items() if key not in OWN}
    assert list(named) == list(theirs)
    for key, parameter in theirs.items():
        assert (named[key].default, named[key].kind) == (parameter.default, parameter.kind)


@pytest.mark.parametrize("name, module", [("SGDW", "sgdw"), ("Lion", "lion")])
def test_arguments_and_defaults_are_those_of_timm(name, module):
    timm = pytest.importorskip(f"timm.optim.{module}")
    ours = inspect.signature(getattr(gc, name).__init__).parameters
    theirs = inspect.signature(getattr(timm, name).__init__).parameters
    named = {key: p for key, p in ours.items() if key not in OWN}
    assert {k: p.default for k, p in named.items()} == {k: p.default for k, p in theirs.items()}
    assert list(named) == list(theirs)


@pytest.mark.parametrize("optimizer", ALL)
def test_unknown_options_are_errors(optimizer):
    with pytest.raises(TypeError, match="use_gc"):
        optimizer(nn.Linear(3, 3), use_gc=True)
    layer = nn.Linear(3, 3)
    with pytest.raises(TypeError, match="^use_gc: expected an option of "):
        optimizer([{"params": list(layer.parameters()), "use_gc": True}], plan=gc.plan(layer))


@pytest.mark.parametrize(
    "options, sentence",
    [
        (dict(lr=-1), r"^lr: expected a number at least 0, found -1\.$"),
        (dict(lr="fast"), r"^lr: expected a number at least 0, found 'fast'\.$"),
        (dict(lr=float("nan")), r"^lr: expected a number at least 0, found nan\.$"),
        (dict(weight_decay=-1), r"^weight_decay: expected a number at least 0, found -1\.$"),
        (dict(momentum=1.0), r"^momentum: expected a number at least 0 and below 1, found 1\.0\.$"),
        (dict(dampening=2), r"^dampening: expected a number at least 0 and at most 1, found 2\.$"),
        (dict(nesterov=True), r"^nesterov: expected a momentum above 0"),
        (dict(differentiable=True), r"^differentiable: expected False, found True: .*\.$"),
        (dict(centralization="most"), r"^centralization: expected 'all', 'convolutions' or 'none'"),
        (dict(centralization={"a": 1}), r"^centralization of 'a': expected 'all'.* found 1\.$"),
        (dict(placement="both"), r"^placement: expected 'gradient' or 'update', found 'both'\.$"),
        (dict(decay_order="first"), r"^decay_order: expected 'before' or 'after', found 'first'\.$"),
        (dict(strength=1.5), r"^strength: expected a number at least 0 and at most 1, found 1\.5\.$"),
        (dict(minimum_fan_in=1), r"^minimum_fan_in: expected a whole number from 2, found 1\.$"),
        (dict(minimum_fan_in=2.5), r"^minimum_fan_in: expected a whole number from 2, found 2\.5\.$"),
    ],
)
def test_ranges_of_sgd(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        gc.SGD(nn.Linear(3, 3), **options)


@pytest.mark.parametrize(
    "optimizer, options, sentence",
    [
        (gc.AdamW, dict(betas=(0.9, 1.0)), r"^betas: expected a number at least 0 and below 1, found"),
        (gc.Lion, dict(betas=0.9), r"^betas: expected two numbers in \[0, 1\), found 0\.9\.$"),
        (gc.Adam, dict(eps=0.0), r"^eps: expected a number above 0, found 0\.0\.$"),
        (gc.Adam, dict(capturable=True), r"^capturable: expected False, found True: .*\.$"),
        (gc.RMSprop, dict(alpha=1), r"^alpha: expected a number at least 0 and below 1, found 1\.$"),
        (gc.Adagrad, dict(lr_decay=-1), r"^lr_decay: expected a number at least 0, found -1\.$"),
    ],
)
def test_ranges_of_others(optimizer, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        optimizer(nn.Linear(3, 3), **options)


def test_raw_parameters_need_a_plan():
    layer = nn.Linear(4, 3)
    with pytest.raises(ValueError, match=r"^SGD: expected a module, or parameters with plan=plan\(mod"):
        gc.SGD(layer.parameters())
    with pytest.raises(ValueError, match=r"^SGD: expected parameters of the plan, found one of 3×4"):
        gc.SGD(layer.parameters(), plan=gc.plan(nn.Linear(4, 3)))
    assert gc.SGD(layer.parameters(), centralization="none").param_groups[0]["fan_in"] == [None, None]
    with pytest.raises(ValueError, match="^params: expected at least one parameter, found none"):
        gc.SGD([])
    with pytest.raises(TypeError, match="^params: expected a module or an iterable of tensors"):
        gc.SGD(layer.weight)


@pytest.mark.parametrize("given", [lambda m: m.parameters(), lambda m: m.named_parameters()])
def test_raw_parameters_with_a_plan_are_those_of_the_module(network, given):
    groups = gc.AdamW(given(network), plan=gc.plan(network)).param_groups
    assert groups == gc.AdamW(network).param_groups


def test_a_group_that_is_added_later():
    first, second = nn.Linear(4, 3), nn.Linear(4, 3)
    optimizer = gc.SGD(first, lr=1.0)
    with pytest.raises(ValueError, match="^SGD: expected parameters of the plan"):
        optimizer.add_param_group({"params": list(second.named_parameters())})
    assert len(optimizer.param_groups) == 1
    optimizer.add_param_group(
        {"params": list(second.named_parameters()), "fan_in": [gc.FanIn.linear(), None]}
    )
    old = second.weight.detach().clone()
    second.weight.grad = torch.randn(3, 4)
    optimizer.step()
    gradient = second.weight.grad - second.weight.grad.mean(1, keepdim=True)
    assert torch.allclose(second.weight, old - gradient, atol=1e-6)
    with pytest.raises(ValueError, match="^fan_in: expected one for each of 1 parameters, found 2"):
        optimizer.add_param_group(
            {"params": [("gain", nn.Parameter(torch.ones(1)))], "fan_in": [None, None]}
        )


def test_instruction_sets():
    gc.use_instruction_set("baseline" if gc.instruction_set() != "neon" else "neon")
    assert gc.instruction_set() in ("baseline", "neon")
    with pytest.raises(ValueError, match="^instruction set: expected one that this machine has"):
        gc.use_instruction_set("mmx")
    gc.use_instruction_set(None)
