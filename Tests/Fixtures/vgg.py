"""vgg.safetensors and vgg_keys.json: VGG networks, against torchvision's.

`vgg_keys.json` lists, for each depth, the [key, shape] of the state dict in order.
`vgg.safetensors` holds, in float64, what the convolutional half of the smallest one computes:

    images [2, 3, 64, 64]        vgg11_features [2, 512, 2, 2]

The weights are given by the formula of networks.py, over the tensors of that half alone: with its
linear layers a network has a hundred million weights, which no test should have to fill.
"""

import torch
import torchvision

import networks

DEPTHS = ["vgg11", "vgg13", "vgg16", "vgg19"]


def keys():
    return {name: networks.state_shapes(name) for name in DEPTHS}


@torch.no_grad()
def tensors():
    random = torch.Generator().manual_seed(11)
    images = torch.randn(2, 3, 64, 64, generator=random, dtype=torch.float64)
    with torch.device("meta"):
        features = torchvision.models.vgg11().features
    features = features.double().to_empty(device="cpu")
    networks.fill(features)
    return {"images": images, "vgg11_features": features(images)}
