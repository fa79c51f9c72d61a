"""The functions of Redshift's tables."""

from steelyard.aws.tables.redshift import actions_on


def action(name: str, **targets: str) -> dict[str, object]:
    kinds = ("ResizeCluster", "PauseCluster", "ResumeCluster")
    target = {kind: {"ClusterIdentifier": targets[kind]} if kind in targets else None for kind in kinds}
    return {"ScheduledActionName": name, "TargetAction": target}


def test_actions_on_are_those_of_the_cluster() -> None:
    schedule = [action("a", PauseCluster="one"), action("b", ResizeCluster="two"), action("c", ResumeCluster="one")]
    assert [found["ScheduledActionName"] for found in actions_on("one", schedule)] == ["a", "c"]


def test_actions_on_without_any() -> None:
    assert actions_on("one", None) == []
    assert actions_on("one", [{"ScheduledActionName": "a", "TargetAction": None}]) == []
