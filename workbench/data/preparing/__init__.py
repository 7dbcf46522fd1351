"""Recipes: steps that make another dataset from one, each with its effect in numbers."""
