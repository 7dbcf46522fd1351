"""A forest of scikit-learn's as plain arrays: stored without pickle, asked without scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.models.artifacts import Arrays, check_shape, damaged


@dataclass(frozen=True)
class Forest:
    """Decision trees, one after another in the same arrays.

    Attributes:
        left, right: int32 [n_nodes], the node to go on with; −1 at a leaf.
        feature: int32 [n_nodes], which feature is asked; −1 at a leaf.
        threshold: float64 [n_nodes]; a value up to it goes left.
        value: float64 [n_nodes], what a leaf answers.
        roots: int32 [n_trees].
    """

    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    value: npt.NDArray[np.float64]
    roots: npt.NDArray[np.int32]

    @staticmethod
    def of(fitted: Any) -> Forest:
        """Take the trees out of a fitted `RandomForestClassifier` of the classes 0 and 1."""
        trees = [estimator.tree_ for estimator in fitted.estimators_]
        sizes = np.array([tree.node_count for tree in trees])
        roots = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int32)

        def joined(name: str) -> npt.NDArray[np.int32]:
            parts = [getattr(tree, name) for tree in trees]
            return np.concatenate(
                [np.where(part >= 0, part + root, -1) for part, root in zip(parts, roots, strict=True)]
            ).astype(np.int32)

        shares = [tree.value[:, 0, :] / tree.value[:, 0, :].sum(axis=1, keepdims=True) for tree in trees]
        return Forest(
            left=joined("children_left"),
            right=joined("children_right"),
            feature=np.concatenate([np.maximum(tree.feature, -1) for tree in trees]).astype(np.int32),
            threshold=np.concatenate([tree.threshold for tree in trees]).astype(np.float64),
            value=np.concatenate([share[:, 1] for share in shares]).astype(np.float64),
            roots=roots,
        )

    def predict(self, features: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Return float64 [n], the mean of the trees' answers to `features` float32 [n, n_features]."""
        total = np.zeros(len(features))
        rows: npt.NDArray[np.int64] = np.arange(len(features))
        for root in self.roots:
            node = np.full(len(features), root, np.int32)
            open_rows = rows
            while len(open_rows):
                here = node[open_rows]
                asked = self.feature[here]
                inner = asked >= 0
                open_rows, here, asked = open_rows[inner], here[inner], asked[inner]
                goes_left = features[open_rows, asked] <= self.threshold[here]
                node[open_rows] = np.where(goes_left, self.left[here], self.right[here])
            total += self.value[node]
        return total / max(1, len(self.roots))

    def arrays(self) -> Arrays:
        """Return what `from_stored` needs, by name."""
        return {f"forest_{name}": array for name, array in vars(self).items()}

    @staticmethod
    def from_stored(folder: Path, arrays: Arrays, n_features: int) -> Forest:
        """Build it from stored arrays. Raises `ArtifactDamagedError` where they do not fit together."""
        left = check_shape(folder, arrays, "forest_left", np.int32, (None,))
        n = len(left)
        right, feature = (
            check_shape(folder, arrays, f"forest_{name}", np.int32, (n,)) for name in ("right", "feature")
        )
        threshold, value = (
            check_shape(folder, arrays, f"forest_{name}", np.float64, (n,)) for name in ("threshold", "value")
        )
        roots = check_shape(folder, arrays, "forest_roots", np.int32, (None,))
        inner = feature >= 0
        # Children come after their parents, so that no question leads back to one that was asked.
        after = (left[inner] > np.flatnonzero(inner)) & (right[inner] > np.flatnonzero(inner))
        inside = (np.maximum(left, right)[inner] < n) & (feature[inner] < n_features)
        if not (after.all() and inside.all() and (roots >= 0).all() and (roots < n).all()):
            raise damaged(folder, "The stored forest does not fit together.")
        return Forest(left, right, feature, threshold, value, roots)
