"""How the parameters of a group make a step."""

from __future__ import annotations

from dataclasses import dataclass

from .fan_in import FanIn
from .operators import Update
from .rules import Rule, Settings


@dataclass
class Recipe:
    """What an optimizer makes of the options of a group.

    Attributes:
        rule: of the kernels.
        settings: the numbers of the step.
        update: the same rule by operators.
        slots: the names of the rule's slots in the state, in its order.
        further_slots: those that only the operators know.
        has_kernel: whether the kernels know all of it.
        counts_steps: whether the state has a tensor ``step``, as torch.optim's has.
        initial: what slots begin with.
        rate_decay: ``d`` of a learning rate over ``1 + d (step - 1)``.
    """

    rule: Rule
    settings: Settings
    update: Update
    slots: tuple[str, ...] = ()
    further_slots: tuple[str, ...] = ()
    has_kernel: bool = True
    counts_steps: bool = False
    initial: float = 0.0
    rate_decay: float = 0.0

    @property
    def needs_numbers(self) -> bool:
        """Whether the number of a step has to be known before the kernels count it."""
        return self.rate_decay != 0

    def settings_at(self, step: int) -> Settings:
        """The numbers of a parameter's step of this number."""
        if self.rate_decay == 0:
            return self.settings
        rate = self.settings.learning_rate / (1 + self.rate_decay * (step - 1))
        return self.settings._replace(learning_rate=rate)


@dataclass(frozen=True)
class Target:
    """What centralization makes of one parameter of a group.

    Attributes:
        fan_in: what the mean is taken over; ``None`` where nothing is centralized.
        rows: its output units for the kernels, 0 without centralization; ``None`` where those do not
            lie one after the other.
    """

    fan_in: FanIn | None
    rows: int | None
