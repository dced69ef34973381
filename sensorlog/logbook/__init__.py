"""Room ``logbook``: see docs/architecture.md."""
