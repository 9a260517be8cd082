"""operations.safetensors: the operations of torchvision's RandAugment and TrivialAugmentWide on bytes, bilinear.

    image [3, H, W], gray [1, H, W]       what they are done to
    <image>/<operation>/<magnitude>       what comes out
    strengths/<draw>/<operation> [31]     the magnitudes that there are, of an image of 37 × 29 (height, width)
"""

import torch
from torchvision.transforms import InterpolationMode, RandAugment, TrivialAugmentWide, functional
from torchvision.transforms.autoaugment import _apply_op

from images import photograph

MAGNITUDES = {
    "ShearX": [0.3, -0.99], "ShearY": [0.27, -0.9], "TranslateX": [5, -11], "TranslateY": [7, -3],
    "Rotate": [30.0, -117.0], "Brightness": [0.9, -0.99], "Color": [0.9, -0.6], "Contrast": [0.99, -0.5],
    "Sharpness": [0.9, -0.99], "Posterize": [2, 4], "Solarize": [128.0, 59.5], "AutoContrast": [0.0],
    "Equalize": [0.0], "Identity": [0.0],
}


def tensors():
    image = functional.pil_to_tensor(photograph(29, 37))
    narrow = (image // 3 + 60).clone()
    images = {"image": image, "gray": functional.rgb_to_grayscale(image).clone(), "narrow": narrow}
    result = dict(images)
    for name, pixels in images.items():
        for operation, magnitudes in MAGNITUDES.items():
            for magnitude in magnitudes:
                result[f"{name}/{operation}/{magnitude}"] = _apply_op(
                    pixels.clone(), operation, magnitude, InterpolationMode.BILINEAR, None)
    spaces = {
        "randaugment": RandAugment()._augmentation_space(31, (37, 29)),
        "trivial": TrivialAugmentWide()._augmentation_space(31),
    }
    for draw, space in spaces.items():
        for operation, (magnitudes, _) in space.items():
            if magnitudes.ndim > 0:
                result[f"strengths/{draw}/{operation}"] = magnitudes.to(torch.float64)
    return result
