locals {
  cis_v400_5_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "5"
  })

  cis_v400_5_1_common_tags = merge(local.cis_v400_5_common_tags, {
    cis_section_id = "5.1"
  })
}

benchmark "cis_v400_5" {
  title = "5 Networking"
  children = [
    benchmark.cis_v400_5_1,
    control.cis_v400_5_2,
    control.cis_v400_5_3,
    control.cis_v400_5_4,
    control.cis_v400_5_5,
    control.cis_v400_5_6,
    control.cis_v400_5_7,
  ]
  tags = local.cis_v400_5_common_tags
}

benchmark "cis_v400_5_1" {
  title = "5.1 Elastic Compute Cloud (EC2)"
  children = [
    control.cis_v400_5_1_1,
    control.cis_v400_5_1_2,
  ]
  tags = local.cis_v400_5_1_common_tags
}

control "cis_v400_5_1_1" {
  title         = "5.1.1 Ensure EBS Volume Encryption is Enabled in all Regions"
  description   = "With encryption by default no volume or snapshot copy is made unencrypted in a region, whoever makes it."
  query         = query.ebs_encryption_by_default_enabled
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_5_1_1.md")

  tags = merge(local.cis_v400_5_1_common_tags, {
    cis_item_id = "5.1.1"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/EBS"
    type        = "Control"
  })
}

control "cis_v400_5_1_2" {
  title         = "5.1.2 Ensure CIFS access is restricted to trusted networks to prevent unauthorized access"
  description   = "File sharing over SMB, which CIFS is, has been the door of many worms; only networks that are trusted may reach it."
  query         = query.vpc_security_group_cifs_restricted
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_5_1_2.md")

  tags = merge(local.cis_v400_5_1_common_tags, {
    cis_item_id = "5.1.2"
    cis_level   = "1"
    cis_type    = "manual"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_2" {
  title         = "5.2 Ensure no Network ACLs allow ingress from 0.0.0.0/0 to remote server administration ports"
  description   = "A network ACL that lets the whole internet reach SSH or RDP leaves security groups as the only barrier of a subnet."
  query         = query.vpc_network_acl_remote_administration_restricted
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_5_2.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.2"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_3" {
  title         = "5.3 Ensure no security groups allow ingress from 0.0.0.0/0 to remote server administration ports"
  description   = "SSH and RDP that all IPv4 addresses can reach are found and attacked within minutes."
  query         = query.vpc_security_group_remote_administration_ipv4_restricted
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_5_3.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.3"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_4" {
  title         = "5.4 Ensure no security groups allow ingress from ::/0 to remote server administration ports"
  description   = "SSH and RDP that all IPv6 addresses can reach are as open as over IPv4, and more easily overlooked."
  query         = query.vpc_security_group_remote_administration_ipv6_restricted
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_5_4.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.4"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_5" {
  title         = "5.5 Ensure the default security group of every VPC restricts all traffic"
  description   = "Whatever is started without a security group of its own gets the default one; without rules that group lets nothing through."
  query         = query.vpc_default_security_group_without_rules
  severity      = "medium"
  documentation = file("./cis_v400/docs/cis_v400_5_5.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.5"
    cis_level   = "2"
    cis_type    = "automated"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_6" {
  title         = "5.6 Ensure routing tables for VPC peering are \"least access\""
  description   = "A peering route that leads to some subnets or hosts only leaves the rest of the other VPC out of reach after a break-in."
  query         = query.vpc_peering_routes_least_access
  severity      = "low"
  documentation = file("./cis_v400/docs/cis_v400_5_6.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.6"
    cis_level   = "2"
    cis_type    = "manual"
    service     = "AWS/VPC"
    type        = "Control"
  })
}

control "cis_v400_5_7" {
  title         = "5.7 Ensure that the EC2 Metadata Service only allows IMDSv2"
  description   = "IMDSv2 asks for a token before it hands out credentials, which a request forged through the application cannot get."
  query         = query.ec2_instance_imdsv2_required
  severity      = "high"
  documentation = file("./cis_v400/docs/cis_v400_5_7.md")

  tags = merge(local.cis_v400_5_common_tags, {
    cis_item_id = "5.7"
    cis_level   = "1"
    cis_type    = "automated"
    service     = "AWS/EC2"
    type        = "Control"
  })
}
