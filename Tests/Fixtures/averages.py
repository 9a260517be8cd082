"""averages.safetensors: the mean of the weights of a network with a batch norm, by torch.optim.swa_utils.

    step/<number>/<key>     the state dict after a step, drawn
    <every>/<key>           the mean of decay 0.9 after the last step, with the weights taken in every so many steps
"""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

STEPS, DECAY = 7, 0.9


def tensors():
    random = torch.Generator().manual_seed(10)
    network = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)).double()
    states = [drawn(network, step, random) for step in range(STEPS)]
    result = {f"step/{step}/{key}": value for step, state in enumerate(states) for key, value in state.items()}
    for every in (1, 3):
        for key, value in mean(network, states, every).items():
            result[f"{every}/{key}"] = value
    return result


def drawn(network, step, random):
    return {
        key: torch.tensor(5 * step + 2) if value.ndim == 0 else torch.rand(value.shape, generator=random, dtype=value.dtype)
        for key, value in network.state_dict().items()}


def mean(network, states, every):
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY), use_buffers=True)
    for number, state in enumerate(states, start=1):
        network.load_state_dict(state)
        if number % every == 0:
            averaged.update_parameters(network)
    result = {key.removeprefix("module."): value for key, value in averaged.state_dict().items() if key != "n_averaged"}
    result["1.num_batches_tracked"] = states[every * (STEPS // every) - 1]["1.num_batches_tracked"]
    return result
