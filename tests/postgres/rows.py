"""Small tables of odd rows: what goes wrong goes wrong on one of these."""

from __future__ import annotations

from .engines import Columns, Rows

# Any JSON at all, written as no tidy program would. `label` says what the row is for.
DOCS: list[tuple[str, str | None]] = [
    ("sql null", None),
    ("json null", "null"),
    ("true", "true"),
    ("false", "false"),
    ("zero", "0"),
    ("one", "1"),
    ("one point zero", "1.0"),
    ("negative", "-17.50"),
    ("exponent", "1e3"),
    ("big", "123456789012345678901234567890"),
    ("tiny", "0.000000000000000000001"),
    ("empty string", '""'),
    ("string", '"plain"'),
    ("quotes", '"say \\"hi\\" \\\\ back/slash\\n\\ttab"'),
    ("unicode", '"d\\u00e9j\\u00e0 vu \\ud83d\\ude00 漢字"'),
    ("number in string", '"42"'),
    ("empty object", "{}"),
    ("empty array", "[]"),
    ("object", '{"name": "alpha", "n": 1, "ok": true}'),
    ("object, other order", '{"ok":true,   "n":1, "name":"alpha"}'),
    ("object, n is 1.0", '{"name": "alpha", "n": 1.0, "ok": true}'),
    ("duplicate keys", '{"n": 1, "name": "first", "n": 2, "name": "last"}'),
    ("nulls inside", '{"name": null, "n": null, "ok": null, "list": [null]}'),
    ("key lengths", '{"bbb": 1, "a": 2, "cc": 3, "": 4, "é": 5, "ab": 6}'),
    ("nested", '{"a": {"b": {"c": [1, {"d": "deep"}]}}, "list": [1, 2, 3]}'),
    ("wrong types", '{"name": 5, "n": "five", "ok": "true", "list": "not a list", "a": []}'),
    ("list of objects", '[{"id": 1, "v": "x"}, {"id": 2, "v": null}, {"v": "z"}, {"id": "4"}]'),
    ("list of scalars", '[1, "1", 1.0, true, null, "true", "", 2.50]'),
    ("list of strings", '["a", "b", "c", "a"]'),
    ("nested lists", '[[1, 2], [], [[3]], {"k": [4]}]'),
    ("spaces", ' { "x" : [ 1 , 2 ] , "y" : { } } '),
    ("odd keys", '{"a.b": 1, "a b": 2, "$x": 3, "0": "zero", "A": "upper", "a": "lower"}'),
]

RESOURCES: list[tuple[object, ...]] = [
    # id, name, region, account_id, tags, policy, items, size, ratio, price, active, created, modified, day
    (1, "web", "us-east-1", "111111111111", '{"Env": "prod", "Owner": "ann"}',
     '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:*"], '
     '"Principal": {"AWS": ["*"]}, "Resource": ["arn:aws:s3:::b/*"]}]}',
     '[{"Port": 22, "Cidr": "0.0.0.0/0", "On": true}, {"Port": 443, "Cidr": "10.0.0.0/8", "On": false}]',
     10, 0.5, "19.99", True, "2024-02-29 23:59:59.999+00", "2024-03-01 00:00:00", "2024-02-29"),
    (2, "db", "eu-west-1", "111111111111", "{}",
     '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": ["*"], "Principal": {"AWS": ["*"]}, '
     '"Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}]}',
     "[]", -3, -1.25, "0.10", False, "2023-12-31 22:30:00+00", "2023-12-31 12:00:00.5", "2023-12-31"),
    (3, "cache", "us-east-1", "222222222222", None, None, None, None, None, None, None, None, None, None),
    (4, "Web", "us-west-2", "222222222222", '{"Env": "dev", "env": "lower", "Cost Center": "é42"}',
     '{"Statement": {"Effect": "Allow", "Action": "s3:*"}}',
     '[{"Port": null, "Cidr": "::/0"}, {}, {"Port": 22, "On": "true"}]',
     9223372036854775807, 1e300, "12345678901234567890.123456789", True,
     "2024-06-15 12:34:56.789012+02", "2024-06-15 12:34:56.789012", "2024-06-15"),
    (5, "", "eu-west-1", "333333333333", '{"Env": null, "Owner": ""}', "{}", '[{"Port": 0, "Cidr": null}]',
     0, 0, "0", False, "1999-01-01 00:00:00+00", "1999-01-01 00:00:00", "1999-01-01"),
    (6, "naïve_50%", "ap-south-1", "333333333333", '{"Owner": "bob"}', '{"Statement": []}',
     '[{"Port": 65535, "Cidr": "192.168.0.0/16", "On": true, "Ports": [80, 443]}]',
     10, 2.5, "100", True, "2025-01-31 00:00:00+00", "2025-01-31 06:07:08", "2025-01-31"),
    (7, "db", "us-east-1", "111111111111", '{"Env": "prod", "Owner": "cy", "Extra": "1"}', None, "[]",
     7, 3.5, "7.5", None, "2024-02-29 23:59:59.999+00", "2024-02-29 23:59:59.999", "2024-02-29"),
]  # fmt: skip

