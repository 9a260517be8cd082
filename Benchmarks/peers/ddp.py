"""The steps of Sources/ProcessBenchmark with DistributedDataParallel; the argument is resnet8 or resnet18."""

import sys

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torchvision.models import resnet18

import serving
from resnet8 import ResNet8


def network(name):
    if name == "resnet8":
        return ResNet8(), (128, 1, 28, 28), 10
    model = resnet18(num_classes=100)
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.maxpool = nn.Identity()
    return model, (32, 3, 32, 32), 100


def main():
    torch.set_num_threads(1)
    dist.init_process_group("gloo")
    torch.manual_seed(0)
    plain, shape, classes = network(sys.argv[1])
    plain = plain.to(memory_format=torch.channels_last)
    model = DistributedDataParallel(plain, gradient_as_bucket_view=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, fused=True)
    images = torch.randn(shape).to(memory_format=torch.channels_last)
    labels = torch.randint(0, classes, shape[:1])
    more = torch.ones(1)

    def step():
        if dist.get_rank() == 0:
            dist.broadcast(more, 0)
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
        return loss.item()

    if dist.get_rank() == 0:
        serving.serve(plain, step)
        dist.broadcast(torch.zeros(1), 0)
    else:
        while True:
            dist.broadcast(more, 0)
            if more.item() == 0:
                break
            step()
    dist.destroy_process_group()


main()
