from __future__ import annotations

from pathlib import Path

from command_shell import Shell


def test_sizes_are_shown_before_anything_is_trained(shell: Shell, table: Path) -> None:
    assert shell("import", str(table), "--name", "Small")[0] == 0
    found = shell.json("sizes", "small", "--millions", "0.05", "--millions", "500", "--seconds", "5")
    assert [one["measured"] for one in found] == [True, False]
    assert found[1]["parameters"] > 300_000_000
    status, out, _ = shell("sizes", "small", "--millions", "0.05", "--set", "recompute=true")
    assert (status, "measured" in out) == (0, True)
    assert shell.json("runs") == []
    status, _, err = shell("sizes", "small", "--model", "Popularity")
    assert (status, "SASRec or HSTU" in err) == (64, True)
