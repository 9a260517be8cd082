"""regions.safetensors: torchvision's operators on regions of images, in float64 unless said otherwise.

    features [2, 19, 13, 17], regions [23, 5]       some partly or wholly outside, one smaller than a pixel
    align/ALIGNED/SAMPLES/means [23, 19, 5, 7]      RoIAlign with a scale of 0.25; SAMPLES 0 means one a pixel
    align/ALIGNED/SAMPLES/gradient                  of the features, for the cotangent `cotangent`
    boxes [1500, 4], scores [1500], classes         float32; scores of few values, so that many are equal
    nms/THRESHOLD                                   indices
    batched/COUNT/THRESHOLD                         of the first COUNT boxes by class, by torchvision's switch
    per_class/THRESHOLD                             of all, class by class; of equal scores, as torchvision's
                                                    sort leaves them to chance, the first box first
    masks [6, 28, 28], mask_boxes [6, 4]            some beyond the image's edges
    pasted [6, 60, 90]                              torchvision's paste_masks_in_image
"""

import torch
from torchvision.models.detection.roi_heads import paste_masks_in_image
from torchvision.ops import batched_nms, nms, roi_align
from torchvision.ops.boxes import _batched_nms_vanilla

SCALE, SIZE = 0.25, (5, 7)


def tensors():
    random = torch.Generator().manual_seed(16)
    return align(random) | suppression(random) | pasting(random)


def align(random):
    features = torch.randn(2, 19, 13, 17, generator=random, dtype=torch.float64)
    corners = torch.rand(23, 2, generator=random, dtype=torch.float64) * 90 - 15
    sides = torch.rand(23, 2, generator=random, dtype=torch.float64) * 60
    regions = torch.cat([torch.arange(23)[:, None] % 2, corners, corners + sides], 1)
    regions[0, 1:] = torch.tensor([8.0, 8.0, 9.0, 9.5])
    regions[1, 1:] = torch.tensor([-80.0, -80.0, -40.0, -60.0])
    regions[2, 1:] = torch.tensor([0.0, 0.0, 68.0, 52.0])
    cotangent = torch.randn(23, 19, *SIZE, generator=random, dtype=torch.float64)
    result = {"features": features, "regions": regions, "cotangent": cotangent}
    for aligned in (False, True):
        for samples in (0, 1, 2):
            leaf = features.clone().requires_grad_()
            means = roi_align(leaf, regions, SIZE, SCALE, samples, aligned)
            means.backward(cotangent)
            name = f"align/{str(aligned).lower()}/{samples}"
            result |= {f"{name}/means": means, f"{name}/gradient": leaf.grad}
    return result


def suppression(random):
    corners = torch.rand(1500, 2, generator=random) * 200
    boxes = torch.cat([corners, corners + torch.rand(1500, 2, generator=random) * 60], 1)
    boxes[7, 2:] = boxes[7, :2]
    boxes[8] = boxes[7]
    scores = torch.randint(0, 400, (1500,), generator=random) / 400
    classes = torch.randint(0, 5, (1500,), generator=random)
    result = {"boxes": boxes, "scores": scores, "classes": classes}
    for threshold in (0.3, 0.5, 0.7):
        result[f"nms/{threshold}"] = nms(boxes, scores, threshold)
        kept = _batched_nms_vanilla(boxes, scores, classes, threshold)
        result[f"per_class/{threshold}"] = by_score(kept, scores)
        for count in (700, 1500):
            part = boxes[:count], scores[:count], classes[:count]
            result[f"batched/{count}/{threshold}"] = by_score(batched_nms(*part, threshold), scores)
    return result


def by_score(kept, scores):
    kept = kept.sort().values
    return kept[scores[kept].argsort(descending=True, stable=True)]


def pasting(random):
    masks = torch.rand(6, 28, 28, generator=random, dtype=torch.float64)
    boxes = torch.tensor([
        [10.2, 5.7, 40.9, 50.1], [-8.4, -3.2, 20.5, 30.5], [70.0, 40.0, 99.3, 75.8],
        [30.6, 20.3, 31.2, 20.9], [0.0, 0.0, 90.0, 60.0], [3.0, 50.5, 80.0, 58.0],
    ], dtype=torch.float64)
    pasted = paste_masks_in_image(masks[:, None], boxes, (60, 90))[:, 0]
    return {"masks": masks, "mask_boxes": boxes, "pasted": pasted}
