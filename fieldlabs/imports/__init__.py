"""Lists of Fieldlabs that hubs bring in, and take out: how cells are read, checked, compared and written."""
