"""Room ``tui``: see docs/architecture.md."""
