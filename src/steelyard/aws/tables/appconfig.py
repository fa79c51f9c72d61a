"""AWS AppConfig."""

from steelyard.aws.declare import Call, Key, Table, akas, tags, text

ARN = "arn:{partition}:appconfig:{region}:{account_id}:application/{Id}"
NOT_FOUND = ("ResourceNotFoundException",)

application = Table(
    "aws_appconfig_application",
    "An application: a place for the configurations of one piece of software.",
    rows=(Call("appconfig", "ListApplications", items="Items"),),
    get=Call("appconfig", "GetApplication", {"ApplicationId": Key("id")}, absent=NOT_FOUND),
    add={"tagging": Call("appconfig", "ListTagsForResource", {"ResourceArn": ARN}, absent=NOT_FOUND)},
    columns={
        "name": text(about="The name of the application."),
        "id": text(),
        "arn": text(ARN, about="The application's ARN."),
        "description": text(),
        "tags": tags("tagging.Tags"),
        "title": text("Name"),
        "akas": akas(ARN),
    },
)

TABLES = (application,)
