"""Room ``session``: see docs/architecture.md."""
