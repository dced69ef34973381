"""Progression: proposals for the next session, each with its rule and source, and the person's to accept."""

from sensorlog.training.progression.next_set import NextSet, next_set
from sensorlog.training.progression.proposal import RULES, Direction, Proposal, Rule
from sensorlog.training.progression.rules import Log, propose
from sensorlog.training.progression.today import Diary, Today, follow_log, todays_work

__all__ = [
    "RULES",
    "Diary",
    "Direction",
    "Log",
    "NextSet",
    "Proposal",
    "Rule",
    "Today",
    "follow_log",
    "next_set",
    "propose",
    "todays_work",
]
