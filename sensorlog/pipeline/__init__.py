"""Room ``pipeline``: see docs/architecture.md."""
