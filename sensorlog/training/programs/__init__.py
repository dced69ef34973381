"""Programs: weeks, days and doses as TOML, and where a person stands in one."""

from sensorlog.training.programs.library import Library, load_program, user_programs_dir
from sensorlog.training.programs.plan import (
    PlannedSession,
    PlannedWork,
    accept,
    adjust,
    choices_needed,
    finish_session,
    move,
    next_session,
    planned_sessions,
    position,
    skip_session,
    start_program,
    swap,
)
from sensorlog.training.programs.schema import Origin, Program, Progress, Tempo
from sensorlog.training.programs.state import (
    Accepted,
    Adjusted,
    ProgramState,
    Swapped,
    SwapReason,
    state_from_json,
    state_from_parts,
)

__all__ = [
    "Accepted",
    "Adjusted",
    "Library",
    "Origin",
    "PlannedSession",
    "PlannedWork",
    "Program",
    "ProgramState",
    "Progress",
    "SwapReason",
    "Swapped",
    "Tempo",
    "accept",
    "adjust",
    "choices_needed",
    "finish_session",
    "load_program",
    "move",
    "next_session",
    "planned_sessions",
    "position",
    "skip_session",
    "start_program",
    "state_from_json",
    "state_from_parts",
    "swap",
    "user_programs_dir",
]
