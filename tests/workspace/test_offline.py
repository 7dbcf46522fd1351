"""With the network taken away, everything about content still works: encoding, training, searching."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from films_csv import write_films

WORK = """
import socket, sys
from pathlib import Path
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

try:
    socket.create_connection(("1.1.1.1", 53), timeout=1)
except OSError:
    pass
else:
    sys.exit("there is a network")
folder, table, about, pictures = map(Path, sys.argv[1:])
with Workspace.open(folder) as workspace:
    companions = [workspace.datasets.companion(path, "user", "item") for path in (about, pictures)]
    checked = workspace.datasets.check(table, progress=Progress())
    films = workspace.datasets.store(checked, name="Films", companions=companions, progress=Progress())
    for modality, choice in (("text", "minilm"), ("text", "tfidf"), ("text", "wordllama"), ("image", None)):
        made = workspace.content.encode(films.id, modality, choice, progress=Progress())
    text = workspace.content.encodings(films.id, "text")[0]
    assert workspace.content.search(text.id, "a battle of soldiers", 3)
    config = {"width": 8, "epochs": 1, "history_length": 4}
    run = workspace.runs.train(TrainRequest(films.id, "MultimodalAttention", config), progress=Progress())
    assert workspace.insight.recommend(run.id, "u001").items
print("done")
"""


def test_all_of_it_works_without_a_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this system does not let a program give up its network (unshare -rn)")
    files = write_films(tmp_path)
    words = [unshare, "-rn", sys.executable, "-c", WORK, str(tmp_path / "workspace"), *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=170)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr[-2_000:]
