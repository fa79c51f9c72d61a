from steelyard.aws.tables.msk import is_provisioned


def test_serverless_clusters_are_not_listed() -> None:
    assert is_provisioned({"ClusterType": "PROVISIONED"})
    assert not is_provisioned({"ClusterType": "SERVERLESS"})
