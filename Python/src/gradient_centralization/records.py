"""The files of recorded runs, in the formats that ``centralize report`` and ``watch`` read."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

Object: TypeAlias = dict[str, Any]

FORMAT_VERSION = 1
RECORD, METRICS, TIMINGS, EXPERIMENT = "config.json", "metrics.jsonl", "timings.json", "experiment.json"


@dataclass(frozen=True)
class Metric:
    """A number that an evaluation measures beside the loss.

    Attributes:
        name: such as ``accuracy``, letters and digits; files know it as ``testAccuracy``.
        better: which of two values is the better one.
        title: for people; the name, if empty.
        unit: what it is measured in. With ``%`` it is a share in [0, 1], shown times 100.
        digits: behind the point of a value that is shown.
    """

    name: str
    better: Literal["more", "less"] = "more"
    title: str = ""
    unit: str = ""
    digits: int = 4

    def __post_init__(self) -> None:
        if not (self.name.isascii() and self.name.isalnum() and self.name[:1].isalpha()):
            raise ValueError(f"metric: expected a name of letters and digits, found {self.name!r}.")
        if self.better not in ("more", "less"):
            raise ValueError(f"better: expected 'more' or 'less', found {self.better!r}.")

    def json(self) -> Object:
        """As files hold it."""
        return {**asdict(self), "title": self.title or self.name}


ACCURACY = Metric("accuracy", unit="%", digits=2)


def task_json(metrics: list[Metric]) -> Object | None:
    """The key ``task`` of files; ``None`` for classification, which they leave out."""
    if metrics == [ACCURACY]:
        return None
    loss = Metric("loss", better="less")
    return {"name": "recorded", "loss": loss.json(), "metrics": [m.json() for m in metrics]}


def write_json(path: Path, value: Object) -> None:
    """Writes a file whole or not at all."""
    text = json.dumps(value, indent=2, sort_keys=True, allow_nan=False) + "\n"
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def read_json(path: Path) -> Object | None:
    """What the file says; ``None`` where there is none. A newer format is refused by its name."""
    try:
        value = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise ValueError(f"{path}: expected JSON, found {error}.") from None
    version = value.get("formatVersion") if isinstance(value, dict) else None
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise ValueError(f"{path}: expected the format {FORMAT_VERSION}, found {version}.")
    return value  # type: ignore[no-any-return]


def append_line(path: Path, value: Object) -> None:
    """Adds a line to a log."""
    with path.open("a") as file:
        file.write(json.dumps(value, sort_keys=True, allow_nan=False, separators=(",", ":")) + "\n")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other recorders out of an experiment."""
    with (folder / ".recorder.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_experiment(folder: Path, name: str, baseline: str | None) -> None:
    """Writes what all recorded runs of a folder came to.

    The arms keep their order; the first, or the baseline, is what the others are compared with.
    """
    arms: dict[str, list[Object]] = {arm: [] for arm in _arms_so_far(folder)}
    said: dict[str, dict[str, str]] = {}
    task = None
    for path in sorted(folder.glob(f"*/{RECORD}")):
        record = read_json(path)
        if record is None or "recorded" not in record:
            continue
        task = record.get("task", task)
        run: Object = {
            "seed": record["seed"],
            "outcome": record["outcome"],
            "epochs": _epochs(path.with_name(METRICS)),
        }
        arms.setdefault(record["arm"], []).append(run)
        said.setdefault(record["arm"], {**record["recorded"], "name": name})
    if baseline in arms:
        arms = {baseline: arms[baseline], **arms}
    listed: list[Object] = [
        {"name": arm, "recorded": said[arm], "runs": sorted(runs, key=lambda run: run["seed"])}
        for arm, runs in arms.items()
        if runs
    ]
    cell = {"name": "", "settings": [], "arms": listed}
    experiment: Object = {"formatVersion": FORMAT_VERSION, "name": name, "cells": [cell]}
    if task is not None:
        experiment["task"] = task
    write_json(folder / EXPERIMENT, experiment)


def _arms_so_far(folder: Path) -> list[str]:
    experiment = read_json(folder / EXPERIMENT)
    if experiment is None:
        return []
    return [arm["name"] for cell in experiment["cells"] for arm in cell["arms"]]


def _epochs(log: Path) -> list[Object]:
    lines = log.read_text().splitlines() if log.exists() else []
    found = [json.loads(line) for line in lines]
    dropped = ("kind", "formatVersion")
    return [
        {key: value for key, value in line.items() if key not in dropped}
        for line in found
        if line["kind"] == "epoch"
    ]
