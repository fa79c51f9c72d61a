"""AWS CodePipeline."""

from steelyard.aws.declare import Call, Table, akas, bigint, jsonb, tags, text, timestamptz

ARN = "arn:{partition}:codepipeline:{region}:{account_id}:{name}"

pipeline = Table(
    "aws_codepipeline_pipeline",
    "A pipeline: the stages that a change to software goes through.",
    rows=(Call("codepipeline", "ListPipelines", items="pipelines"),),
    add={
        "detail": Call("codepipeline", "GetPipeline", {"name": "name"}, absent=("PipelineNotFoundException",)),
        "tagging": Call(
            "codepipeline", "ListTagsForResource", {"resourceArn": ARN}, absent=("ResourceNotFoundException",)
        ),
    },
    columns={
        "name": text(about="The name of the pipeline."),
        "arn": text("detail.metadata.pipelineArn"),
        "pipeline_type": text(about="V1 or V2: what the pipeline can do and costs."),
        "version": bigint(about="The number of the pipeline's present definition."),
        "execution_mode": text(about="What happens when runs meet: QUEUED, SUPERSEDED or PARALLEL."),
        "artifact_stores": jsonb(
            "detail.pipeline.artifactStore", about="The bucket, and the key, for what stages hand on."
        ),
        "encryption_key": jsonb(
            "detail.pipeline.artifactStore.encryptionKey",
            about="The KMS key that encrypts what stages hand on; null for S3's default.",
        ),
        "created_at": timestamptz("created"),
        "updated_at": timestamptz("updated", about="When the definition was last changed."),
        "stages": jsonb("detail.pipeline.stages", about="The stages and their actions, in order."),
        "triggers": jsonb("detail.pipeline.triggers", about="Which events in a source repository start the pipeline."),
        "role_arn": text("detail.pipeline.roleArn"),
        "variables": jsonb("detail.pipeline.variables"),
        "tags_src": jsonb("tagging.tags"),
        "tags": tags("tagging.tags"),
        "title": text("name"),
        "akas": akas("detail.metadata.pipelineArn"),
    },
)

TABLES = (pipeline,)
