"""Room ``streams``: see docs/architecture.md."""
