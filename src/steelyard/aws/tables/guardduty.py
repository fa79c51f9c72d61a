"""Amazon GuardDuty."""

from steelyard.aws.declare import Call, Many, Table, akas, double, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import as_is

DETECTOR = "arn:{partition}:guardduty:{region}:{account_id}:detector/{id}"
DETECTORS = Call("guardduty", "ListDetectors", items="DetectorIds", name="id")

detector = Table(
    "aws_guardduty_detector",
    "GuardDuty in one region; no row where it was never enabled.",
    rows=(DETECTORS,),
    add={
        "full": Call("guardduty", "GetDetector", {"DetectorId": "id"}),
        "administrator": Call("guardduty", "GetAdministratorAccount", {"DetectorId": "id"}, items="Administrator"),
    },
    columns={
        "detector_id": text("id"),
        "arn": text(DETECTOR),
        "status": text("full.Status", about="ENABLED or DISABLED."),
        "created_at": timestamptz("full.CreatedAt", via=as_is),
        "finding_publishing_frequency": text("full.FindingPublishingFrequency"),
        "service_role": text("full.ServiceRole"),
        "updated_at": timestamptz("full.UpdatedAt", via=as_is),
        "data_sources": jsonb("full.DataSources", about="Which sources are watched, in the older form."),
        "features": jsonb("full.Features", about="Which protections are on."),
        "master_account": jsonb("administrator", about="The account that manages this one's GuardDuty."),
        "title": text("id"),
        "tags": tags("full.Tags"),
        "akas": akas(DETECTOR),
    },
)

finding = Table(
    "aws_guardduty_finding",
    "Something that GuardDuty holds for a threat.",
    rows=(
        Call("guardduty", "ListDetectors", items="DetectorIds", name="detector"),
        Call("guardduty", "ListFindings", {"DetectorId": "detector"}, items="FindingIds", name="finding"),
        Call(
            "guardduty", "GetFindings", {"DetectorId": "detector", "FindingIds": Many("finding", 50)}, items="Findings"
        ),
    ),
    columns={
        "name": text("Title"),
        "id": text(),
        "arn": text(),
        "detector_id": text("detector"),
        "severity": double(about="From 1, low, to 10, critical."),
        "created_at": timestamptz("CreatedAt", via=as_is),
        "confidence": double(),
        "description": text(),
        "schema_version": text(),
        "type": text(about="What kind of threat it is."),
        "updated_at": timestamptz("UpdatedAt", via=as_is),
        "resource": jsonb(about="What is threatened."),
        "service": jsonb(about="What GuardDuty saw: the actor, the action, how often."),
        "title": text("Title"),
        "akas": akas("Arn"),
    },
)

TABLES = (detector, finding)
