"""Widgets of the first page."""
