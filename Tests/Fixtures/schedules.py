"""schedules.json: learning rates of torch.optim.lr_scheduler as shares of the largest, for each of 24 steps, 4 in an epoch.

Under the text of each schedule its shares; under `plateau` the losses of 16 evaluations and the share after each.
"""

import torch
from torch.optim import lr_scheduler as schedulers

STEPS, STEPS_PER_EPOCH = 24, 4
LOSSES = [1.0, 0.8, 0.9, 0.79995, 0.81, 0.85, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4]


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))], lr=1.0)


def per_step(make):
    """The shares of a scheduler that is asked after each step."""
    owner = optimizer()
    return rates(owner, make(owner), every=1)


def per_epoch(make):
    owner = optimizer()
    return rates(owner, make(owner), every=STEPS_PER_EPOCH)


def rates(owner, scheduler, every):
    result = []
    for step in range(STEPS):
        result.append(owner.param_groups[0]["lr"])
        owner.step()
        if (step + 1) % every == 0:
            scheduler.step()
    return result


def after_warm_up(owner):
    """Four steps from a quarter, then a cosine over the rest."""
    rise = schedulers.LinearLR(owner, start_factor=0.25, total_iters=4)
    rest = schedulers.CosineAnnealingLR(owner, T_max=STEPS - 4, eta_min=0.05)
    return schedulers.SequentialLR(owner, [rise, rest], milestones=[4])


def plateau():
    owner = optimizer()
    scheduler = schedulers.ReduceLROnPlateau(owner, factor=0.5, patience=2)
    result = []
    for loss in LOSSES:
        scheduler.step(loss)
        result.append(owner.param_groups[0]["lr"])
    return {"losses": LOSSES, "shares": result}


def description():
    return {
        "constant": per_step(lambda o: schedulers.ConstantLR(o, factor=1)),
        "cosine": per_step(lambda o: schedulers.CosineAnnealingLR(o, T_max=STEPS)),
        "cosine:0.1": per_step(lambda o: schedulers.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.1)),
        "cosine:0.1:2": per_step(lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=8, eta_min=0.1)),
        "cosine:0.0:1:2": per_step(lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=4, T_mult=2)),
        "linear": per_step(lambda o: schedulers.LinearLR(o, 1.0, 0.0, total_iters=STEPS)),
        "linear:0.2": per_step(lambda o: schedulers.LinearLR(o, 1.0, 0.2, total_iters=STEPS)),
        "polynomial:2.0": per_step(lambda o: schedulers.PolynomialLR(o, total_iters=STEPS, power=2.0)),
        "exponential:0.8": per_epoch(lambda o: schedulers.ExponentialLR(o, gamma=0.8)),
        "exponential:0.1:2": per_epoch(lambda o: schedulers.StepLR(o, step_size=2, gamma=0.1)),
        "step:2,5:0.5": per_epoch(lambda o: schedulers.MultiStepLR(o, milestones=[2, 5], gamma=0.5)),
        "one-cycle": per_step(lambda o: schedulers.OneCycleLR(o, max_lr=1.0, total_steps=STEPS)),
        "cosine:0.05,warmup:1e:0.25": per_step(after_warm_up),
        "plateau": plateau(),
    }
