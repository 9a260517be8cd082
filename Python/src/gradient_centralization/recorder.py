"""Records a run of any PyTorch loop, so that arms are compared pair by pair, with statistics."""

from __future__ import annotations

import math
import shutil
import string
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import torch

from . import records
from .records import ACCURACY, Metric

_SAFE = frozenset(string.ascii_letters + string.digits + "-_.+=,")
_FAILED = "failed"


class Recorder:
    """Writes the files of one run into the folder of an experiment.

    Runs of different arms with one seed are a pair: they have to start from the same weights and see the
    same data in the same order. ``centralize report FOLDER`` then makes the tables, the statistics and
    the page, also while runs go on; ``centralize watch FOLDER`` shows it as it grows::

        with Recorder("runs/x", arm="with", seed=3) as recorder:
            for epoch in range(1, epochs + 1):
                ...
                recorder.log(epoch, train_loss=loss, test_accuracy=correct / count)

    In a process group, only rank 0 writes.

    Args:
        folder: of the experiment; the run lies within, in ``ARM-SEED``.
        arm: what sets the run apart from its pair: letters, digits and ``-_.+=,``.
        seed: what it has in common with its pair, from 0.
        options: what else is worth to be said of the arm, shown beside the results.
        name: of the experiment, for people; the folder's, if not given.
        metrics: what evaluations measure beside the loss, the headline first: an accuracy in [0, 1].
        baseline: the arm that others are compared with; the one that was recorded first, if not given.
        optimizer: where the learning rate is read from, if :meth:`log` is not told.
        overwrite: whether a run of this arm and seed that is there is replaced.
    """

    def __init__(
        self,
        folder: str | Path,
        arm: str,
        seed: int,
        *,
        options: Mapping[str, object] | None = None,
        name: str | None = None,
        metrics: Sequence[Metric] = (ACCURACY,),
        baseline: str | None = None,
        optimizer: torch.optim.Optimizer | None = None,
        overwrite: bool = False,
    ) -> None:
        if not arm or not set(arm) <= _SAFE:
            raise ValueError(f"arm: expected letters, digits and -_.+=, alone, found {arm!r}.")
        if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed < 2**64:
            raise ValueError(f"seed: expected a whole number from 0, found {seed!r}.")
        self.folder = Path(folder)
        self.path = self.folder / f"{arm}-{seed}"
        self.epoch = 0
        self._name = name or self.folder.name
        self._baseline, self._optimizer = baseline, optimizer
        self._metrics = list(metrics)
        self._is_writing = _is_first_rank()
        self._outcome: dict[str, str] = {"kind": "unfinished"}
        self._timings: list[dict[str, float]] = []
        said = {key: str(value) for key, value in (options or {}).items()}
        self._record = {
            "formatVersion": records.FORMAT_VERSION,
            "arm": arm,
            "seed": seed,
            "recorded": said,
            "provenance": _provenance(),
        }
        task = records.task_json(self._metrics)
        if task is not None:
            self._record["task"] = task
        if self._is_writing:
            self._begin(overwrite)

    def _begin(self, overwrite: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with records.locked(self.folder):
            if self.path.exists():
                if not overwrite:
                    raise FileExistsError(
                        f"{self.path}: expected no run of this arm and seed, found one: remove it, or give "
                        "overwrite=True."
                    )
                shutil.rmtree(self.path)
            self.path.mkdir()
            self._write()

    def log(
        self,
        epoch: int,
        *,
        train_loss: float,
        step: int | None = None,
        learning_rate: float | None = None,
        seconds: float | None = None,
        images: int | None = None,
        **measured: float,
    ) -> None:
        """Records the end of an epoch.

        Args:
            epoch: its number; the first is 1, and none may lack.
            train_loss: the mean over the epoch's batches.
            step: the optimizer steps made so far; without it epochs are counted.
            learning_rate: of the last step; without it the optimizer's, and 0 where none is known.
            seconds: of the epoch's training; with ``images``, its count of them, they are recorded.
            measured: ``test_loss``, ``test_accuracy``, ``validation_loss``, ``validation_accuracy``, or
                these parts with other metrics.
        """
        if self._outcome["kind"] != "unfinished":
            raise RuntimeError(f"{self.path}: expected a run that goes on, found it has ended.")
        if epoch != self.epoch + 1:
            raise ValueError(f"epoch: expected {self.epoch + 1}, found {epoch!r}.")
        names = self._names()
        unknown = [name for name in measured if name not in names]
        if unknown:
            raise TypeError(f"{unknown[0]}: expected one of {', '.join(names)}.")
        if learning_rate is None:
            groups = self._optimizer.param_groups if self._optimizer is not None else []
            learning_rate = float(groups[0]["lr"]) if groups else 0.0
        numbers = {"trainLoss": float(train_loss)}
        numbers |= {names[name]: float(value) for name, value in measured.items()}
        for name, number in numbers.items():
            if not math.isfinite(number):
                self._end(_FAILED, f"{name} was {number} in epoch {epoch}")
                warnings.warn(f"{self.path} has failed: {name} was {number}.", stacklevel=2)
                return
        self.epoch = epoch
        if not self._is_writing:
            return
        line: dict[str, Any] = {"kind": "epoch", "formatVersion": records.FORMAT_VERSION}
        line |= {"epoch": epoch, "step": epoch if step is None else step}
        line |= {"learningRate": learning_rate, **numbers}
        if seconds is not None and images is not None:
            self._time(epoch, seconds, images)
        with records.locked(self.folder):
            records.append_line(self.path / records.METRICS, line)
            self._write()

    def _names(self) -> dict[str, str]:
        """What :meth:`log` takes, with its names in files."""
        every = [Metric("loss", better="less"), *self._metrics]
        return {
            f"{part}_{_snake(metric.name)}": part + metric.name[0].upper() + metric.name[1:]
            for part in ("test", "validation")
            for metric in every
        }

    def _time(self, epoch: int, seconds: float, images: int) -> None:
        self._timings.append(
            {
                "epoch": epoch,
                "trainingSeconds": seconds,
                "imagesPerSecond": images / seconds,
                "evaluationSeconds": 0.0,
            }
        )
        timings = {"formatVersion": records.FORMAT_VERSION, "epochs": self._timings}
        records.write_json(self.path / records.TIMINGS, timings)

    def finish(self) -> None:
        """Says that the run came to its end: only then its numbers count in statistics."""
        if self._outcome["kind"] == "unfinished":
            self._end("finished")

    def _end(self, kind: str, reason: str | None = None) -> None:
        self._outcome = {"kind": kind} if reason is None else {"kind": kind, "reason": reason}
        if self._is_writing:
            with records.locked(self.folder):
                self._write()

    def _write(self) -> None:
        """The record of the run, and what all runs of the experiment came to."""
        record = {**self._record, "outcome": self._outcome}
        records.write_json(self.path / records.RECORD, record)
        records.write_experiment(self.folder, self._name, self._baseline)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finishes the run, or says that it failed; one that was interrupted stays unfinished."""
        if kind is None:
            self.finish()
        elif issubclass(kind, Exception) and self._outcome["kind"] == "unfinished":
            self._end(_FAILED, f"{kind.__name__}: {error}")


def _is_first_rank() -> bool:
    distributed = torch.distributed
    in_group = distributed.is_available() and distributed.is_initialized()
    return not in_group or distributed.get_rank() == 0


def _snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def _provenance() -> dict[str, object]:
    from . import __version__

    return {
        "version": f"gradient_centralization {__version__}",
        "commit": "unknown",
        "libtorch": torch.__version__,
        "cpuCapability": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "data": {},
    }
