"""Room ``training``: see docs/architecture.md."""
