locals {
  cis_v400_3_common_tags = merge(local.cis_v400_common_tags, {
    cis_section_id = "3"
  })
}

benchmark "cis_v400_3" {
  title    = "3 Logging"
  children = [control.cis_v400_3_1]
  tags     = local.cis_v400_3_common_tags
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
