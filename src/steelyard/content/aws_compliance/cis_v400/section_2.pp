locals {
  cis_v400_2_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "2"
  })

  cis_v400_2_1_common_tags = merge(local.cis_v400_2_common_tags, {
    cis_section_id = "2.1"
  })

  cis_v400_2_2_common_tags = merge(local.cis_v400_2_common_tags, {
    cis_section_id = "2.2"
  })

  cis_v400_2_3_common_tags = merge(local.cis_v400_2_common_tags, {
    cis_section_id = "2.3"
  })
}

benchmark "cis_v400_2" {
  title = "2 Storage"
  children = [
    benchmark.cis_v400_2_1,
    benchmark.cis_v400_2_2,
    benchmark.cis_v400_2_3,
  ]
  tags = local.cis_v400_2_common_tags
}

benchmark "cis_v400_2_1" {
  title = "2.1 Simple Storage Service (S3)"
  children = [
    control.cis_v400_2_1_1,
    control.cis_v400_2_1_2,
    control.cis_v400_2_1_3,
    control.cis_v400_2_1_4,
  ]
  tags = local.cis_v400_2_1_common_tags
}

control "cis_v400_2_1_1" {
  title         = "2.1.1 Ensure S3 Bucket Policy is set to deny HTTP requests"
  description   = "Without TLS, whoever is on the way can read and change what is sent to a bucket; a bucket policy can refuse such requests."
  query         = query.s3_bucket_policy_denies_http
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_2_1_1.md")

  tags = merge(local.cis_v400_2_1_common_tags, {
    cis_item_id = "2.1.1"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/S3"
    type        = "Control"
  })
}

control "cis_v400_2_1_2" {
  title         = "2.1.2 Ensure MFA Delete is enabled on S3 buckets"
  description   = "MFA delete lets nobody remove a version of an object, or switch versioning off, without a code from the root user's device."
  query         = query.s3_bucket_mfa_delete_enabled
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_2_1_2.md")

  tags = merge(local.cis_v400_2_1_common_tags, {
    cis_item_id = "2.1.2"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/S3"
    type        = "Control"
  })
}

control "cis_v400_2_1_3" {
  title         = "2.1.3 Ensure all data in Amazon S3 has been discovered, classified, and secured when necessary"
  description   = "What a bucket holds has to be known before it can be protected as it should; Macie looks for sensitive data in it."
  query         = query.s3_bucket_classified_by_macie
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_2_1_3.md")

  tags = merge(local.cis_v400_2_1_common_tags, {
    cis_item_id = "2.1.3"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/S3"
    type        = "Control"
  })
}

control "cis_v400_2_1_4" {
  title         = "2.1.4 Ensure that S3 is configured with 'Block Public Access' enabled"
  description   = "Block Public Access overrules every access control list and policy that would open a bucket to the world."
  query         = query.s3_bucket_public_access_blocked
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_2_1_4.md")

  tags = merge(local.cis_v400_2_1_common_tags, {
    cis_item_id = "2.1.4"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/S3"
    type        = "Control"
  })
}

benchmark "cis_v400_2_2" {
  title = "2.2 Relational Database Service (RDS)"
  children = [
    control.cis_v400_2_2_1,
    control.cis_v400_2_2_2,
    control.cis_v400_2_2_3,
    control.cis_v400_2_2_4,
  ]
  tags = local.cis_v400_2_2_common_tags
}

control "cis_v400_2_2_1" {
  title         = "2.2.1 Ensure that encryption-at-rest is enabled for RDS Instances"
  description   = "An encrypted database keeps its disks, backups, snapshots and replicas unreadable to who gets hold of them without the key."
  query         = query.rds_db_instance_storage_encrypted
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_2_2_1.md")

  tags = merge(local.cis_v400_2_2_common_tags, {
    cis_item_id = "2.2.1"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/RDS"
    type        = "Control"
  })
}

control "cis_v400_2_2_2" {
  title         = "2.2.2 Ensure the Auto Minor Version Upgrade feature is enabled for RDS instances"
  description   = "Minor versions of a database engine bring corrections of security faults; a database that takes them by itself does not stay behind."
  query         = query.rds_db_instance_auto_minor_version_upgrade_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_2_2_2.md")

  tags = merge(local.cis_v400_2_2_common_tags, {
    cis_item_id = "2.2.2"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/RDS"
    type        = "Control"
  })
}

control "cis_v400_2_2_3" {
  title         = "2.2.3 Ensure that RDS instances are not publicly accessible"
  description   = "A database with a public address is one security group rule away from the whole internet."
  query         = query.rds_db_instance_not_publicly_accessible
  severity      = "critical"
  documentation = file("./cis_v400/docs/cis_v400_2_2_3.md")

  tags = merge(local.cis_v400_2_2_common_tags, {
    cis_item_id = "2.2.3"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/RDS"
    type        = "Control"
  })
}

control "cis_v400_2_2_4" {
  title         = "2.2.4 Ensure Multi-AZ deployments are used for enhanced availability in Amazon RDS"
  description   = "A database in several Availability Zones goes on when one of them fails."
  query         = query.rds_db_instance_multi_az
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_2_2_4.md")

  tags = merge(local.cis_v400_2_2_common_tags, {
    cis_item_id = "2.2.4"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/RDS"
    type        = "Control"
  })
}

benchmark "cis_v400_2_3" {
  title = "2.3 Elastic File System (EFS)"
  children = [
    control.cis_v400_2_3_1,
  ]
  tags = local.cis_v400_2_3_common_tags
}

control "cis_v400_2_3_1" {
  title         = "2.3.1 Ensure that encryption is enabled for EFS file systems"
  description   = "An encrypted file system keeps its files and their names unreadable to who gets hold of the disks without the key."
  query         = query.efs_file_system_encrypted
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_2_3_1.md")

  tags = merge(local.cis_v400_2_3_common_tags, {
    cis_item_id = "2.3.1"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/EFS"
    type        = "Control"
  })
}
