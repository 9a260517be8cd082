"""resnet8.safetensors and resnet_keys.json: whole residual networks, against torchvision's.

`resnet_keys.json` lists, for each of torchvision's networks, the [key, shape] of its state dict in
order. `resnet8.safetensors` holds what networks with known weights compute, in float64:

    images [2, 1, 28, 28], labels [2]                for resnet8 with 10 classes
    evaluation_logits, training_logits               each with the statistics below at the start
    loss, gradient_norm                              mean cross-entropy in training mode, and the
                                                     Euclidean norm of all its gradients together
    resnet_images [2, 3, 64, 64]                     for torchvision's networks with 10 classes
    resnet18_…, resnet50_evaluation_logits and _training_logits

The weights are not stored but given by a formula. Number the tensors of the state dict in its order
from 0, leaving out every num_batches_tracked. Element j (row-major) of tensor i, all in float64, is

    wave = sin(0.7 * i + 1.3 * j + 0.1)              added from left to right
    0.7 / sqrt(fan_in) * wave                        two or more dimensions
    1 + 0.5 * wave                                   running_var
    0.5 + 0.4 * wave                                 the weight of a batch norm
    wave                                             running_mean and every bias

where fan_in is the number of elements of tensor[0]. The scales keep logits moderate and rounding
errors small: with gains around 1, batch norms over so few values make errors grow with the depth.
"""

import math

import torch
import torchvision
from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet

from residual import ResidualNetwork

TORCHVISION = [
    "resnet18",
    "resnet34",
    "resnet50",
    "resnet101",
    "resnet152",
    "resnext50_32x4d",
    "resnext101_64x4d",
    "wide_resnet50_2",
]
CLASSES = 10


def keys():
    result = {name: state_shapes(name) for name in TORCHVISION}
    with torch.device("meta"):
        result["resnext101_32x4d"] = shapes(resnext101_32x4d())
    return result


def state_shapes(name):
    with torch.device("meta"):
        return shapes(torchvision.models.get_model(name))


def shapes(model):
    return [[key, list(value.shape)] for key, value in model.state_dict().items()]


def resnext101_32x4d():
    """The one that torchvision's class can build and has no function for."""
    return ResNet(Bottleneck, [3, 4, 23, 3], groups=32, width_per_group=4)


def both_images():
    """`images` and `resnet_images`."""
    random = torch.Generator().manual_seed(8)
    small = torch.randn(2, 1, 28, 28, generator=random, dtype=torch.float64)
    return small, torch.randn(2, 3, 64, 64, generator=random, dtype=torch.float64)


def tensors():
    images, resnet_images = both_images()
    labels = torch.tensor([3, 7])
    result = {"images": images, "labels": labels, "resnet_images": resnet_images}
    result |= logits(resnet8(), images) | gradient_facts(resnet8(), images, labels)
    for name in ["resnet18", "resnet50"]:
        model = torchvision.models.get_model(name, num_classes=CLASSES)
        values = logits(model, resnet_images)
        result |= {f"{name}_{key}": value for key, value in values.items()}
    return result


def resnet8():
    model = ResidualNetwork(channels=1, stem=16, widths=[16, 32, 64], classes=CLASSES)
    assert sum(parameter.numel() for parameter in model.parameters()) == 77_754
    return model


@torch.no_grad()
def logits(model, images):
    """Evaluation goes first: training mode changes the statistics that it uses."""
    fill(model.double())
    return {
        "evaluation_logits": model.eval()(images),
        "training_logits": model.train()(images),
    }


def gradient_facts(model, images, labels):
    fill(model.double().train())
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    gradients = torch.cat([parameter.grad.flatten() for parameter in model.parameters()])
    return {"loss": loss, "gradient_norm": gradients.norm()}


@torch.no_grad()
def fill(model):
    """The formula above."""
    state = model.state_dict()
    names = [key for key in state if not key.endswith("num_batches_tracked")]
    for number, key in enumerate(names):
        tensor = state[key]
        elements = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(0.7 * number + 1.3 * elements + 0.1).reshape(tensor.shape)
        tensor.copy_(value(key, tensor, wave))


def value(key, tensor, wave):
    if tensor.dim() > 1:
        return 0.7 / math.sqrt(tensor[0].numel()) * wave
    if key.endswith("running_var"):
        return 1 + 0.5 * wave
    if key.endswith("weight"):
        return 0.5 + 0.4 * wave
    return wave
