"""AWS Well-Architected Tool."""

from steelyard.aws.declare import Call, Computed, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import first_of

GONE = ("ResourceNotFoundException",)

LIST_WORKLOADS = Call("wellarchitected", "ListWorkloads", items="WorkloadSummaries", name="workload")


def milestone_asked_for(asked: int | None) -> int:
    """The milestone that reviews are of: the one asked for; 0 is the workload as it stands now."""
    return asked or 0


workload = Table(
    "aws_wellarchitected_workload",
    "A workload that is reviewed against good practice.",
    rows=(
        Call(
            "wellarchitected", "ListWorkloads", {"WorkloadNamePrefix": Key("workload_name")}, items="WorkloadSummaries"
        ),
    ),
    get=Call("wellarchitected", "GetWorkload", {"WorkloadId": Key("workload_id")}, items="Workload", absent=GONE),
    add={"detail": Call("wellarchitected", "GetWorkload", {"WorkloadId": "WorkloadId"}, absent=GONE)},
    columns={
        "workload_name": text(about="The name of the workload."),
        "workload_id": text(),
        "workload_arn": text(),
        "account_ids": jsonb("detail.Workload.AccountIds", about="The accounts the workload runs in."),
        "environment": text("detail.Workload.Environment", about="PRODUCTION or PREPRODUCTION."),
        "improvement_status": text(about="How far the improvements of the last review are."),
        "is_review_owner_update_acknowledged": boolean(
            "detail.Workload.IsReviewOwnerUpdateAcknowledged",
            about="Whether its owner knows that it needs a review owner.",
        ),
        "lenses": jsonb(about="The lenses that the workload is reviewed through."),
        "owner": text(about="The account that owns the workload."),
        "pillar_priorities": jsonb("detail.Workload.PillarPriorities", about="The pillars, the most important first."),
        "review_owner": text("detail.Workload.ReviewOwner", about="Who sees to the review."),
        "risk_counts": jsonb(about="How many answers are of which risk."),
        "share_invitation_id": text(
            "detail.Workload.ShareInvitationId", about="The invitation by which it was shared."
        ),
        "architectural_design": text("detail.Workload.ArchitecturalDesign"),
        "aws_regions": jsonb("detail.Workload.AwsRegions"),
        "description": text("detail.Workload.Description"),
        "industry": text("detail.Workload.Industry"),
        "industry_type": text("detail.Workload.IndustryType"),
        "non_aws_regions": jsonb("detail.Workload.NonAwsRegions"),
        "notes": text("detail.Workload.Notes"),
        "review_restriction_date": timestamptz("detail.Workload.ReviewRestrictionDate"),
        "updated_at": timestamptz(),
        "tags": tags("detail.Workload.Tags"),
        "title": text("WorkloadName"),
        "akas": akas("WorkloadArn"),
    },
)

lens = Table(
    "aws_wellarchitected_lens",
    "A lens: the questions and good practices that workloads are reviewed by.",
    rows=(
        Call(
            "wellarchitected",
            "ListLenses",
            {"LensName": Key("lens_name"), "LensStatus": Key("lens_status"), "LensType": Key("lens_type")},
            items="LensSummaries",
            absent=(*GONE, "ValidationException"),
        ),
    ),
    add={
        "detail": Call(
            "wellarchitected",
            "GetLens",
            {"LensAlias": Computed(first_of, ("LensAlias", "LensArn"))},
            absent=(*GONE, "ValidationException"),
        ),
    },
    columns={
        "lens_name": text(about="The full name of the lens."),
        "lens_alias": text(
            "LensAlias",
            "LensArn",
            via=first_of,
            about="The short name, such as serverless; the ARN of a lens without one.",
        ),
        "arn": text("LensArn"),
        "lens_status": text(about="CURRENT, NOT_CURRENT, DEPRECATED, DELETED or UNSHARED."),
        "lens_type": text(about="AWS_OFFICIAL, CUSTOM_SHARED or CUSTOM_SELF."),
        "owner": text(about="The account that owns the lens."),
        "share_invitation_id": text("detail.Lens.ShareInvitationId", about="The invitation by which it was shared."),
        "created_at": timestamptz(),
        "description": text(),
        "lens_version": text(),
        "updated_at": timestamptz(),
        "tags": tags("detail.Lens.Tags"),
        "title": text("LensName"),
        "akas": akas("LensArn"),
    },
)

lens_review = Table(
    "aws_wellarchitected_lens_review",
    "A review of a workload through one lens, as it stands or as it was at a milestone.",
    rows=(
        LIST_WORKLOADS,
        Call(
            "wellarchitected",
            "ListLensReviews",
            {"WorkloadId": "workload.WorkloadId", "MilestoneNumber": Key("milestone_number")},
            items="LensReviewSummaries",
            absent=GONE,
        ),
    ),
    add={
        "detail": Call(
            "wellarchitected",
            "GetLensReview",
            {
                "WorkloadId": "workload.WorkloadId",
                "LensAlias": Computed(first_of, ("LensAlias", "LensArn")),
                "MilestoneNumber": "where.milestone_number",
            },
            absent=(*GONE, "ValidationException"),
        ),
    },
    columns={
        "workload_id": text("workload.WorkloadId", about="The workload that is reviewed."),
        "lens_name": text(about="The full name of the lens."),
        "lens_alias": text(about="The short name of the lens, such as wellarchitected."),
        "milestone_number": bigint(
            "where.milestone_number",
            via=milestone_asked_for,
            about="The milestone that was asked for; 0 is the review as it stands now.",
        ),
        "notes": text("detail.LensReview.Notes", about="The reviewers' notes on the whole lens."),
        "pillar_review_summaries": jsonb(
            "detail.LensReview.PillarReviewSummaries", about="For each pillar, how many answers are of which risk."
        ),
        "risk_counts": jsonb(about="How many answers are of which risk."),
        "lens_arn": text(),
        "lens_status": text(),
        "lens_version": text(),
        "updated_at": timestamptz(),
        "title": text("LensName"),
    },
)

milestone = Table(
    "aws_wellarchitected_milestone",
    "A milestone: a workload's review, kept as it was at one moment.",
    rows=(
        LIST_WORKLOADS,
        Call(
            "wellarchitected",
            "ListMilestones",
            {"WorkloadId": "workload.WorkloadId"},
            items="MilestoneSummaries",
            absent=(*GONE, "ValidationException"),
        ),
    ),
    get=Call(
        "wellarchitected",
        "GetMilestone",
        {"WorkloadId": Key("workload_id"), "MilestoneNumber": Key("milestone_number")},
        items="Milestone",
        absent=(*GONE, "ValidationException"),
    ),
    add={
        "detail": Call(
            "wellarchitected",
            "GetMilestone",
            {
                "WorkloadId": Computed(first_of, ("workload.WorkloadId", "where.workload_id")),
                "MilestoneNumber": "MilestoneNumber",
            },
            absent=GONE,
        ),
    },
    columns={
        "workload_id": text("workload.WorkloadId", "where.workload_id", via=first_of, about="The workload it is of."),
        "milestone_number": bigint(about="The number of the milestone among those of its workload."),
        "milestone_name": text(),
        "recorded_at": timestamptz(about="When the milestone was made."),
        "workload": jsonb("detail.Milestone.Workload", about="The whole workload as it was."),
    },
)

TABLES = (workload, lens, lens_review, milestone)
