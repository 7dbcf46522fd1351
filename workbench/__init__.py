"""Recommendation Workbench: train recommender systems and see inside their attention, offline."""

__version__ = "0.1.0"
