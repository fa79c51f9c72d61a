"""CPU to parse one page of 100 EC2 volumes: botocore's parser and Steelyard's, on the same bytes.

python benchmarks/wire_page.py
"""

import platform
import time
from collections.abc import Callable

import botocore
from botocore.awsrequest import HeadersDict
from botocore.parsers import create_parser

from steelyard.aws import models
from steelyard.aws.parse import parser

VOLUME = """<item><volumeId>vol-{i:017x}</volumeId><size>100</size><snapshotId>snap-{i:017x}</snapshotId>
<availabilityZone>eu-west-1a</availabilityZone><status>in-use</status><createTime>2024-05-01T12:30:00.000Z</createTime>
<attachmentSet><item><volumeId>vol-{i:017x}</volumeId><instanceId>i-{i:017x}</instanceId><device>/dev/xvda</device>
<status>attached</status><attachTime>2024-05-01T12:30:01.000Z</attachTime>
<deleteOnTermination>true</deleteOnTermination></item></attachmentSet>
<volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>true</encrypted>
<kmsKeyId>arn:aws:kms:eu-west-1:123456789012:key/0d9e4a2c-1111-2222-3333-444455556666</kmsKeyId>
<multiAttachEnabled>false</multiAttachEnabled>
<tagSet><item><key>Name</key><value>volume {i}</value></item><item><key>team</key><value>payments</value></item>
<item><key>env</key><value>production</value></item></tagSet></item>"""
PAGE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
    "<requestId>2f8ab1c2-0000-0000-0000-000000000000</requestId><volumeSet>"
    + "".join(VOLUME.format(i=i) for i in range(100))
    + "</volumeSet><nextToken>more</nextToken></DescribeVolumesResponse>"
).encode()


def milliseconds(parse: Callable[[], object], rounds: int) -> float:
    """CPU of one run, the best of five series."""
    series = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(rounds):
            parse()
        series.append((time.process_time() - start) / rounds * 1000)
    return min(series)


def main() -> None:
    """Check that both parsers agree, then measure them."""
    model = models.operation("ec2", "DescribeVolumes")
    theirs, ours = create_parser("ec2"), parser(model)
    answer = {"status_code": 200, "headers": HeadersDict({}), "body": PAGE, "context": {}}
    expected = theirs.parse(answer, model.output_shape)
    expected.pop("ResponseMetadata")
    if ours(200, {}, PAGE) != expected:
        raise SystemExit("the two parsers do not agree")

    slow = milliseconds(lambda: theirs.parse(answer, model.output_shape), 10)
    fast = milliseconds(lambda: ours(200, {}, PAGE), 100)
    print(f"{platform.machine()}, Python {platform.python_version()}, botocore {botocore.__version__}")
    print(f"one page of 100 volumes, {len(PAGE) / 1024:.0f} KiB of XML, CPU:")
    print(f"  botocore   {slow:7.2f} ms")
    print(f"  steelyard  {fast:7.2f} ms   {slow / fast:.1f} times less")


if __name__ == "__main__":
    main()
