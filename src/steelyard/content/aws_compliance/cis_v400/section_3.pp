locals {
  cis_v400_3_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "3"
  })
}

benchmark "cis_v400_3" {
  title = "3 Logging"
  children = [
    control.cis_v400_3_1,
    control.cis_v400_3_2,
    control.cis_v400_3_3,
    control.cis_v400_3_4,
    control.cis_v400_3_5,
    control.cis_v400_3_6,
    control.cis_v400_3_7,
    control.cis_v400_3_8,
    control.cis_v400_3_9,
  ]
  tags = local.cis_v400_3_common_tags
}

control "cis_v400_3_1" {
  title         = "3.1 Ensure CloudTrail is enabled in all regions"
  description   = "A multi-region trail that is logging records the management events, reads and writes, of every region."
  query         = query.cloudtrail_multi_region_management_events
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_3_1.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.1"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/CloudTrail"
    type        = "Control"
  })
}

control "cis_v400_3_2" {
  title         = "3.2 Ensure CloudTrail log file validation is enabled"
  description   = "Digest files, signed by CloudTrail, show whether a log file was changed or deleted after it was delivered."
  query         = query.cloudtrail_log_file_validation_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_3_2.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.2"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/CloudTrail"
    type        = "Control"
  })
}

control "cis_v400_3_3" {
  title         = "3.3 Ensure AWS Config is enabled in all regions"
  description   = "AWS Config writes down how each resource is set up and how that changes, in every region, so that a change can be found and traced."
  query         = query.config_recorder_enabled_all_regions
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_3_3.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.3"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/Config"
    type        = "Control"
  })
}

control "cis_v400_3_4" {
  title         = "3.4 Ensure that server access logging is enabled on the CloudTrail S3 bucket"
  description   = "Access logs of the bucket that holds a trail's log files show who read them and who tried to remove them."
  query         = query.cloudtrail_bucket_access_logging_enabled
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_3_4.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.4"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/CloudTrail"
    type        = "Control"
  })
}

control "cis_v400_3_5" {
  title         = "3.5 Ensure CloudTrail logs are encrypted at rest using KMS CMKs"
  description   = "With a KMS key of the account's own, reading log files takes leave from the key policy besides leave from the bucket."
  query         = query.cloudtrail_encrypted_with_kms_key
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_3_5.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.5"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/CloudTrail"
    type        = "Control"
  })
}

control "cis_v400_3_6" {
  title         = "3.6 Ensure rotation for customer-created symmetric CMKs is enabled"
  description   = "Rotation gives a key new material from time to time, so that no material protects too much for too long."
  query         = query.kms_key_rotation_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_3_6.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.6"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/CloudTrail"
    type        = "Control"
  })
}

control "cis_v400_3_7" {
  title         = "3.7 Ensure VPC flow logging is enabled in all VPCs"
  description   = "Flow logs show which traffic a VPC turned away: who scans it, and which of its own machines try what they should not."
  query         = query.vpc_flow_log_rejected_traffic
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_3_7.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.7"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_3_8" {
  title         = "3.8 Ensure that Object-level logging for write events is enabled for S3 buckets"
  description   = "Data events tell who wrote and deleted which object; without them CloudTrail knows of buckets only."
  query         = query.cloudtrail_s3_object_writes_recorded
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_3_8.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.8"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/S3"
    type        = "Control"
  })
}

control "cis_v400_3_9" {
  title         = "3.9 Ensure that Object-level logging for read events is enabled for S3 buckets"
  description   = "Data events tell who read which object: what was taken can be known after a leak."
  query         = query.cloudtrail_s3_object_reads_recorded
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_3_9.md")

  tags = merge(local.cis_v400_3_common_tags, {
    cis_item_id = "3.9"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/S3"
    type        = "Control"
  })
}
