"""The SQLite catalog and the content-addressed artifact files beside it."""
