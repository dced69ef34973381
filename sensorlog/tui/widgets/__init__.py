"""Widgets of the live screen. Each is given its piece of :class:`sensorlog.tui.view.LiveView` and draws it."""
