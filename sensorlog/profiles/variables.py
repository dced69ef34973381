"""From options and answers of the sensor to the one set of variables that everything else uses."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.scalars import Quantity, holds
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.template import Number

__all__ = ["choose", "chosen_from", "evaluate", "resolve"]


def choose(profile: Profile, options: Mapping[str, Number]) -> dict[str, Number]:
    """Every option with its value: as given, else its default. Raises :class:`ProfileError` for what is not offered."""
    _numbers(profile, options)
    for name in options:
        if name not in profile.option:
            offered = ", ".join(profile.option) or "none"
            raise ProfileError(f"{profile.id} has no option {name}; it has: {offered}")
    chosen: dict[str, Number] = {}
    for name, option in profile.option.items():
        value = options.get(name, option.default)
        if value not in option.values:
            offered = ", ".join(f"{offer:g}" for offer in option.values)
            raise ProfileError(f"{name} = {value:g} is not offered by {profile.id}; choose one of {offered}")
        chosen[name] = value
    return chosen


def resolve(
    profile: Profile, options: Mapping[str, Number], captured: Mapping[str, Number] | None = None
) -> dict[str, Number]:
    """All variables: defaults, then options and what their choices set, then what the sensor itself answered.

    Raises :class:`ProfileError` for an option that is not offered, or a value that is no finite number.
    """
    captured = _numbers(profile, captured or {})
    chosen = choose(profile, options)
    variables = {**profile.variables, **chosen, **captured}
    for name, option in profile.option.items():
        for choice in option.choice:
            if choice.value == chosen[name] and holds(choice.when, {**variables, **captured}):
                variables |= choice.set
    return variables | captured


def chosen_from(profile: Profile, written: Mapping[str, Number], captured: Mapping[str, Number]) -> dict[str, Number]:
    """Take the sensor's view: the options whose choices agree with the variables that were written to it."""
    chosen = choose(profile, {})
    for name, option in profile.option.items():
        for choice in option.choice:
            says = {name: choice.value, **choice.set}
            common = says.keys() & written.keys()
            if common and holds(choice.when, captured) and all(says[key] == written[key] for key in common):
                chosen[name] = choice.value
                break
    return chosen


def _numbers(profile: Profile, values: Mapping[str, Number]) -> dict[str, Number]:
    """Refuse what is no finite number: options are typed by people, variables may come out of a damaged recording."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2.0**64:
            raise ProfileError(f"{profile.id}: {name} = {value!r} is no number that a sensor could mean")
    return dict(values)


def evaluate(quantity: Quantity, variables: Mapping[str, Number]) -> float:
    """Return a constant or the value of a variable. Raises :class:`ProfileError` if it is unknown."""
    if not isinstance(quantity, str):
        return float(quantity)
    if quantity not in variables:
        raise ProfileError(f"the variable {quantity} is not known: set-up has not run, or the sensor did not answer it")
    return float(variables[quantity])
