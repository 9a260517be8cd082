"""Trains a network of timm's on Fashion-MNIST, without and with centralization, over three seeds.

    python fashion_mnist.py FOLDER --output runs/timm

FOLDER holds the data set's four files, packed with gzip or not. Both runs of a seed start from the same
weights and see the same images in the same order, so that ``centralize report runs/timm`` can compare them
pair by pair. Needs timm and numpy.
"""

import argparse
import gzip
import time
from pathlib import Path

import numpy as np
import timm
import torch
from torch import Tensor, nn

import gradient_centralization as gc

MEAN, DEVIATION = 0.286, 0.353


def read(folder: Path, name: str) -> Tensor:
    """One file of the data set: its bytes behind the header."""
    packed = folder / f"{name}.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes()
    dims = data[3]
    shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(dims)]
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=4 + 4 * dims).reshape(shape).copy())


def images_and_labels(folder: Path, part: str, count: int | None) -> tuple[Tensor, Tensor]:
    """Normalized images ``[N, 1, 28, 28]`` and labels ``[N]``."""
    images = read(folder, f"{part}-images-idx3-ubyte")[:count]
    labels = read(folder, f"{part}-labels-idx1-ubyte")[:count]
    return ((images.float() / 255 - MEAN) / DEVIATION).unsqueeze(1), labels.long()


@torch.no_grad()
def evaluate(model: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """The mean loss and the accuracy."""
    model.eval()
    logits = torch.cat([model(part) for part in images.split(500)])
    model.train()
    loss = nn.functional.cross_entropy(logits, labels).item()
    return loss, (logits.argmax(1) == labels).float().mean().item()


def train(arm: str, seed: int, options: argparse.Namespace) -> None:
    """One run."""
    torch.manual_seed(seed)
    train_images, train_labels = images_and_labels(options.data, "train", options.train_samples)
    test = images_and_labels(options.data, "t10k", options.test_samples)
    model = timm.create_model(options.model, num_classes=10, in_chans=1)
    optimizer = gc.SGD(
        model,
        lr=options.lr,
        momentum=0.9,
        weight_decay=5e-4,
        centralization="all" if arm == "with" else "none",
    )
    steps = options.epochs * (len(train_images) // options.batch_size)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    said = {"model": options.model, "optimizer": "SGD", "centralization": arm}
    with gc.Recorder(
        options.output,
        arm,
        seed,
        options=said,
        name=f"{options.model} on Fashion-MNIST",
        optimizer=optimizer,
    ) as recorder:
        step = 0
        for epoch in range(1, options.epochs + 1):
            start, total = time.perf_counter(), 0.0
            order = torch.randperm(len(train_images))
            batches = order.split(options.batch_size)[: len(order) // options.batch_size]
            for batch in batches:
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(train_images[batch]), train_labels[batch])
                loss.backward()
                optimizer.step()
                schedule.step()
                total, step = total + loss.item(), step + 1
            seconds = time.perf_counter() - start
            test_loss, test_accuracy = evaluate(model, *test)
            recorder.log(
                epoch,
                train_loss=total / len(batches),
                test_loss=test_loss,
                test_accuracy=test_accuracy,
                step=step,
                seconds=seconds,
                images=len(batches) * options.batch_size,
            )
            print(f"{arm}, seed {seed}, epoch {epoch}: accuracy {test_accuracy:.4f}", flush=True)


def main() -> None:
    """Reads the options, and makes all runs in pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=Path("runs/timm"))
    parser.add_argument("--model", default="resnet10t")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--train-samples", type=int)
    parser.add_argument("--test-samples", type=int)
    options = parser.parse_args()
    for seed in range(options.seeds):
        for arm in ("without", "with"):
            train(arm, seed, options)


if __name__ == "__main__":
    main()
