locals {
  cis_v400_1_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "1"
  })
}

benchmark "cis_v400_1" {
  title = "1 Identity and Access Management"
  children = [
    control.cis_v400_1_1,
    control.cis_v400_1_2,
    control.cis_v400_1_3,
    control.cis_v400_1_4,
    control.cis_v400_1_5,
    control.cis_v400_1_6,
    control.cis_v400_1_7,
    control.cis_v400_1_8,
    control.cis_v400_1_9,
    control.cis_v400_1_10,
    control.cis_v400_1_11,
    control.cis_v400_1_12,
    control.cis_v400_1_13,
    control.cis_v400_1_14,
    control.cis_v400_1_15,
    control.cis_v400_1_16,
    control.cis_v400_1_17,
    control.cis_v400_1_18,
    control.cis_v400_1_19,
    control.cis_v400_1_20,
    control.cis_v400_1_21,
    control.cis_v400_1_22
  ]
  tags = local.cis_v400_1_common_tags
}

control "cis_v400_1_1" {
  title         = "1.1 Maintain current contact details"
  description   = "AWS must reach somebody who can answer for the account when it sees abuse or a compromise."
  query         = query.account_contact_details_review
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_1_1.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.1"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_2" {
  title         = "1.2 Ensure security contact information is registered"
  description   = "AWS writes to the security contact about incidents, beside the root user's mail address."
  query         = query.account_security_contact_registered
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_2.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.2"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_3" {
  title         = "1.3 Ensure security questions are registered in the AWS account"
  description   = "Security questions are one more proof of who owns the account when access to the root user is lost."
  query         = query.account_security_questions_review
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_1_3.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.3"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_4" {
  title         = "1.4 Ensure no 'root' user account access key exists"
  description   = "An access key of the root user can do everything in the account, and no policy can narrow it."
  query         = query.iam_root_access_keys_absent
  severity      = "critical"
  documentation = file("./cis_v400/docs/cis_v400_1_4.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.4"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_5" {
  title         = "1.5 Ensure MFA is enabled for the 'root' user account"
  description   = "With MFA a stolen password is not enough to sign in as the root user."
  query         = query.iam_root_mfa_enabled
  severity      = "critical"
  documentation = file("./cis_v400/docs/cis_v400_1_5.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.5"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_6" {
  title         = "1.6 Ensure hardware MFA is enabled for the 'root' user account"
  description   = "A hardware device has less to attack than a telephone with an app on it."
  query         = query.iam_root_hardware_mfa_enabled
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_1_6.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.6"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_7" {
  title         = "1.7 Eliminate use of the 'root' user for administrative and daily tasks"
  description   = "The root user is for the few tasks that need it; one that was used in the last 90 days is worth a look."
  query         = query.iam_root_unused_90_days
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_1_7.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.7"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_8" {
  title         = "1.8 Ensure IAM password policy requires minimum length of 14 or greater"
  description   = "Passwords of IAM users must have 14 characters or more."
  query         = query.iam_password_policy_minimum_length_14
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_8.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.8"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_9" {
  title         = "1.9 Ensure IAM password policy prevents password reuse"
  description   = "None of the last 24 passwords of an IAM user may be used again."
  query         = query.iam_password_policy_reuse_prevention_24
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_9.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.9"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_10" {
  title         = "1.10 Ensure multi-factor authentication (MFA) is enabled for all IAM users that have a console password"
  description   = "With MFA a stolen password is not enough to sign in to the console."
  query         = query.iam_user_console_mfa_enabled
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_1_10.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.10"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_11" {
  title         = "1.11 Do not create access keys during initial setup for IAM users with a console password"
  description   = "Keys that were made with the user, without anybody asking for them, lie about unused."
  query         = query.iam_user_no_access_key_made_at_setup
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_11.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.11"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_12" {
  title         = "1.12 Ensure credentials unused for 45 days or more are disabled"
  description   = "A password or key that nobody has used for 45 days is needed by nobody, but for an intruder."
  query         = query.iam_user_credentials_used_within_45_days
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_12.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.12"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_13" {
  title         = "1.13 Ensure there is only one active access key for any single IAM user"
  description   = "A second active key is needed only for the minutes of a rotation."
  query         = query.iam_user_one_active_access_key
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_13.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.13"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_14" {
  title         = "1.14 Ensure access keys are rotated every 90 days or less"
  description   = "A key that leaked is of use until it is replaced."
  query         = query.iam_access_key_rotated_within_90_days
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_14.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.14"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_15" {
  title         = "1.15 Ensure IAM Users Receive Permissions Only Through Groups"
  description   = "Who may do what stays readable where groups, and not single users, hold the policies."
  query         = query.iam_user_permissions_through_groups_only
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_1_15.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.15"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_16" {
  title         = "1.16 Ensure IAM policies that allow full \"*:*\" administrative privileges are not attached"
  description   = "A policy that allows everything gives far more than any task needs."
  query         = query.iam_policy_attached_without_full_access
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_1_16.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.16"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_17" {
  title         = "1.17 Ensure a support role has been created to manage incidents with AWS Support"
  description   = "Somebody must be able to open a case at AWS Support during an incident, without being an administrator."
  query         = query.iam_support_role_exists
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_1_17.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.17"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_18" {
  title         = "1.18 Ensure IAM instance roles are used for AWS resource access from instances"
  description   = "Programs on an instance with a role get short-lived credentials, and need no keys on the disk."
  query         = query.ec2_instance_has_iam_role
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_18.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.18"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_19" {
  title         = "1.19 Ensure that all expired SSL/TLS certificates stored in AWS IAM are removed"
  description   = "An expired certificate can be put on a load balancer by mistake, and breaks what it serves."
  query         = query.iam_server_certificate_not_expired
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_19.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.19"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_20" {
  title         = "1.20 Ensure that IAM Access analyzer is enabled for all regions"
  description   = "An analyzer in each region tells which resources somebody outside can reach."
  query         = query.accessanalyzer_external_access_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_20.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.20"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_21" {
  title         = "1.21 Ensure IAM users are managed centrally via identity federation or AWS Organizations for multi-account environments"
  description   = "With several accounts, people are managed in one place and not as IAM users of each account."
  query         = query.iam_user_managed_centrally
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_1_21.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.21"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}

control "cis_v400_1_22" {
  title         = "1.22 Ensure access to AWSCloudShellFullAccess is restricted"
  description   = "CloudShell can upload and download files with internet access; its full access is a way out for data."
  query         = query.iam_cloudshell_full_access_not_attached
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_1_22.md")

  tags = merge(local.cis_v400_1_common_tags, {
    cis_item_id = "1.22"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/IAM"
    type        = "Control"
  })
}
