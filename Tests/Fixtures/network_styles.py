"""Other normalizations and weight forms in a network of torchvision, without a copy of it.

A style is what normalizes the activations, a plus sign, and what the convolutions make of their
weights: group+standardized.
"""

import torch
from torch import nn
from torch.nn.utils.parametrizations import weight_norm

STYLES = [
    "batch+plain",
    "group+plain",
    "layer+plain",
    "batch+standardized",
    "group+standardized",
    "batch+normalized",
]


def apply(model, style):
    normalization, form = style.split("+")
    replace_norms(model, NORMS[normalization])
    for conv in [module for module in model.modules() if isinstance(module, nn.Conv2d)]:
        FORMS[form](conv)
    return model


def replace_norms(module, make):
    for name, child in module.named_children():
        if isinstance(child, nn.BatchNorm2d):
            setattr(module, name, make(child.num_features))
        else:
            replace_norms(child, make)


def groups(channels):
    """The largest divisor up to min(32, channels / 2)."""
    return max(n for n in range(1, min(32, channels // 2) + 1) if channels % n == 0)


class StandardizedConv2d(nn.Conv2d):
    """Weight standardization as its authors do it."""

    def forward(self, input):
        dims = [1, 2, 3]
        centered = self.weight - self.weight.mean(dims, keepdim=True)
        used = centered / (self.weight.std(dims, keepdim=True) + 1e-5)
        return self._conv_forward(input, used, self.bias)


def standardize(conv):
    conv.__class__ = StandardizedConv2d


NORMS = {
    "batch": nn.BatchNorm2d,
    "group": lambda channels: nn.GroupNorm(groups(channels), channels),
    "layer": lambda channels: nn.GroupNorm(1, channels),
}
FORMS = {"plain": lambda conv: None, "standardized": standardize, "normalized": weight_norm}
