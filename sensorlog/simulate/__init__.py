"""Room ``simulate``: see docs/architecture.md."""
