#!/usr/bin/env python3
"""Makes what other programs record of a run: needs PyTorch with tensorboard.

Two epochs of three steps each, in the event files of `torch.utils.tensorboard`: once as simple values, once
(`new_style`) as tensors; and in the tables that Lightning's CSVLogger and an export of W&B's charts make.
"""

import csv
import pathlib
import tempfile

from torch.utils.tensorboard import SummaryWriter

HERE = pathlib.Path(__file__).resolve().parent
STEPS = [(1, 2.0), (2, 1.75), (3, 1.5), (4, 1.25), (5, 1.125), (6, 1.0)]
EPOCHS = [(3, 1.75, 1.5, 0.5), (6, 1.125, 1.25, 0.625)]


def events(name, new_style):
    with tempfile.TemporaryDirectory() as folder:
        writer = SummaryWriter(folder)
        for step, loss in STEPS:
            writer.add_scalar("train_loss_step", loss, step, walltime=step, new_style=new_style)
        for step, train, loss, accuracy in EPOCHS:
            writer.add_scalar("train/loss", train, step, walltime=step, new_style=new_style)
            writer.add_scalar("test/loss", loss, step, walltime=step, new_style=new_style)
            writer.add_scalar("test/accuracy", accuracy, step, walltime=step, new_style=new_style)
            writer.add_scalar("lr", 0.1, step, walltime=step, new_style=new_style)
        writer.close()
        (made,) = pathlib.Path(folder).iterdir()
        (HERE / name).write_bytes(made.read_bytes())


def table(name, rows):
    with (HERE / name).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


events("simple.tfevents.1", new_style=False)
events("tensors.tfevents.1", new_style=True)
# CSVLogger: a column per name, a row per call; trainer.test() logs with the number of the next epoch.
table("lightning.csv", [
    ["epoch", "lr-SGD", "step", "test_acc", "train_loss_epoch", "train_loss_step", "val_acc", "val_loss"],
    ["0", "0.1", "1", "", "", "1.75", "", ""],
    ["0", "", "2", "", "", "", "0.5", "1.5"],
    ["0", "", "2", "", "1.75", "", "", ""],
    ["1", "0.05", "4", "", "", "1.125", "", ""],
    ["1", "", "5", "", "", "", "0.625", "1.25"],
    ["1", "", "5", "", "1.125", "", "", ""],
    ["2", "", "6", "0.6875", "", "", "", ""],
])
# Each chart of W&B is exported alone, with the smallest and the largest beside each value.
for metric, values in [("train_loss", (1.75, 1.125)), ("val_acc", (50.0, 62.5))]:
    table(f"wandb/{metric}.csv", [
        ["Step", f"lively-sun-3 - {metric}", f"lively-sun-3 - {metric}__MIN", f"lively-sun-3 - {metric}__MAX"],
        *([step, value, value, value] for step, value in zip((3, 6), values)),
    ])
