"""Optimizers of PyTorch with gradient centralization that is right by layer, at no cost.

::

    optimizer = gradient_centralization.AdamW(model, lr=1e-3)

Gradient centralization subtracts from each weight's gradient its mean over the inputs of each output unit
(Yong et al., ECCV 2020, https://arxiv.org/abs/2004.01461). The layer that owns a weight says which
elements those are; :func:`plan` shows it.
"""

from .adagrad import Adagrad
from .adam import Adam, AdamW
from .fan_in import FanIn
from .kernels import instruction_set, use_instruction_set
from .layers import register_fan_in
from .lion import Lion
from .plan import Plan, PlanRow, plan
from .recorder import Recorder
from .records import Metric
from .rmsprop import RMSprop
from .sgd import SGD, SGDW

__version__ = "0.1.0"

__all__ = [
    "SGD",
    "SGDW",
    "Adagrad",
    "Adam",
    "AdamW",
    "FanIn",
    "Lion",
    "Metric",
    "Plan",
    "PlanRow",
    "RMSprop",
    "Recorder",
    "instruction_set",
    "plan",
    "register_fan_in",
    "use_instruction_set",
]
