"""Judging models: metrics, protocol cards, comparisons."""
