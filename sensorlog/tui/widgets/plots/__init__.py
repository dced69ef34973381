"""Plots in the characters of a terminal."""
