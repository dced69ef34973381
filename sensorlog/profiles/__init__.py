"""Room ``profiles``: see docs/architecture.md."""
