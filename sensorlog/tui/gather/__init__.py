"""From the logbook to what a page shows: everything that takes time, as plain functions to be run in a thread."""
