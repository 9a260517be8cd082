"""Weights of detectors by a formula, so that none are stored, and what is kept of their numbers.

Number the tensors of the state dict from 0 in its order, leaving out every num_batches_tracked. Element j
(row-major) of tensor i is, in float64,

    wave = sin(0.37 * j * j + 0.7 * i + 0.1)         computed from left to right
    scale / sqrt(fan_in) * wave                      two or more dimensions
    1 + 0.4 * wave                                   the weight of a normalization, but
    0.3 + 0.1 * wave                                 of one called bn3, or a deep network's numbers become large
    1 + 0.5 * wave                                   running_var
    0.2 * wave                                       running_mean and every bias

where fan_in is the number of elements of tensor[0], and scale is that of the first entry of SCALES that is
part of the key, else 2.
"""

import math

import torch

SCALES = {
    "rpn.head.cls_logits": 0.5,
    "rpn.head.bbox_pred": 0.1,
    "box_predictor.cls_score": 0.2,
    "box_predictor.bbox_pred": 1.0,
    "fpn": 1.0,
}


@torch.no_grad()
def fill(model):
    state = model.state_dict()
    names = [key for key in state if not key.endswith("num_batches_tracked")]
    for number, key in enumerate(names):
        tensor = state[key]
        j = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(0.37 * j * j + 0.7 * number + 0.1).reshape(tensor.shape)
        tensor.copy_(value(key, tensor, wave))


def value(key, tensor, wave):
    if tensor.dim() > 1:
        scale = next((scale for part, scale in SCALES.items() if part in key), 2.0)
        return scale / math.sqrt(tensor[0].numel()) * wave
    if key.endswith("running_var"):
        return 1 + 0.5 * wave
    if key.endswith("bn3.weight"):
        return 0.3 + 0.1 * wave
    if key.endswith("weight"):
        return 1 + 0.4 * wave
    return 0.2 * wave


def gradient_facts(model):
    """The norm of all gradients together, and of each parameter's; their product with a vector of norm 1."""
    trained = [(key, one) for key, one in model.named_parameters() if one.requires_grad]
    gradients = torch.cat([one.grad.flatten() for _, one in trained])
    vector = torch.sin(0.9 * torch.arange(len(gradients), dtype=torch.float64) + 0.2)
    entries = [k * len(gradients) // 64 for k in range(64)]
    return {
        "gradient_norm": gradients.norm(),
        "gradient_norms": torch.stack([one.grad.norm() for _, one in trained]),
        "gradient_product": gradients @ vector / vector.norm(),
        "gradient_entries": gradients[entries],
    }
