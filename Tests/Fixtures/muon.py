"""muon.safetensors: ten steps of torch.optim.Muon in float64 on drawn gradients.

    initial/<key>                       the weights before the first step
    gradients/<key> [10, …]             the gradient of each step
    <centralization>/<key>              the weights after the last step
    plain/<key>                         the same without Nesterov's momentum

The centralization is `none`, `gradient`, or `update`: of the step with its decay. PyTorch makes the products in bfloat16;
here its own code makes them in float64. A convolution's weight is brought to a matrix of output units, as PyTorch asks for
matrices, with the factor for that shape.
"""

import torch

STEPS, DECAY, RATE = 10, 0.05, 0.02
SHAPES = {"wide": [3, 7], "tall": [6, 4], "conv": [4, 3, 2, 2]}


def tensors():
    random = torch.Generator().manual_seed(2024)
    initial = {key: draw(shape, random) for key, shape in SHAPES.items()}
    gradients = {key: draw([STEPS, *shape], random) for key, shape in SHAPES.items()}
    result = {f"initial/{key}": value for key, value in initial.items()}
    result |= {f"gradients/{key}": value for key, value in gradients.items()}
    for name in ("none", "gradient", "update", "plain"):
        for key in SHAPES:
            result[f"{name}/{key}"] = train(name, initial[key], gradients[key])
    return result


def draw(shape, random):
    return torch.randn(shape, generator=random, dtype=torch.float64) + 0.3


@torch.no_grad()
def train(name, initial, gradients):
    weight = torch.nn.Parameter(initial.flatten(1).clone())
    optimizer = torch.optim.Muon(
        [weight], lr=RATE, weight_decay=DECAY, momentum=0.9, nesterov=name != "plain",
        adjust_lr_fn="match_rms_adamw")
    for gradient in gradients.flatten(2):
        before = weight.clone()
        weight.grad = centralized(gradient) if name == "gradient" else gradient.clone()
        in_float64(optimizer.step)
        if name == "update":
            weight.copy_(before + centralized(weight - before))
    return weight.detach().reshape(initial.shape)


def centralized(matrix):
    return matrix - matrix.mean(dim=1, keepdim=True)


def in_float64(step):
    """Does `step` while the type called bfloat16 is float64."""
    short = torch.bfloat16
    torch.bfloat16 = torch.float64
    try:
        step()
    finally:
        torch.bfloat16 = short
