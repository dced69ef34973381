"""What is around every page: the bar of places above, the bar of keys below."""
