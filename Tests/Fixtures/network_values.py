"""network_values.safetensors: what whole networks compute, in float64, for torchvision's.

For each network below, under `network/style/`:

    evaluation_logits, training_logits [2, 10]    each with the statistics of the formula at the start
    gradient_norm                                 the Euclidean norm of all gradients together
    gradient_product                              their product with a vector of norm 1
    gradient_entries [8]                          some of them
    statistics_product, statistics_entries [8]    the same of the running statistics after the step;
                                                  missing without batch norm

Networks of a published depth have torchvision's style, batch+plain or none. In all styles of
network_styles.py there are a shallow one of each family, with a stem for photographs and with one
for CIFAR, and MobileNetV2 with a quarter of its channels. The images are `resnet_images` of resnet8.safetensors: all of them, or the upper left 32 by
32 pixels for the networks for CIFAR. The loss is the mean cross-entropy with labels 3 and 7, in
training mode, without dropout. Gradients lie one after another in the order of the parameters, running
statistics in that of the state dict; of n numbers, the entries are those at k * n // 8 for k from 0 to
7, and element j of the vector is sin(0.9 * j + 0.2), before it is divided by its norm.

The weights are given by a formula, as in networks.py, but with another wave: for element j of tensor i

    wave = sin(0.37 * j * j + 0.7 * i + 0.1)         computed from left to right
    2 / sqrt(fan_in) * wave                          two or more dimensions
    1.4 + 0.4 * wave                                 a gain of weight norm
    1 + 0.4 * wave                                   the weight of a normalization
    inputs * (1 + 0.5 * wave)                        running_var
    0.2 * wave                                       running_mean and every bias

where inputs is the fan_in of the last weight of four dimensions before it in the state dict if weights
are standardized, else 1. Its rows are almost orthogonal, and activations keep their size through the
network in every style, so that images matter to logits.
"""

import math

import torch
import torchvision
from torch import nn
from torchvision.models import densenet, resnet, vgg

import network_styles
import networks

CLASSES = networks.CLASSES


def tensors():
    _, images = networks.both_images()
    small = images[:, :, :32, :32]
    result = {}
    for name, make in PUBLISHED.items():
        result |= facts(name, make(), "batch+plain", images)
    for name, make in PUBLISHED_FOR_CIFAR.items():
        result |= facts(name, make(), "batch+plain", small)
    for style in network_styles.STYLES:
        result |= facts("mobilenet", published("mobilenet_v2", width_mult=0.25, dropout=0)(), style, images)
        for name, (make, adapt) in SHALLOW.items():
            result |= facts(name, make(), style, images)
            result |= facts(f"{name}_cifar", adapt(make()), style, small)
    return result


def residual(block, blocks, **widths):
    """Of three stages; torchvision's class has four."""
    model = resnet.ResNet(block, blocks + [1], CLASSES, **widths)
    model.layer4 = nn.Identity()
    model.fc = nn.Linear(256 * block.expansion, CLASSES)
    return model


def resnext29_cifar():
    return residual_for_cifar(residual(resnet.Bottleneck, [3, 3, 3], groups=4, width_per_group=64))


def residual_for_cifar(model):
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.maxpool = nn.Identity()
    return model


def dense_for_cifar(model):
    model.features.conv0 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.features.pool0 = nn.Identity()
    return model


def with_small_classifier(make):
    """16 units instead of 4096, which would be a hundred million weights."""
    with torch.device("meta"):
        model = make()
        for index, inputs, outputs in [(0, 25088, 16), (3, 16, 16), (6, 16, CLASSES)]:
            model.classifier[index] = nn.Linear(inputs, outputs)
    return model.to_empty(device="cpu")


def vgg_for_cifar(model):
    model.avgpool = nn.Identity()
    model.classifier = nn.Linear(512, CLASSES)
    return model


