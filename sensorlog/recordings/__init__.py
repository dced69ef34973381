"""Room ``recordings``: see docs/architecture.md."""
