"""densenet_keys.json: for each depth, the [key, shape] of the state dict of torchvision's in order."""

import networks

DEPTHS = ["densenet121", "densenet161", "densenet169", "densenet201"]


def keys():
    return {name: networks.state_shapes(name) for name in DEPTHS}
