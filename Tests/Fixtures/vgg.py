"""vgg_keys.json: for each depth, the [key, shape] of the state dict of torchvision's in order."""

import networks

DEPTHS = ["vgg11", "vgg13", "vgg16", "vgg19"]
DEPTHS += [f"{name}_bn" for name in DEPTHS]


def keys():
    return {name: networks.state_shapes(name) for name in DEPTHS}
