"""timm and Lightning."""

import json

import pytest
import torch
from torch import nn

import gradient_centralization as gc


def test_timm_makes_the_optimizers():
    pytest.importorskip("timm")
    import timm
    import timm.optim

    import gradient_centralization.timm  # noqa: F401

    network = timm.create_model("resnet10t", num_classes=10)
    for name in ("sgd", "sgdw", "adam", "adamw", "adagrad", "rmsprop", "lion"):
        optimizer = timm.optim.create_optimizer_v2(
            network, opt=f"centralized_{name}", lr=0.1, weight_decay=0.01
        )
        assert type(optimizer).__name__.lower() == name
        assert isinstance(optimizer, gc.SGD.__mro__[1])
        theirs = timm.optim.create_optimizer_v2(network, opt=name, lr=0.1, weight_decay=0.01)
        groups = zip(optimizer.param_groups, theirs.param_groups, strict=True)
        for group, other in groups:
            assert {k: v for k, v in group.items() if k in other and k not in ("params", "foreach")} == {
                k: v for k, v in other.items() if k in group and k not in ("params", "foreach")
            }
        facts = {
            id(p): fact
            for group in optimizer.param_groups
            for p, fact in zip(group["params"], group["fan_in"], strict=True)
        }
        planned = gc.plan(network)
        assert facts == {
            id(p): role.encode() if isinstance(role, gc.FanIn) else None for p, role in planned.items()
        }
    assert type(timm.optim.create_optimizer_v2(network, opt="sgd", lr=0.1)) is torch.optim.SGD
    around = timm.optim.create_optimizer_v2(network, opt="lookahead_centralized_sgd", lr=0.1)
    assert isinstance(around._base_optimizer, gc.SGD)


@pytest.mark.filterwarnings("default")
def test_lightning_records(tmp_path):
    lightning = pytest.importorskip("lightning.pytorch")
    from gradient_centralization.lightning import RecorderCallback

    class Module(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(4, 2)

        def training_step(self, batch, index):
            loss = nn.functional.cross_entropy(self.layer(batch[0]), batch[1])
            self.log("train_loss", loss, on_step=False, on_epoch=True)
            return loss

        def validation_step(self, batch, index):
            self.log("val_acc", (self.layer(batch[0]).argmax(1) == batch[1]).float().mean())

        def configure_optimizers(self):
            return gc.SGD(self, lr=0.5)

    inputs = torch.randn(32, 4)
    data = torch.utils.data.TensorDataset(inputs, (inputs[:, 0] > 0).long())
    loader = torch.utils.data.DataLoader(data, batch_size=8)
    recorder = gc.Recorder(tmp_path, "with", 3)
    options = dict(accelerator="cpu", logger=False, enable_checkpointing=False, enable_progress_bar=False)
    lightning.Trainer(
        max_epochs=2, callbacks=[RecorderCallback(recorder)], enable_model_summary=False, **options
    ).fit(Module(), loader, loader)
    lines = [json.loads(line) for line in (tmp_path / "with-3/metrics.jsonl").read_text().splitlines()]
    assert [(line["epoch"], line["step"], line["learningRate"]) for line in lines] == [
        (1, 4, 0.5),
        (2, 8, 0.5),
    ]
    assert lines[1]["trainLoss"] < lines[0]["trainLoss"]
    assert 0.5 < lines[1]["validationAccuracy"] <= 1
    outcome = json.loads((tmp_path / "with-3/config.json").read_text())["outcome"]
    assert outcome == {"kind": "finished"}
