"""Training steps of ResNet-18 with the CIFAR stem on one batch of noise, as in step-benchmark."""

import torch
import torchvision
from torch import nn

from serving import THREADS, serve


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    model = torchvision.models.resnet18(num_classes=100)
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.maxpool = nn.Identity()
    model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
    images = torch.randn(64, 3, 32, 32).contiguous(memory_format=torch.channels_last)
    labels = torch.randint(0, 100, (64,))

    def step():
        nn.functional.cross_entropy(model(images), labels).backward()
        optimizer.step()
        optimizer.zero_grad()

    serve(model, step)


if __name__ == "__main__":
    main()
