"""One module a place of the rail; a panel that grows splits into a view and the Qt models it shows."""
