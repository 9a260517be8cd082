"""Data parallelism and sharding over two processes equal one process."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from conftest import Network
from torch import nn

import gradient_centralization as gc

pytestmark = pytest.mark.filterwarnings("default")
if not dist.is_available():
    pytest.skip("this PyTorch has no process groups", allow_module_level=True)


def _enter(rank: int, works: list[Callable[[], None]], file: str) -> None:
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{file}", rank=rank, world_size=2)
    try:
        for work in works:
            work()
    finally:
        dist.destroy_process_group()


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(Network()[0], nn.Flatten(), nn.Linear(8 * 36, 7), nn.ReLU(), nn.Linear(7, 5))


def batch(seed: int) -> torch.Tensor:
    return torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(seed))


def train(module: nn.Module, optimizer: torch.optim.Optimizer, shares: bool) -> None:
    """Three steps on four images each, or on this rank's half of them."""
    for seed in range(3):
        images = batch(seed)
        if shares:
            images = images.chunk(2)[dist.get_rank()]
        optimizer.zero_grad()
        module(images).square().mean().backward()
        optimizer.step()


def reference(name: str, **options) -> nn.Module:
    module = network()
    train(module, getattr(gc, name)(module, **options), shares=False)
    return module


def data_parallel() -> None:
    from torch.nn.parallel import DistributedDataParallel

    for name in ("SGD", "AdamW"):
        module = DistributedDataParallel(network())
        assert gc.plan(module).rows[0].name == "0.weight"
        train(module, getattr(gc, name)(module, lr=0.01), shares=True)
        for own, other in zip(module.parameters(), reference(name, lr=0.01).parameters(), strict=True):
            assert torch.allclose(own, other, atol=1e-5)


def fully_sharded() -> None:
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor import DTensor

    for name, placement in (("SGD", "gradient"), ("AdamW", "update")):
        module = network()
        fully_shard(module)
        optimizer = getattr(gc, name)(module, lr=0.01, placement=placement)
        train(module, optimizer, shares=True)
        other = reference(name, lr=0.01, placement=placement)
        for own, whole in zip(module.parameters(), other.parameters(), strict=True):
            assert isinstance(own, DTensor)
            assert own.to_local().shape[0] in (own.shape[0] // 2, own.shape[0] - own.shape[0] // 2)
            assert torch.allclose(own.full_tensor(), whole, atol=1e-5)
        states = [v for state in optimizer.state.values() for k, v in state.items() if k != "step"]
        assert all(isinstance(state, DTensor) for state in states)


def other_shardings() -> None:
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor import Replicate, Shard, distribute_tensor

    mesh = init_device_mesh("cpu", (2,))
    whole = torch.arange(24.0).reshape(4, 6)
    for placement, is_exact in ((Shard(0), True), (Replicate(), True), (Shard(1), False)):
        weight = nn.Parameter(distribute_tensor(whole.clone(), mesh, [placement]))
        plan = {weight: gc.FanIn.linear()}
        if not is_exact:
            try:
                gc.SGD([weight], plan=plan)
            except ValueError as error:
                assert "expected a sharding that leaves output units whole" in str(error), error
                assert gc.SGD([weight], plan={weight: None}).param_groups[0]["fan_in"] == [None]
                continue
            raise AssertionError("it was not refused")
        gradient = torch.randn(4, 6, generator=torch.Generator().manual_seed(1))
        weight.grad = distribute_tensor(gradient.clone(), mesh, [placement])
        gc.SGD([weight], lr=1.0, plan=plan).step()
        expected = whole - (gradient - gradient.mean(1, keepdim=True))
        assert torch.allclose(weight.full_tensor(), expected, atol=1e-6)


def only_the_first_rank_records() -> None:
    folder = Path(os.environ["RECORDED"])
    with gc.Recorder(folder, "with", 0) as recorder:
        recorder.log(1, train_loss=1.0)
    dist.barrier()
    assert len((folder / "with-0/metrics.jsonl").read_text().splitlines()) == 1


def test_two_ranks(tmp_path, monkeypatch):
    """All in one pair of processes, as each takes seconds to start."""
    monkeypatch.setenv("GLOO_SOCKET_IFNAME", "lo")
    monkeypatch.setenv("RECORDED", str(tmp_path / "experiment"))
    works = [data_parallel, fully_sharded, other_shardings, only_the_first_rank_records]
    mp.spawn(_enter, (works, str(tmp_path / "store")), nprocs=2)
