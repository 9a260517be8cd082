"""The plan: which parameters sum over what, by the layers that own them."""

import hashlib
import json
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize, prune

import gradient_centralization as gc

FIXTURES = Path(__file__).parents[2] / "Tests/Fixtures"
DIGESTS = json.loads((FIXTURES / "plan_digests.json").read_text())


def rows(module: nn.Module, **options) -> dict[str, tuple[tuple[int, ...] | None, str]]:
    """By name the dimensions of what is centralized, and why."""
    return {
        row.name: (row.fan_in.dims if row.centralized else None, row.reason)
        for row in gc.plan(module, **options).rows
    }


@pytest.mark.parametrize("name", DIGESTS)
def test_plans_of_torchvision_are_those_of_the_command(name):
    torchvision = pytest.importorskip("torchvision")
    with torch.device("meta"):
        network = torchvision.models.get_model(name)
    plan = gc.plan(network)
    expected = DIGESTS[name]
    assert hashlib.sha256(plan.json().encode()).hexdigest() == expected["json"]
    assert hashlib.sha256(str(plan).encode()).hexdigest() == expected["text"]


def test_layers_that_sum_over_inputs():
    module = nn.ModuleDict(
        dict(
            linear=nn.Linear(4, 3),
            bilinear=nn.Bilinear(2, 3, 4),
            conv1=nn.Conv1d(4, 6, 3, groups=2),
            conv3=nn.Conv3d(1, 2, 3),
            up2=nn.ConvTranspose2d(4, 6, 3, groups=2),
            lstm=nn.LSTM(3, 4, proj_size=2),
            cell=nn.GRUCell(3, 4),
            attention=nn.MultiheadAttention(4, 2),
            cross=nn.MultiheadAttention(4, 2, kdim=3, vdim=3, add_bias_kv=True),
        )
    )
    found = rows(module)
    assert {name: dims for name, (dims, _) in found.items() if dims} == {
        "linear.weight": (1,),
        "bilinear.weight": (1, 2),
        "conv1.weight": (1, 2),
        "conv3.weight": (1, 2, 3, 4),
        "up2.weight": (0, 2, 3),
        "lstm.weight_ih_l0": (1,),
        "lstm.weight_hh_l0": (1,),
        "lstm.weight_hr_l0": (1,),
        "cell.weight_ih": (1,),
        "cell.weight_hh": (1,),
        "attention.in_proj_weight": (1,),
        "attention.out_proj.weight": (1,),
        "cross.q_proj_weight": (1,),
        "cross.k_proj_weight": (1,),
        "cross.v_proj_weight": (1,),
        "cross.out_proj.weight": (1,),
    }
    assert {reason for dims, reason in found.values() if not dims} == {"a bias has no inputs"}
    assert found["up2.weight"][1] == "convolution weight of 18 inputs per output unit"
    assert found["conv1.weight"][1] == "convolution weight of 6 inputs per output unit"


def test_what_is_never_centralized():
    module = nn.ModuleDict(
        dict(
            embedding=nn.Embedding(5, 4),
            bag=nn.EmbeddingBag(5, 4),
            norm=nn.LayerNorm((4, 4)),
            group=nn.GroupNorm(2, 4),
            instance=nn.InstanceNorm2d(4, affine=True),
            root=nn.RMSNorm(4),
            slope=nn.PReLU(4),
            pointwise=nn.Conv2d(1, 4, 1),
            depthwise=nn.Conv2d(4, 4, 1, groups=4),
        )
    )
    assert {reason for dims, reason in rows(module).values() if dims is None} == {
        "an embedding is looked up, not summed over",
        "a gain has no inputs",
        "a bias has no inputs",
        "one input per output unit: the gradient would become zero",
    }
    assert all(dims is None for dims, _ in rows(module).values())


