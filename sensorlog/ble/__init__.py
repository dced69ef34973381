"""Room ``ble``: see docs/architecture.md."""
