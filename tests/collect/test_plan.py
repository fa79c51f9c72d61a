"""From needs to what is called, without AWS."""

from __future__ import annotations

import pytest

from steelyard.aws.accounts import Account
from steelyard.aws.credentials import Credentials
from steelyard.aws.declare import Call, Each, Key, Many, Table, Value, text
from steelyard.collect.params import batches, binder
from steelyard.collect.plan import key_choices, merge, plan_table
from steelyard.errors import UsageError
from steelyard.sql import TableNeed


def need(*columns: str, **filters: tuple[object, ...]) -> TableNeed:
    return TableNeed(frozenset(columns), filters)


def account(*regions: str) -> Account:
    return Account("test", Credentials.static("a", "b"), "111111111111", "aws", "eu-west-1", regions or ("eu-west-1",))


def operations(name: str, wanted: TableNeed) -> list[str]:
    found = plan_table(name, wanted)
    return [call.operation for call in (*found.steps(), *found.reader.adds.values())]


def test_only_calls_that_feed_wanted_columns_remain() -> None:
    assert operations("aws_cloudtrail_trail", need("name")) == ["DescribeTrails"]
    assert operations("aws_cloudtrail_trail", need("name", "is_logging")) == ["DescribeTrails", "GetTrailStatus"]
    assert operations("aws_cloudtrail_trail", need("tags")) == ["DescribeTrails", "ListTags"]


def test_a_filter_on_region_narrows_the_places() -> None:
    everywhere = account("eu-west-1", "us-east-1")
    assert list(plan_table("aws_cloudtrail_trail", need("name")).places(everywhere)) == ["eu-west-1", "us-east-1"]
    narrowed = plan_table("aws_cloudtrail_trail", need("name", region=("us-east-1",)))
    assert list(narrowed.places(everywhere)) == ["us-east-1"]


def test_a_filter_on_account_leaves_the_others_out() -> None:
    narrowed = plan_table("aws_cloudtrail_trail", need("name", account_id=("222222222222",)))
    assert list(narrowed.places(account())) == []


def test_global_tables_are_read_once() -> None:
    assert list(plan_table("aws_account", need("title")).places(account("eu-west-1", "us-east-1"))) == ["global"]


def test_a_service_is_not_asked_where_it_is_not() -> None:
    found = plan_table("aws_cloudtrail_trail", need("name"))
    assert list(found.places(account("eu-west-1", "mars-north-1"))) == ["eu-west-1"]


def test_a_key_makes_the_get_call() -> None:
    found = plan_table("aws_cloudtrail_trail", need("arn", name=("x", "y")))
    assert found.steps() == (found.table.get,)
    assert key_choices(found.steps(), found.keys) == [{"name": "x"}, {"name": "y"}]


def test_a_required_key_is_asked_for() -> None:
    with pytest.raises(UsageError, match="aws_cost_usage needs a filter on granularity"):
        plan_table("aws_cost_usage", need("period_start"))


def test_needs_of_several_queries_unite() -> None:
    merged = merge(
        [
            {"t": need("a", region=("eu-west-1",), name=("x",))},
            {"t": need("b", region=("us-east-1",))},
            {"u": need("c")},
        ]
    )
    assert merged["t"].columns == {"a", "b"}
    assert dict(merged["t"].filters) == {"region": ("eu-west-1", "us-east-1")}
    assert merged["u"] == need("c")


NAMES = frozenset({"parent", "where"})


def bound(params: dict[str, object], where: dict[str, object] | None = None) -> list[dict[str, object]]:
    call = Call("ecs", "ListServices", params)  # type: ignore[arg-type]
    known = {".": {"Name": "n", "Ids": ["1", "2"], "None": None}, "parent": "p", "where": where or {}}
    return binder(call, NAMES, where or {}).params(known)


def test_parameters_are_paths_and_constants() -> None:
    assert bound({"cluster": "parent", "launchType": Value("EC2")}) == [{"cluster": "p", "launchType": "EC2"}]


def test_a_null_parameter_is_left_out_and_a_required_one_means_no_call() -> None:
    assert bound({"cluster": "None", "launchType": "Name"}) == [{"launchType": "n"}]
    call = Call("ecs", "DescribeServices", {"services": "None"})
    assert binder(call, NAMES, {}).params({".": {"None": None}}) == []


def test_each_makes_a_call_for_each_element() -> None:
    assert bound({"cluster": Each("Ids")}) == [{"cluster": "1"}, {"cluster": "2"}]


def test_keys_take_the_filter_or_their_default() -> None:
    assert bound({"cluster": Key("cluster_name")}) == [{}]
    assert bound({"cluster": Key("cluster_name")}, {"cluster_name": "c"}) == [{"cluster": "c"}]
    assert bound({"cluster": Key("cluster_name", default="self")}) == [{"cluster": "self"}]
    flag = Key("managed", {"true": "AWS", "false": "Local"})
    assert bound({"launchType": flag}, {"managed": False}) == [{"launchType": "Local"}]


def test_a_structure_goes_with_its_key() -> None:
    filters = [{"Name": Value("a"), "Values": [Key("x")]}, {"Name": Value("b"), "Values": [Value("1")]}]
    assert bound({"cluster": filters}) == [{"cluster": [{"Name": "b", "Values": ["1"]}]}]
    assert bound({"cluster": filters[:1]}) == [{}]


def test_batches_are_distinct_and_bounded() -> None:
    assert list(batches(["a", "b", "a", "c"], 2)) == [["a", "b"], ["c"]]
    assert list(batches([], 2)) == []


def test_a_table_with_many_has_no_single_parameter() -> None:
    call = Call("ecs", "DescribeServices", {"cluster": "parent", "services": Many(".", 10)})
    found = binder(call, NAMES, {})
    assert found.many is not None
    assert found.many[:2] == ("services", 10)
    assert found.params({".": "arn", "parent": "p"}) == [{"cluster": "p"}]


def test_every_table_has_the_common_columns() -> None:
    table = Table("aws_x", "x", (Call("sts", "GetCallerIdentity"),), {"arn": text()})
    assert {"account_id", "region", "partition", "sp_ctx", "_ctx", "sp_connection_name"} < set(table.all_columns())
