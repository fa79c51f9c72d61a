query "ebs_encryption_by_default_enabled" {
  title       = "Regions that encrypt EBS volumes by default"
  description = "One row a region: ok where new volumes and snapshot copies are encrypted without being asked to."

  sql = <<-EOQ
    select
      'arn:' || partition || '::' || region || ':' || account_id as resource,
      case
        when default_ebs_encryption_enabled then 'ok'
        else 'alarm'
      end as status,
      case
        when default_ebs_encryption_enabled then 'EBS encryption by default is on in ' || region || '.'
        else 'EBS encryption by default is off in ' || region || '.'
      end as reason,
      region,
      account_id
    from
      aws_ec2_regional_settings
  EOQ
}

query "ec2_instance_imdsv2_required" {
  title       = "Instances whose metadata service takes IMDSv2 only"
  description = "One row an instance that is not terminated: ok where the metadata service requires tokens, or is off."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when metadata_options ->> 'HttpTokens' = 'required' then 'ok'
        when metadata_options ->> 'HttpEndpoint' = 'disabled' then 'ok'
        else 'alarm'
      end as status,
      case
        when metadata_options ->> 'HttpEndpoint' = 'disabled' then title || ' (' || instance_state || ') has no metadata service.'
        when metadata_options ->> 'HttpTokens' = 'required' then title || ' (' || instance_state || ') takes IMDSv2 only.'
        else title || ' (' || instance_state || ') takes IMDSv1 as well.'
      end as reason,
      region,
      account_id
    from
      aws_ec2_instance
    where
      instance_state not in ('shutting-down', 'terminated')
  EOQ
}
