"""The operator by PyTorch's own check, and compiled steps."""

import pytest
import torch
from conftest import distance, step_losses, twin
from torch import nn

import gradient_centralization as gc
from gradient_centralization.kernels import step_
from gradient_centralization.rules import Rule, Settings


def arguments(rule: Rule, dtype: torch.dtype = torch.float32) -> tuple:
    """One step of two weights by a rule."""
    slots = {Rule.DESCENT: 0, Rule.ADAM: 2}.get(rule, 1)

    def drawn() -> list[torch.Tensor]:
        return [torch.rand(4, 6, dtype=dtype), torch.rand(3, 80, dtype=dtype)]

    settings = Settings(0.1, gradient_strength=1.0, decay1=0.9, decay2=0.99, epsilon=1e-8)
    counters = [torch.tensor(1.0), torch.tensor(2.0)] if rule == Rule.ADAM else []
    steps = [] if rule == Rule.ADAM else [2, 2]
    of = [drawn() if slots > i else [] for i in range(2)]
    return (drawn(), drawn(), *of, counters, steps, [4, 0], [0, 0], int(rule), list(settings), 1.0)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.filterwarnings("default")
def test_opcheck_is_clean(rule):
    results = torch.library.opcheck(step_, arguments(rule))
    assert set(results.values()) == {"SUCCESS"}


@pytest.mark.filterwarnings("default")
def test_the_operator_compiles_as_one_graph():
    def step(*arguments):
        step_(*arguments)
        return arguments[0][0] * 2

    eager, compiled = arguments(Rule.ADAM), None
    compiled = tuple(
        [t.clone() for t in a] if isinstance(a, list) and a and isinstance(a[0], torch.Tensor) else a
        for a in eager
    )
    expected = step(*eager)
    result = torch.compile(step, fullgraph=True, backend="aot_eager")(*compiled)
    assert torch.equal(expected, result)
    for i in (0, 2, 3, 4):
        assert all(torch.equal(a, b) for a, b in zip(eager[i], compiled[i], strict=True))


@pytest.mark.parametrize("name", ["SGD", "AdamW"])
@pytest.mark.filterwarnings("default")
def test_a_compiled_training_step(network, name):
    own = getattr(gc, name)
    other = twin(network)
    optimizer, compiled = own(network, lr=0.01), own(other, lr=0.01)

    def train(module: nn.Module, optimizer: torch.optim.Optimizer, images: torch.Tensor) -> None:
        optimizer.zero_grad()
        module(images).square().mean().backward()
        optimizer.step()

    step = torch.compile(train, backend="aot_eager")
    for seed in range(4):
        images = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(seed))
        train(network, optimizer, images)
        step(other, compiled, images)
    assert distance(network, other) < 1e-4


@pytest.mark.filterwarnings("default")
def test_a_compiled_module_has_the_plan_of_the_module(network):
    compiled = torch.compile(network, backend="aot_eager")
    assert gc.plan(compiled).json() == gc.plan(network).json()
    losses = step_losses(compiled, gc.SGD(compiled, lr=0.1), 5)
    assert losses[-1] != losses[0]


@pytest.mark.parametrize(
    "change, sentence",
    [
        (lambda a: a[1].pop(), "lists: expected one entry for each weight"),
        (lambda a: a[0].__setitem__(0, torch.rand(4, 6).double()), "weights: expected float32"),
        (lambda a: a[0].__setitem__(0, torch.rand(4, 12)[:, ::2]), "weights: expected dense memory"),
        (lambda a: a[1].__setitem__(0, torch.rand(6, 4).t()), "gradients: expected the layout"),
        (lambda a: a[2].__setitem__(0, torch.rand(3, 6)), "slots: expected the layout"),
        (lambda a: a[6].__setitem__(0, 5), "rows: expected output units one after the other"),
        (lambda a: a[7].__setitem__(0, 1), "groups: expected the index of a group"),
        (lambda a: a[9].pop(), "numbers: expected 14 for each group"),
    ],
)
def test_the_operator_refuses_what_would_write_elsewhere(change, sentence):
    given = arguments(Rule.ADAM)
    change(given)
    before = [weight.clone() for weight in given[0]]
    counted = [counter.clone() for counter in given[4]]
    with pytest.raises(RuntimeError, match=sentence):
        step_(*given)
    assert all(torch.equal(a, b) for a, b in zip(before, given[0], strict=True))
    assert counted == given[4]
