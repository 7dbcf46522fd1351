"""The built-in sample: invented films, viewers and their histories, made from a seed; nothing in it is real."""

from workbench.data.sample.generation import generate
from workbench.data.sample.story import truth
from workbench.data.sample.truth import SampleTruth

__all__ = ["SampleTruth", "generate", "truth"]