STRINGS: list[str | None] = [
    None, "", " ", "a", "A", "abc", "ABC", "a,b,,c", ",", "  padded  ", "naïve", "漢字かな", "😀 smile", "ß", "É",
    "50%", "under_score", "back\\slash", "it's", 'double "quote"', "new\nline", "tab\there", "$1", "?", "a.b.c",
    "true", "f", "yes", "0", "1", "42", "-7", "3.14", "1e3", " 12 ", "007", "NaN", "infinity",
    "2024-02-29", "2024-02-30", "2024-01-01T00:00:00Z", "10.0.0.0/8", "10.1.2.3", "::1", "{}", "[]", '{"a": 1}',
    "null", "arn:aws:iam::123456789012:role/Admin", "sg-0a1b2c3d", "us-east-1", "us-gov-west-1",
    "user@example.com", "foobarbar", "Foo123!", "aaa", "{a,b}", "x=1;y=2",
]  # fmt: skip

NUMBERS: list[tuple[object, ...]] = [
    # id, i, b, f, n
    (1, 7, 2, 0.1, "1.10"),
    (2, -7, 2, 0.2, "-1.5"),
    (3, 7, -2, 1.5, "2.5"),
    (4, 0, 1, -0.0, "0"),
    (5, None, 3, None, None),
    (6, 2147483647, 9223372036854775807, 1e16, "99999999999999999999.99"),
    (7, -2147483648, -9223372036854775808, 1e-7, "0.0000001"),
    (8, 10, 3, 2.5, "3.5"),
    (9, 1, None, 100000.0, "100.00"),
    (10, 3, 10, 123456.789, "10"),
]

TIMES: list[tuple[object, ...]] = [
    # id, at, local, day, txt
    (1, "2024-02-29 12:00:00+00", "2024-02-29 12:00:00", "2024-02-29", "2024-02-29T12:00:00Z"),
    (2, "2023-12-31 23:59:59.999999+00", "2023-12-31 23:59:59.999999", "2023-12-31", "2023-12-31"),
    (3, "2024-01-01 00:00:00+00", "2024-01-01 00:00:00", "2024-01-01", "2024-01-01 00:00:00+05:30"),
    (4, None, None, None, None),
    (5, "1970-01-01 00:00:00+00", "1970-01-01 00:00:00", "1970-01-01", "Jan 1 1970"),
    (6, "2100-07-04 01:02:03.04+00", "2100-07-04 01:02:03.04", "2100-07-04", "2100-07-04 01:02:03.04"),
    (7, "2024-03-31 01:30:00.5+00", "2024-03-31 01:30:00.5", "2024-03-31", "2024-03-31T01:30:00.500+00:00"),
    (8, "2020-05-05 05:05:05+00", "2020-05-05 05:05:05", "2020-05-05", "20200505T050505Z"),
]

NETS: list[tuple[object, ...]] = [
    # id, ip, net, txt
    (1, "10.1.2.3", "10.0.0.0/8", "10.1.2.3/32"),
    (2, "10.1.2.3/8", "10.1.2.0/24", "10.1.2.0/24"),
    (3, "192.168.0.1", "192.168.0.0/16", "192.168.0.1"),
    (4, "::1", "::/0", "::1/128"),
    (5, "2001:db8::8a2e:370:7334/64", "2001:db8::/32", "2001:DB8:0:0:0:0:0:1"),
    (6, "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0"),
    (7, None, None, None),
    (8, "255.255.255.255", "255.255.255.255/32", "fe80::1"),
]

TABLES: dict[str, tuple[Columns, Rows]] = {
    "docs": (
        {"id": "bigint", "label": "text", "doc": "jsonb"},
        [(number, label, doc) for number, (label, doc) in enumerate(DOCS, 1)],
    ),
    "resources": (
        {
            "id": "bigint", "name": "text", "region": "text", "account_id": "text", "tags": "jsonb",
            "policy": "jsonb", "items": "jsonb", "size": "bigint", "ratio": "double precision",
            "price": "numeric", "active": "boolean", "created": "timestamptz", "modified": "timestamp", "day": "date",
        },
        RESOURCES,
    ),
    "strings": ({"id": "bigint", "s": "text"}, list(enumerate(STRINGS, 1))),
    "numbers": (
        {"id": "bigint", "i": "integer", "b": "bigint", "f": "double precision", "n": "numeric"},
        NUMBERS,
    ),
    "times": ({"id": "bigint", "at": "timestamptz", "local": "timestamp", "day": "date", "txt": "text"}, TIMES),
    "nets": ({"id": "bigint", "ip": "inet", "net": "cidr", "txt": "text"}, NETS),
    "nothing": ({"id": "bigint", "doc": "jsonb", "s": "text"}, []),
}  # fmt: skip
