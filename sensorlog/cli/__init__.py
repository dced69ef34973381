"""The shell: one thin file per verb."""
