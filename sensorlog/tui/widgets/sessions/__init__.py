"""Widgets of the lists of sessions."""