class Scaled(nn.Module):
    """A layer of one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.kernel = nn.Parameter(torch.ones(5, 3))
        self.scale = nn.Parameter(torch.ones(3, 1, 1))


class MoreScaled(Scaled):
    pass


def test_layers_of_ones_own(monkeypatch):
    monkeypatch.setattr("gradient_centralization.layers._registered", {})
    unknown = "MoreScaled does not say what it sums over (register_fan_in)"
    assert rows(MoreScaled()) == {"kernel": (None, unknown), "scale": (None, unknown)}
    gc.register_fan_in(Scaled, kernel=gc.FanIn((0,)), scale=None)
    assert rows(MoreScaled()) == {
        "kernel": ((0,), "linear weight of 5 inputs per output unit"),
        "scale": (None, "registered as without inputs"),
    }
    gc.register_fan_in(MoreScaled, kernel=lambda layer: gc.FanIn((0, len(layer.kernel.shape) - 1)))
    assert rows(MoreScaled())["kernel"][0] == (0, 1)
    assert rows(Scaled())["kernel"][0] == (0,)
    for arguments, error in (((3,), "layer: expected a type"), ((Scaled,), "parameters: expected at le")):
        with pytest.raises(TypeError, match=f"^{error}"):
            gc.register_fan_in(*arguments)
    with pytest.raises(TypeError, match="^kernel: expected a FanIn, None, a reason or a function"):
        gc.register_fan_in(Scaled, kernel=3)


@pytest.mark.filterwarnings("ignore:.*is deprecated:FutureWarning")
def test_weight_norm_in_both_forms():
    new, old = (
        parametrizations.weight_norm(nn.Conv2d(3, 4, 3)),
        nn.utils.weight_norm(nn.Linear(3, 4)),
    )
    direction = "inputs per output unit, the direction of weight norm: centralization acts on the direction"
    assert rows(new) == {
        "bias": (None, "a bias has no inputs"),
        "parametrizations.weight.original0": (None, "a gain has no inputs"),
        "parametrizations.weight.original1": ((1, 2, 3), f"convolution weight of 27 {direction}"),
    }
    assert rows(old) == {
        "bias": (None, "a bias has no inputs"),
        "weight_g": (None, "a gain has no inputs"),
        "weight_v": ((1,), f"linear weight of 3 {direction}"),
    }


class Mixing(nn.Module):
    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight.cumsum(1)


@pytest.mark.filterwarnings("ignore:.*is deprecated:FutureWarning")
def test_parametrizations():
    spectral = parametrizations.spectral_norm(nn.Linear(3, 4))
    assert rows(spectral)["parametrizations.weight.original"][0] == (1,)
    assert rows(nn.utils.spectral_norm(nn.Linear(3, 4)))["weight_orig"][0] == (1,)
    assert rows(prune.random_unstructured(nn.Linear(3, 4), "weight", 0.5))["weight_orig"][0] == (1,)
    mixed = nn.Linear(3, 4)
    parametrize.register_parametrization(mixed, "weight", Mixing())
    assert rows(mixed)["parametrizations.weight.original"] == (
        None,
        "its parametrization by Mixing may mix its inputs",
    )


class Tied(nn.Module):
    def __init__(self, first: nn.Module, second: nn.Module) -> None:
        super().__init__()
        self.first, self.second = first, second
        second.weight = first.weight


def test_tied_weights_are_centralized_where_all_owners_agree():
    agreed = Tied(nn.Linear(4, 3), nn.Linear(4, 3))
    assert rows(agreed)["first.weight"][0] == (1,)
    tied = Tied(nn.Embedding(10, 4), nn.Linear(4, 10, bias=False))
    with pytest.warns(UserWarning, match=r"^first\.weight is tied: Embedding and Linear do not sum") as w:
        assert rows(tied) == {
            "first.weight": (None, "tied: Embedding and Linear do not sum over it in the same way")
        }
    assert "centralization={'first.weight': FanIn(...)}" in str(w[0].message)
    with pytest.warns(UserWarning, match="tied"):
        by_hand = rows(tied, centralization={"first.weight": gc.FanIn.linear()})
    assert by_hand["first.weight"] == (
        (1,),
        "tagged by hand as always centralized: linear weight of 4 inputs per output unit",
    )


def test_scopes_and_patterns(network):
    def centralized(**options) -> list[str]:
        return [name for name, (dims, _) in rows(network, **options).items() if dims]

    assert centralized() == ["0.weight", "3.weight", "4.weight", "6.weight"]
    assert centralized(centralization="convolutions") == ["0.weight", "3.weight", "4.weight"]
    assert centralized(centralization="none") == []
    assert centralized(minimum_fan_in=10) == ["0.weight", "4.weight", "6.weight"]
    assert centralized(centralization={"*": "none", "6.*": "all"}) == ["6.weight"]
    assert centralized(centralization={"6.*": "all", "*": "none"}) == []  # the last match wins
    assert centralized(centralization={"4.*": "none"}) == ["0.weight", "3.weight", "6.weight"]


def test_names_without_what_wrappers_put_before_them(network):
    wrapped = nn.DataParallel(network)
    assert gc.plan(wrapped).json() == gc.plan(network).json()


def test_bad_modules():
    with pytest.raises(TypeError, match=r"^module: expected a torch\.nn\.Module, found list\.$"):
        gc.plan([])
    with pytest.raises(ValueError, match=r"^weight: expected an initialized parameter, found a lazy one"):
        gc.plan(nn.LazyLinear(3))


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: gc.FanIn(()), r"^dims: expected dimensions from 0, ascending, found \(\)\.$"),
        (lambda: gc.FanIn((2, 1)), r"^dims: expected dimensions from 0, ascending"),
        (lambda: gc.FanIn((1,), "dense"), r"^kind: expected 'linear' or 'convolution', found 'dense'"),
        (lambda: gc.FanIn((1,), groups=0), r"^groups: expected at least 1, found 0\.$"),
        (lambda: gc.FanIn((1,)).count((12,)), r"^fan-in: .* found the shape \(12,\): a flattened shard"),
    ],
)
def test_bad_fan_ins(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()
