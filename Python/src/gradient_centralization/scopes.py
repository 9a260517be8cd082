"""What a centralization does to a parameter, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple, TypeAlias, cast

from .fan_in import Encoded, FanIn

Scope: TypeAlias = Literal["all", "convolutions", "none"]
SCOPES = ("all", "convolutions", "none")
Centralization: TypeAlias = Scope | Mapping[str, Scope | FanIn | Encoded]
"""A scope, or scopes by patterns of names, of which the last that matches holds; else ``"all"``.

In place of a scope, a :class:`FanIn` says by hand what a weight sums over.
"""


class Verdict(NamedTuple):
    """What is done to a parameter: its mean over ``fan_in`` is removed, or nothing; and why."""

    fan_in: FanIn | None
    reason: str


def checked_centralization(centralization: Centralization) -> Centralization:
    """The option in plain values, as groups hold it; an error names what is wrong with it."""
    if isinstance(centralization, Mapping):
        return {pattern: _checked(scope, pattern) for pattern, scope in centralization.items()}
    return cast(Scope, _checked(centralization, None))


def _checked(scope: object, pattern: str | None) -> Scope | Encoded:
    option = "centralization" if pattern is None else f"centralization of {pattern!r}"
    if pattern is not None and isinstance(scope, FanIn):
        return scope.encode()
    if pattern is not None and isinstance(scope, tuple | list):
        return FanIn.decode(cast(Encoded, tuple(scope))).encode()
    if not isinstance(scope, str) or scope not in SCOPES:
        more = ", or these by pattern" if pattern is None else " or a FanIn"
        raise ValueError(f"{option}: expected 'all', 'convolutions' or 'none'{more}, found {scope!r}.")
    return cast(Scope, scope)


def scope_of(centralization: Centralization, name: str | None) -> Scope | FanIn:
    """What holds for the parameter ``name``."""
    if isinstance(centralization, str):
        return centralization
    if name is None:
        raise ValueError(
            "centralization: expected a scope for parameters without names, found patterns of names: "
            "give a module, or plan=plan(module)."
        )
    scope: Scope | FanIn | Encoded = "all"
    for pattern, candidate in centralization.items():
        if fnmatchcase(name, pattern):
            scope = candidate
    return FanIn.decode(scope) if isinstance(scope, tuple | list) else scope


def verdict(
    role: FanIn | str, shape: tuple[int, ...], scope: Scope | FanIn, minimum_fan_in: int, note: str = ""
) -> Verdict:
    """What is done to a parameter of ``shape`` whose layer says ``role`` of it."""
    if isinstance(scope, FanIn):
        return Verdict(scope, f"tagged by hand as always centralized: {_words(scope, shape)}")
    if scope == "none":
        return Verdict(None, "centralization is none")
    if isinstance(role, str):
        return Verdict(None, role)
    count = role.count(shape)
    if count <= 1:
        return Verdict(None, "one input per output unit: the gradient would become zero")
    if count < minimum_fan_in:
        return Verdict(None, f"{count} inputs per output unit, fewer than the minimum of {minimum_fan_in}")
    if scope == "convolutions" and role.kind != "convolution":
        return Verdict(None, "not a convolution")
    return Verdict(role, _words(role, shape) + note)


def _words(fan_in: FanIn, shape: tuple[int, ...]) -> str:
    return f"{fan_in.kind} weight of {fan_in.count(shape)} inputs per output unit"
