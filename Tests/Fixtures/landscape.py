"""landscape.safetensors: the loss along the steps of a training, in float64.

    images [16, 1, 12, 12] uint8, labels [16]    two batches of eight in this order, again and again
    <arm>/loss, <arm>/gradient_norm [S]          at the weights before each step
    <arm>/along, <arm>/distance,
    <arm>/change, <arm>/centralized_change [S, L]    at each length of each step
    <arm>/share/<key> [S]                        the share of the mean in the gradient of a weight

The network and its initial values are those of training.safetensors, the optimizer is its run `sgd`
with the arms `none` and `all`. A value v of an image is (v / 255 - 0.3) / 0.3 to the network.
"""

import torch
from torch import nn

import training

STEPS, LENGTHS = 4, [0.25, 0.5, 1, 2, 4]


def tensors():
    random = torch.Generator().manual_seed(1805)
    images = torch.randint(256, [16, 1, 12, 12], generator=random, dtype=torch.uint8)
    labels = torch.randint(training.CLASSES, [16], generator=random)
    result = {"images": images, "labels": labels}
    for arm in ["none", "all"]:
        record = measure(arm, (images.double() / 255 - 0.3) / 0.3, labels)
        result |= {f"{arm}/{key}": value for key, value in record.items()}
    return result


def measure(arm, images, labels):
    _, _, initial = training.beginnings()
    model = training.network()
    model.load_state_dict(initial)
    weights = dict(model.named_parameters())
    run = training.RUNS["sgd"]
    optimizer = run.optimizer(weights.values(), weight_decay=0, foreach=False, **run.arguments)
    rows = []
    for step in range(STEPS):
        part = slice(0, 8) if step % 2 == 0 else slice(8, 16)
        batch = images[part], labels[part]

        def loss_and_gradient():
            model.zero_grad()
            loss = nn.functional.cross_entropy(model(batch[0]), batch[1])
            loss.backward()
            return loss.detach(), {key: weight.grad.clone() for key, weight in weights.items()}

        loss, gradient = loss_and_gradient()
        before = {key: weight.detach().clone() for key, weight in weights.items()}
        training.prepare_gradients(run, arm, weights)
        optimizer.step()
        after = {key: weight.detach().clone() for key, weight in weights.items()}
        row = {"loss": loss, "gradient_norm": norm(gradient)}
        row |= {f"share/{key}": share(value) for key, value in gradient.items() if value.dim() > 1}
        columns = {"along": [], "distance": [], "change": [], "centralized_change": []}
        for length in LENGTHS:
            way = {key: length * (after[key] - before[key]) for key in before}
            load(weights, {key: before[key] + way[key] for key in before})
            there, other = loss_and_gradient()
            difference = {key: other[key] - gradient[key] for key in other}
            columns["along"].append(there)
            columns["distance"].append(norm(way))
            columns["change"].append(norm(difference))
            columns["centralized_change"].append(
                norm({key: centralized(value) for key, value in difference.items()})
            )
        load(weights, after)
        rows.append(row | {key: torch.stack(column) for key, column in columns.items()})
    return {key: torch.stack([row[key] for row in rows]) for key in rows[0]}


def norm(values):
    return torch.cat([value.flatten() for value in values.values()]).norm()


def centralized(value):
    if value.dim() < 2:
        return value
    return value - value.flatten(1).mean(1).reshape([-1] + [1] * (value.dim() - 1))


def share(gradient):
    return 1 - centralized(gradient).square().sum() / gradient.square().sum()


@torch.no_grad()
def load(weights, values):
    for key, weight in weights.items():
        weight.copy_(values[key])
