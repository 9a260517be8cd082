"""No plan freezes a parameter, in a network of each of timm's families."""

import warnings
from math import prod

import pytest
import torch
from torch import nn

import gradient_centralization as gc

timm = pytest.importorskip("timm")


def families() -> dict[str, str]:
    """For each of timm's modules the network with the shortest name."""
    return {
        family: min(names, key=lambda name: (len(name), name))
        for family in timm.list_modules()
        if (names := timm.list_models(module=family))
    }


def frozen(rows: list[gc.PlanRow]) -> list[str]:
    """The weights that a mean over their inputs would take every direction from."""
    return [row.name for row in rows if row.centralized and row.fan_in.count(row.shape) < 2]


def by_rank(module: nn.Module) -> list[str]:
    """Those that the rule 'every dimension but the first, if there are two' freezes."""
    return [
        name
        for name, parameter in module.named_parameters()
        if parameter.ndim > 1 and prod(parameter.shape[1:]) == 1
    ]


def moves(module: nn.Module) -> list[str]:
    """The small parameters that a step leaves where they were."""
    small = {
        name: nn.Parameter(torch.randn(parameter.shape))
        for name, parameter in module.named_parameters()
        if parameter.numel() <= 4096
    }
    plan = gc.plan(module)
    names = {name: parameter for parameter, name in plan.names.items()}
    sums = {parameter: plan[names[name]] for name, parameter in small.items()}
    optimizer = gc.SGD(
        list(small.values()),
        lr=1.0,
        plan={p: role if isinstance(role, gc.FanIn) else None for p, role in sums.items()},
    )
    before = {name: parameter.detach().clone() for name, parameter in small.items()}
    for parameter in small.values():
        parameter.grad = torch.randn(parameter.shape)
    optimizer.step()
    return [name for name, old in before.items() if torch.equal(old, small[name])]


@pytest.mark.extended
@pytest.mark.parametrize("family, name", families().items())
def test_no_parameter_of_a_family_is_frozen(family, name):
    check(name)


@pytest.mark.parametrize("name", ["resnet10t", "convnext_atto", "vit_tiny_patch16_224", "nf_resnet26"])
def test_no_parameter_is_frozen(name):
    check(name)


def check(name: str) -> None:
    with warnings.catch_warnings(), torch.device("meta"):
        warnings.simplefilter("ignore")
        module = timm.create_model(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = gc.plan(module).rows
        assert frozen(rows) == []
        assert moves(module) == []
    assert any(row.centralized for row in rows)


def test_the_rank_rule_freezes():
    with torch.device("meta"):
        module = timm.create_model("nf_resnet26")
    assert len(by_rank(module)) > 10
