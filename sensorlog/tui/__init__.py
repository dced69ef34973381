"""The Textual app. Its door is :class:`sensorlog.tui.app.SensorlogApp`; ``words`` and ``present`` know no Textual."""
