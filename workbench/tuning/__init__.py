"""Search for the settings of a model that validation likes best."""
