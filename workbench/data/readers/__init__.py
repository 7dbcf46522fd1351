"""Readers of dataset layouts, one family a file; `workbench.data.reading` chooses among them."""
