"""The ordinary PyTorch program for what fashion-benchmark does: fashion.py FOLDER WORKERS."""

import pathlib
import sys

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision.transforms import v2

from fashion_mnist import FashionMNIST
from resnet8 import ResNet8
from serving import THREADS, serve


def main():
    folder, workers = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    transform = v2.Compose([
        v2.RandomCrop(28, padding=2),
        v2.RandomHorizontalFlip(),
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=[0.286], std=[0.353]),
    ])
    loader = DataLoader(
        FashionMNIST(folder, transform), batch_size=128, shuffle=True, drop_last=True,
        num_workers=workers, persistent_workers=workers > 0)
    model = ResNet8().to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
    batches = endless(loader)

    def step():
        images, labels = next(batches)
        images = images.to(memory_format=torch.channels_last)
        nn.functional.cross_entropy(model(images), labels).backward()
        optimizer.step()
        optimizer.zero_grad()

    serve(model, step)


def endless(loader):
    while True:
        yield from loader


if __name__ == "__main__":
    main()
