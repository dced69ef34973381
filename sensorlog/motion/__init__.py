"""Room ``motion``: see docs/architecture.md."""
