"""Recommenders: one file a model, one contract, one registry."""
