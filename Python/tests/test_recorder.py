"""The recorder writes what the command reads: RecordedRunsTests reads the same files in Swift."""

import json
import math
from pathlib import Path

import pytest
import torch

from gradient_centralization import Metric, Recorder

FIXTURE = Path(__file__).parents[2] / "Tests/Fixtures/recorded"


def record(folder: Path) -> None:
    """Two arms of three seeds, of which one run fails and one goes on: the fixture."""
    for seed in (3, 4, 5):
        for arm, gain in (("without", 0.0), ("with", 0.125)):
            options = {"optimizer": "SGD", "centralization": "all" if gain else "none"}
            recorder = Recorder(folder, arm=arm, seed=seed, options=options, name="two arms")
            for epoch in (1, 2):
                recorder.log(
                    epoch,
                    train_loss=2.0 / epoch - gain,
                    test_loss=2.5 / epoch - gain,
                    test_accuracy=0.5 + epoch / 16 + seed / 64 + gain,
                    step=10 * epoch,
                    learning_rate=0.1 / epoch,
                    seconds=2.0,
                    images=100,
                )
            if (arm, seed) == ("with", 5):
                with pytest.warns(UserWarning, match="has failed: trainLoss was inf"):
                    recorder.log(3, train_loss=math.inf)
            elif (arm, seed) != ("without", 5):
                recorder.finish()


def contents(folder: Path) -> dict[str, object]:
    """All files by name, without what the run was made with."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*.json*")):
        text = path.read_text()
        if path.suffix == ".jsonl":
            found[str(path.relative_to(folder))] = text
            continue
        value = json.loads(text)
        if "provenance" in value:
            assert value.pop("provenance").keys() == {
                "version",
                "commit",
                "libtorch",
                "cpuCapability",
                "threads",
                "data",
            }
        found[str(path.relative_to(folder))] = value
    return found


def test_the_files_are_those_that_swift_reads(tmp_path):
    record(tmp_path / "two arms")
    assert contents(tmp_path / "two arms") == contents(FIXTURE)
    assert len(contents(FIXTURE)) == 1 + 3 * 6


def test_the_context_says_how_it_ended(tmp_path):
    def outcome(arm: str) -> dict[str, str]:
        return json.loads((tmp_path / f"{arm}-0/config.json").read_text())["outcome"]

    with Recorder(tmp_path, "fine", 0) as recorder:
        assert outcome("fine") == {"kind": "unfinished"}
        recorder.log(1, train_loss=1.0)
    assert outcome("fine") == {"kind": "finished"}
    with pytest.raises(ZeroDivisionError), Recorder(tmp_path, "bad", 0):
        1 / 0  # noqa: B018
    assert outcome("bad") == {"kind": "failed", "reason": "ZeroDivisionError: division by zero"}
    with pytest.raises(KeyboardInterrupt), Recorder(tmp_path, "stopped", 0):
        raise KeyboardInterrupt
    assert outcome("stopped") == {"kind": "unfinished"}


def test_arms_keep_their_order_behind_the_baseline(tmp_path):
    def arms() -> list[str]:
        cells = json.loads((tmp_path / "experiment.json").read_text())["cells"]
        return [arm["name"] for arm in cells[0]["arms"]]

    for arm in ("b", "c"):
        Recorder(tmp_path, arm, 0).finish()
    assert arms() == ["b", "c"]
    Recorder(tmp_path, "a", 0, baseline="a").finish()
    assert arms() == ["a", "b", "c"]


def test_metrics_of_ones_own(tmp_path):
    metric = Metric("meanIoU", unit="%", digits=1)
    with Recorder(tmp_path, "a", 0, metrics=[metric]) as recorder:
        recorder.log(1, train_loss=1.0, validation_mean_io_u=0.5)
    line = json.loads((tmp_path / "a-0/metrics.jsonl").read_text())
    assert line["validationMeanIoU"] == 0.5
    task = json.loads((tmp_path / "experiment.json").read_text())["task"]
    assert task["metrics"] == [
        {"name": "meanIoU", "title": "meanIoU", "better": "more", "unit": "%", "digits": 1}
    ]


def test_the_learning_rate_is_the_optimizers(tmp_path):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=0.25)
    with Recorder(tmp_path, "a", 0, optimizer=optimizer) as recorder:
        recorder.log(1, train_loss=1.0)
    assert json.loads((tmp_path / "a-0/metrics.jsonl").read_text())["learningRate"] == 0.25


def test_a_run_that_is_there(tmp_path):
    Recorder(tmp_path, "a", 0).log(1, train_loss=1.0)
    with pytest.raises(FileExistsError, match="a-0: expected no run of this arm and seed, found one"):
        Recorder(tmp_path, "a", 0)
    Recorder(tmp_path, "a", 0, overwrite=True).log(1, train_loss=2.0)
    assert json.loads((tmp_path / "a-0/metrics.jsonl").read_text())["trainLoss"] == 2.0


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("a b", 0), r"^arm: expected letters, digits and -_\.\+=, alone, found 'a b'\.$"),
        (("", 0), r"^arm: expected letters"),
        (("../x", 0), r"^arm: expected letters"),
        (("a", -1), r"^seed: expected a whole number from 0, found -1\.$"),
        (("a", 1.5), r"^seed: expected a whole number from 0, found 1\.5\.$"),
    ],
)
def test_bad_runs(tmp_path, arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        Recorder(tmp_path, *arguments)


def test_bad_epochs(tmp_path):
    recorder = Recorder(tmp_path, "a", 0)
    with pytest.raises(ValueError, match=r"^epoch: expected 1, found 0\.$"):
        recorder.log(0, train_loss=1.0)
    with pytest.raises(TypeError, match=r"^accuracy: expected one of test_loss, test_accuracy, valid"):
        recorder.log(1, train_loss=1.0, accuracy=0.5)
    recorder.finish()
    with pytest.raises(RuntimeError, match="expected a run that goes on, found it has ended"):
        recorder.log(1, train_loss=1.0)
    with pytest.raises(ValueError, match=r"^metric: expected a name of letters and digits, found 'a b'"):
        Metric("a b")


def test_newer_formats_are_refused_by_name(tmp_path):
    Recorder(tmp_path, "a", 0).finish()
    path = tmp_path / "experiment.json"
    path.write_text(path.read_text().replace('"formatVersion": 1', '"formatVersion": 2'))
    with pytest.raises(ValueError, match=r"experiment\.json: expected the format 1, found 2\.$"):
        Recorder(tmp_path, "a", 1)
