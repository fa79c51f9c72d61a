query "efs_file_system_encrypted" {
  title       = "File systems with encryption at rest"
  description = "One row a file system of EFS: ok where its data is encrypted at rest."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when encrypted then 'ok'
        else 'alarm'
      end as status,
      case
        when encrypted then title || ' is encrypted at rest.'
        else title || ' is not encrypted at rest.'
      end as reason,
      region,
      account_id
    from
      aws_efs_file_system
  EOQ
}
