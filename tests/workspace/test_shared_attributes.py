from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

ABOUT = "movie,title,director\n" + "\n".join(f"m{code},Film {code},Director {code % 2}" for code in range(8))
TINY = {"factors": 8, "epochs": 2, "negatives": 8, "relation_width": 4}


def test_a_recommended_film_shares_its_director_with_the_history(workspace: Workspace, tmp_path: Path) -> None:
    lines = [f"u{user},m{(user + 2 * step) % 8},{1000 + step}" for user in range(20) for step in range(3)]
    table, about = tmp_path / "met.csv", tmp_path / "about.csv"
    table.write_text("user,movie,timestamp\n" + "\n".join(lines) + "\n", encoding="utf-8")
    about.write_text(ABOUT + "\n", encoding="utf-8")
    companion = workspace.datasets.companion(about, "user", "movie")
    checked = workspace.datasets.check(table, progress=Progress())
    small = workspace.datasets.store(checked, name="Films", companions=[companion], progress=Progress())

    run = workspace.runs.train(TrainRequest(small.id, "KGAttention", config=TINY), progress=Progress()).id
    dataset = workspace.datasets.load(small.id)
    item = dataset.items.code("m6")  # u0 met 0, 2 and 4
    found = workspace.explaining.paths(run, "u0", item=item)
    assert found.title == "Film 6"
    assert found.relations == (("director", "Director 0", 1.0),)
    assert found.shared[0].places == (2, 1, 0)
    assert found.sentences == ("shares director Director 0 with Film 4, Film 2 and 1 more",)
    odd = workspace.explaining.paths(run, "u0", item=dataset.items.code("m1"))
    assert odd.sentences == ()
    assert workspace.explaining.paths(run, "u0").item not in map(dataset.items.code, ("m0", "m2", "m4"))

    popular = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress()).id
    with pytest.raises(ConfigurationError, match="relations"):
        workspace.explaining.paths(popular, "u0")
