"""Steps from one schema to the next, run by :mod:`sensorlog.logbook.database` when a logbook is opened."""
