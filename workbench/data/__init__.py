"""Datasets in memory: interactions, items, splits, readers of known layouts, and the built-in sample."""
