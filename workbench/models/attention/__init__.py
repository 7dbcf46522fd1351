"""Attention recommenders, each readable top to bottom."""
