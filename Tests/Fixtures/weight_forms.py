"""What a layer makes of its weight before it is used."""

from torch import nn
from torch.func import functional_call
from torch.nn.utils.parametrizations import weight_norm


def plain(layer):
    return layer


def normalized(layer):
    return weight_norm(layer)


def standardized(layer):
    """As the authors of weight standardization do it; the weight keeps its key."""
    return Standardized(layer)


class Standardized(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, input):
        weight = self.layer.weight
        dims = list(range(1, weight.dim()))
        centered = weight - weight.mean(dims, keepdim=True)
        used = centered / (weight.std(dims, keepdim=True) + 1e-5)
        return functional_call(self.layer, {"weight": used}, input)

    def named_parameters(self):
        return self.layer.named_parameters()

    def state_dict(self):
        return self.layer.state_dict()


FORMS = {"plain": plain, "normalized": normalized, "standardized": standardized}
