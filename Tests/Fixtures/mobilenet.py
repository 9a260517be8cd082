"""mobilenet_keys.json: the [key, shape] of the state dict of torchvision's in order."""

import networks


def keys():
    return {"mobilenet_v2": networks.state_shapes("mobilenet_v2")}
