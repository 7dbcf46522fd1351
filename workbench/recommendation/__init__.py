"""Recommendations for one person or for all of them."""
