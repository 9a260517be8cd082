"""Images with boxes and masks, and what torchvision makes of them on their way to a detector.

`NAME/pixels` `[H, W, 3]`, `NAME/boxes` `[n, 4]` as COCO has them (x, y, width, height), `NAME/masks` `[n, H, W]`.
`plain/…` and `flipped/…` are of the transforms in torchvision's `references/detection`, then of its
`GeneralizedRCNNTransform`: in float64 `images` `[N, 3, H, W]`, and of each image `boxes` and `masks`; in float32 the
boxes alone, as `boxes32`.
"""

import numpy
import torch
from torchvision.models.detection.transform import GeneralizedRCNNTransform
from torchvision.transforms import functional

from images import DEVIATION, MEAN, photograph

SIZES = {"wide": (45, 30), "tall": (26, 37), "long": (90, 21)}
# Cut off by each border, without an area after that, of fractions, as large as the image.
BOXES = {
    "wide": [[3.25, 4.5, 20.125, 11.3], [-4.0, -3.5, 12.0, 9.75], [40.2, 22.1, 9.0, 12.0]],
    "tall": [[0.0, 0.0, 26.0, 37.0], [25.9, 36.8, 4.0, 4.0], [-5.0, 3.0, 5.0, 6.0]],
    "long": [],
}
MIN_SIZE, MAX_SIZE = 25, 48


def tensors():
    result = {}
    for name, size in SIZES.items():
        result[f"{name}/pixels"] = torch.from_numpy(numpy.array(photograph(*size)))
        result[f"{name}/boxes"] = torch.tensor(BOXES[name], dtype=torch.float64).reshape(-1, 4)
        result[f"{name}/masks"] = masks(name)
    for isFlipped in (False, True):
        key = "flipped" if isFlipped else "plain"
        images, targets = transformed(isFlipped, torch.float64)
        result[f"{key}/images"] = images.tensors
        for name, size, target in zip(SIZES, images.image_sizes, targets):
            result[f"{key}/{name}/size"] = torch.tensor(size)
            result[f"{key}/{name}/boxes"] = target["boxes"]
            result[f"{key}/{name}/masks"] = target["masks"]
        for name, target in zip(SIZES, transformed(isFlipped, torch.float32)[1]):
            result[f"{key}/{name}/boxes32"] = target["boxes"]
    return {name: tensor.contiguous() for name, tensor in result.items()}


def masks(name):
    """Of each box the pixels of which a pattern is set."""
    width, height = SIZES[name]
    y, x = numpy.mgrid[:height, :width]
    result = [
        (x >= left) & (x < left + w) & (y >= top) & (y < top + h) & ((x * 3 + y * 5) % 7 > 1)
        for left, top, w, h in BOXES[name]]
    return torch.from_numpy(numpy.array(result, dtype=numpy.uint8).reshape(-1, height, width))


def transformed(isFlipped, dtype):
    images, targets = [], []
    for name, (width, height) in SIZES.items():
        image = torch.from_numpy(numpy.array(photograph(width, height))).permute(2, 0, 1)
        image, target = converted(image.to(dtype) / 255, name, width, height, dtype)
        if isFlipped:
            # RandomHorizontalFlip of references/detection/transforms.py.
            image = functional.hflip(image)
            target["boxes"][:, [0, 2]] = width - target["boxes"][:, [2, 0]]
            target["masks"] = target["masks"].flip(-1)
        images.append(image)
        targets.append(target)
    transform = GeneralizedRCNNTransform(MIN_SIZE, MAX_SIZE, MEAN, DEVIATION)
    return transform(images, targets)


def converted(image, name, width, height, dtype):
    """ConvertCocoPolysToMask of references/detection/coco_utils.py."""
    boxes = torch.tensor(BOXES[name], dtype=dtype).reshape(-1, 4)
    boxes[:, 2:] += boxes[:, :2]
    boxes[:, 0::2].clamp_(min=0, max=width)
    boxes[:, 1::2].clamp_(min=0, max=height)
    keep = (boxes[:, 3] > boxes[:, 1]) & (boxes[:, 2] > boxes[:, 0])
    return image, {"boxes": boxes[keep], "masks": masks(name)[keep]}
