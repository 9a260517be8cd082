"""A callback of Lightning that records a run."""

from __future__ import annotations

from typing import Any

from lightning.pytorch import Callback, LightningModule, Trainer

from .recorder import Recorder


class RecorderCallback(Callback):
    """Records each epoch of a training by Lightning.

    Give it to the trainer: ``Trainer(callbacks=[RecorderCallback(Recorder("runs/x", "with", 3))])``.

    Args:
        recorder: where it is recorded.
        train_loss: the name under which the module logs the loss of the epoch.
        **measured: by the names of :meth:`Recorder.log` those that the module logs; an accuracy on
            validation examples, if none are given.
    """

    def __init__(self, recorder: Recorder, train_loss: str = "train_loss", **measured: str) -> None:
        super().__init__()
        self.recorder, self.train_loss = recorder, train_loss
        self.measured = measured or {"validation_accuracy": "val_acc"}

    def on_train_epoch_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Logs what the module has logged; validation comes before it."""
        logged: dict[str, Any] = trainer.callback_metrics
        for name in (self.train_loss, *self.measured.values()):
            if name not in logged:
                known = ", ".join(sorted(logged)) or "nothing"
                raise KeyError(f"{name}: expected it among what the module logs, found {known}.")
        measured: dict[str, Any] = {name: float(logged[of]) for name, of in self.measured.items()}
        self.recorder.log(
            trainer.current_epoch + 1,
            train_loss=float(logged[self.train_loss]),
            step=trainer.global_step,
            learning_rate=float(trainer.optimizers[0].param_groups[0]["lr"]),
            **measured,
        )

    def on_fit_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Finishes the run."""
        self.recorder.finish()

    def on_exception(self, trainer: Trainer, pl_module: LightningModule, exception: BaseException) -> None:
        """Says that it failed."""
        self.recorder.__exit__(type(exception), exception, exception.__traceback__)