def shallow_vgg():
    convolutions = [64, "M", 128, "M", 256, "M", 512, "M", 512, "M"]
    layers = vgg.make_layers(convolutions, batch_norm=True)
    return with_small_classifier(lambda: vgg.VGG(layers, dropout=0))


def shallow_densenet():
    return densenet.DenseNet(32, (2, 2, 2, 2), 64, num_classes=CLASSES)


def published(name, **arguments):
    return lambda: torchvision.models.get_model(name, num_classes=CLASSES, **arguments)


def published_vgg(name):
    return lambda: with_small_classifier(lambda: torchvision.models.get_model(name, dropout=0))


PUBLISHED = {
    "resnet18": published("resnet18"),
    "resnext50_32x4d": published("resnext50_32x4d"),
    "wide_resnet50_2": published("wide_resnet50_2"),
    "vgg11": published_vgg("vgg11"),
    "vgg11_bn": published_vgg("vgg11_bn"),
    "densenet121": published("densenet121"),
    "mobilenet_v2": published("mobilenet_v2", dropout=0),
}
PUBLISHED_FOR_CIFAR = {
    "resnet18_cifar": lambda: residual_for_cifar(published("resnet18")()),
    "resnext29_cifar": resnext29_cifar,
    "vgg11_cifar": lambda: vgg_for_cifar(published_vgg("vgg11_bn")()),
    "densenet121_cifar": lambda: dense_for_cifar(published("densenet121")()),
}
SHALLOW = {
    "resnet": (lambda: residual(resnet.BasicBlock, [2, 1, 1]), residual_for_cifar),
    "resnext": (
        lambda: residual(resnet.Bottleneck, [2, 1, 1], groups=32, width_per_group=4),
        residual_for_cifar,
    ),
    "wide": (
        lambda: residual(resnet.Bottleneck, [2, 1, 1], width_per_group=128),
        residual_for_cifar,
    ),
    "vgg": (shallow_vgg, vgg_for_cifar),
    "densenet": (shallow_densenet, dense_for_cifar),
}


def facts(name, model, style, images):
    model = network_styles.apply(model, style).double()
    fill(model, style.endswith("standardized"))
    with torch.no_grad():
        evaluation = model.eval()(images)
    logits = model.train()(images)
    nn.functional.cross_entropy(logits, torch.tensor([3, 7])).backward()
    gradients = torch.cat([parameter.grad.flatten() for parameter in model.parameters()])
    found = {
        "evaluation_logits": evaluation,
        "training_logits": logits,
        "gradient_norm": gradients.norm(),
    }
    found |= sample("gradient", gradients)
    statistics = [v.flatten() for key, v in model.state_dict().items() if "running_" in key]
    if statistics:
        found |= sample("statistics", torch.cat(statistics))
    return {f"{name}/{style}/{key}": value for key, value in found.items()}


def sample(name, numbers):
    vector = torch.sin(0.9 * torch.arange(len(numbers), dtype=torch.float64) + 0.2)
    entries = [k * len(numbers) // 8 for k in range(8)]
    return {
        f"{name}_product": numbers @ vector / vector.norm(),
        f"{name}_entries": numbers[entries],
    }


@torch.no_grad()
def fill(model, is_standardized):
    """The formula above."""
    state = model.state_dict()
    inputs = 1
    names = [key for key in state if not key.endswith("num_batches_tracked")]
    for number, key in enumerate(names):
        tensor = state[key]
        if is_standardized and tensor.dim() == 4:
            inputs = tensor[0].numel()
        j = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(0.37 * j * j + 0.7 * number + 0.1).reshape(tensor.shape)
        tensor.copy_(value(key, tensor, wave, inputs))


def value(key, tensor, wave, inputs):
    if key.endswith("original0"):
        return 1.4 + 0.4 * wave
    if tensor.dim() > 1:
        return 2 / math.sqrt(tensor[0].numel()) * wave
    if key.endswith("running_var"):
        return inputs * (1 + 0.5 * wave)
    if key.endswith("weight"):
        return 1 + 0.4 * wave
    return 0.2 * wave
