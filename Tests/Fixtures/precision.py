"""precision.safetensors: ten steps in half precision, and how the scale of a loss moves.

    <type>/losses [10], <type>/weights/<key>    float32, bf16, fp16: before each step; after the last one
    <type>/factors [10]                         the scale of the loss after each step
    scale/overflows [O]                         the steps, from 0, whose gradients overflow, of 6100
    scale/steps, scale/values [C]               the steps after which the scale is another, and what it is

The network, its batches and its initial values are those of training.safetensors in float32, the optimizer is
its run `sgd` at another rate with the centralization `all`, under `torch.autocast`, and for fp16 with `torch.amp.GradScaler`.
"""

import contextlib

import torch
from torch import nn

import training

RATE = 0.005  # at that of `sgd` the ten steps of this network are chaos
TYPES = {"float32": None, "bf16": torch.bfloat16, "fp16": torch.float16}
# Three at the beginning, one before the scale would grow, and two after it has grown.
OVERFLOWS = [0, 1, 2, 1900, 4000, 4001]
STEPS = 6100


def tensors():
    result = {
        f"{name}/{key}": value for name, dtype in TYPES.items() for key, value in train(dtype).items()
    }
    return result | {f"scale/{key}": value for key, value in scales().items()}


def train(dtype):
    images, labels, initial = training.beginnings()
    model = training.network().float()
    model.load_state_dict(initial)
    weights = dict(model.named_parameters())
    run = training.RUNS["sgd"]
    optimizer = run.optimizer(
        weights.values(), weight_decay=0, foreach=False, **(run.arguments | {"lr": RATE})
    )
    scaler = torch.amp.GradScaler("cpu", enabled=dtype is torch.float16)
    losses, factors = [], []
    for step in range(training.STEPS):
        optimizer.zero_grad()
        casts = torch.autocast("cpu", dtype) if dtype else contextlib.nullcontext()
        with casts:
            loss = nn.functional.cross_entropy(model(images[step].float()), labels[step])
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        training.prepare_gradients(run, "all", weights)
        scaler.step(optimizer)
        scaler.update()
        losses.append(loss.detach().float())
        factors.append(scaler.get_scale())
    record = {f"weights/{key}": value.detach().clone() for key, value in weights.items()}
    return record | {"losses": torch.stack(losses), "factors": torch.tensor(factors)}


def scales():
    scaler = torch.amp.GradScaler("cpu")
    weight = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=0)
    steps, values = [], []
    for step in range(STEPS):
        before = scaler.get_scale()
        weight.grad = scaler.scale(torch.ones(1))
        if step in OVERFLOWS:
            weight.grad.fill_(torch.inf)
        scaler.step(optimizer)
        scaler.update()
        if scaler.get_scale() != before:
            steps.append(step)
            values.append(scaler.get_scale())
    return {
        "overflows": torch.tensor(OVERFLOWS),
        "steps": torch.tensor(steps),
        "values": torch.tensor(values, dtype=torch.float64),
    }
