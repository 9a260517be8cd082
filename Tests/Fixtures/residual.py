"""A residual network of one basic block per stage, with torchvision's names and blocks."""

from torch import nn
from torchvision.models.resnet import BasicBlock


class ResidualNetwork(nn.Module):
    """A 3x3 stem with stride 2, then a block per width, all but the first with stride 2."""

    def __init__(self, channels, stem, widths, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, stem, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(stem)
        self.relu = nn.ReLU()
        inputs = stem
        self.stages = []
        for number, width in enumerate(widths, start=1):
            stage = nn.Sequential(block(inputs, width, stride=1 if number == 1 else 2))
            self.add_module(f"layer{number}", stage)
            self.stages.append(stage)
            inputs = width
        self.fc = nn.Linear(inputs, classes)

    def forward(self, images):
        features = self.relu(self.bn1(self.conv1(images)))
        for stage in self.stages:
            features = stage(features)
        return self.fc(features.mean(dim=(2, 3)))


def block(inputs, outputs, stride):
    if inputs == outputs and stride == 1:
        return BasicBlock(inputs, outputs)
    shortcut = nn.Sequential(
        nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False),
        nn.BatchNorm2d(outputs),
    )
    return BasicBlock(inputs, outputs, stride, shortcut)
