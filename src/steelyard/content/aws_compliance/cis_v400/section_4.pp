locals {
  cis_v400_4_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "4"
  })
}

benchmark "cis_v400_4" {
  title = "4 Monitoring"
  children = [
    control.cis_v400_4_1,
    control.cis_v400_4_2,
    control.cis_v400_4_3,
    control.cis_v400_4_4,
    control.cis_v400_4_5,
    control.cis_v400_4_6,
    control.cis_v400_4_7,
    control.cis_v400_4_8,
    control.cis_v400_4_9,
    control.cis_v400_4_10,
    control.cis_v400_4_11,
    control.cis_v400_4_12,
    control.cis_v400_4_13,
    control.cis_v400_4_14,
    control.cis_v400_4_15,
    control.cis_v400_4_16
  ]
  tags = local.cis_v400_4_common_tags
}

control "cis_v400_4_1" {
  title         = "4.1 Ensure unauthorized API calls are monitored"
  description   = "A burst of refused calls is how a stolen key looks for what it may do."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_1.md")

  args = {
    events = jsonencode({
      for code in ["*UnauthorizedOperation", "AccessDenied*"] : code => {
        errorCode       = code
        eventName       = { not = "HeadBucket" }
        sourceIPAddress = { not = "delivery.logs.amazonaws.com" }
      }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.1"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_2" {
  title         = "4.2 Ensure management console sign-in without MFA is monitored"
  description   = "A sign-in without MFA rests on a password alone; somebody should hear of each."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_2.md")

  args = {
    events = jsonencode({
      ConsoleLogin = {
        eventSource                     = "signin.amazonaws.com"
        eventName                       = "ConsoleLogin"
        "additionalEventData.MFAUsed"   = { not = "Yes" }
        "userIdentity.type"             = "IAMUser"
        "responseElements.ConsoleLogin" = "Success"
      }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.2"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_3" {
  title         = "4.3 Ensure usage of the 'root' account is monitoredd"
  description   = "The root user can do everything, so each use of it should be known to somebody at once."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_4_3.md")

  args = {
    events = jsonencode({
      "use of the root user" = {
        eventType                = { not = "AwsServiceEvent" }
        "userIdentity.type"      = "Root"
        "userIdentity.invokedBy" = null
      }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.3"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_4" {
  title         = "4.4 Ensure IAM policy changes are monitored"
  description   = "Who changes IAM policies changes what everybody may do."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_4.md")

  args = {
    events = jsonencode({
      for name in [
        "DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy",
        "PutUserPolicy", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion",
        "AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy", "AttachGroupPolicy",
        "DetachGroupPolicy"
      ] : name => { eventSource = "iam.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.4"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_5" {
  title         = "4.5 Ensure CloudTrail configuration changes are monitored"
  description   = "Who changes or stops a trail changes what will be known afterwards."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_4_5.md")

  args = {
    events = jsonencode({
      for name in [
        "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"
      ] : name => { eventSource = "cloudtrail.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.5"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_6" {
  title         = "4.6 Ensure AWS Management Console authentication failures are monitored"
  description   = "Many failed sign-ins in a row are somebody guessing a password."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_6.md")

  args = {
    events = jsonencode({
      ConsoleLogin = {
        eventSource  = "signin.amazonaws.com"
        eventName    = "ConsoleLogin"
        errorMessage = "Failed authentication"
      }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.6"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_7" {
  title         = "4.7 Ensure disabling or scheduled deletion of customer created CMKs is monitored"
  description   = "What a disabled or deleted key has encrypted cannot be read by anybody."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_7.md")

  args = {
    events = jsonencode({
      for name in [
        "DisableKey", "ScheduleKeyDeletion"
      ] : name => { eventSource = "kms.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.7"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_8" {
  title         = "4.8 Ensure S3 bucket policy changes are monitored"
  description   = "A change to a bucket's policy or access list can open what is in it to the world."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_8.md")

  args = {
    events = jsonencode({
      for name in [
        "PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication",
        "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"
      ] : name => { eventSource = "s3.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.8"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_9" {
  title         = "4.9 Ensure AWS Config configuration changes are monitored"
  description   = "Who stops AWS Config hides what changes from then on."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_9.md")

  args = {
    events = jsonencode({
      for name in [
        "StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"
      ] : name => { eventSource = "config.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.9"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_10" {
  title         = "4.10 Ensure security group changes are monitored"
  description   = "A change to a security group can open a machine to the world."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_10.md")

  args = {
    events = jsonencode({
      for name in [
        "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress",
        "RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"
      ] : name => { eventSource = "ec2.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.10"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_11" {
  title         = "4.11 Ensure Network Access Control List (NACL) changes are monitored"
  description   = "A change to a network ACL can open a subnet to the world, or cut it off."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_11.md")

  args = {
    events = jsonencode({
      for name in [
        "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry",
        "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"
      ] : name => { eventSource = "ec2.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.11"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_12" {
  title         = "4.12 Ensure changes to network gateways are monitored"
  description   = "A gateway is the way by which traffic enters and leaves a VPC."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_12.md")

  args = {
    events = jsonencode({
      for name in [
        "CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway",
        "DeleteInternetGateway", "DetachInternetGateway"
      ] : name => { eventSource = "ec2.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.12"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_13" {
  title         = "4.13 Ensure route table changes are monitored"
  description   = "A changed route can send traffic past what inspects it."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_13.md")

  args = {
    events = jsonencode({
      for name in [
        "CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable",
        "DeleteRoute", "DisassociateRouteTable"
      ] : name => { eventSource = "ec2.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.13"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_14" {
  title         = "4.14 Ensure VPC changes are monitored"
  description   = "A new VPC or a peering joins networks that were apart."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_14.md")

  args = {
    events = jsonencode({
      for name in [
        "CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection",
        "CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection",
        "AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"
      ] : name => { eventSource = "ec2.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.14"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_15" {
  title         = "4.15 Ensure AWS Organizations changes are monitored"
  description   = "A change to the organization can free an account from the rules that hold for all."
  query         = query.cloudwatch_trail_events_alarmed
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_15.md")

  args = {
    events = jsonencode({
      for name in [
        "AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy",
        "DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy",
        "DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization",
        "MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"
      ] : name => { eventSource = "organizations.amazonaws.com", eventName = name }
    })
  }

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.15"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/CloudWatch"
    type        = "Control"
  })
}

control "cis_v400_4_16" {
  title         = "4.16 Ensure AWS Security Hub is enabled"
  description   = "Security Hub gathers the findings of AWS's security services and checks the account's settings by itself."
  query         = query.securityhub_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_4_16.md")

  tags = merge(local.cis_v400_4_common_tags, {
    cis_item_id = "4.16"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/SecurityHub"
    type        = "Control"
  })
}
