query "rds_db_instance_storage_encrypted" {
  title       = "Database instances with encrypted storage"
  description = "One row a database instance: ok where its storage is encrypted at rest."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when storage_encrypted then 'ok'
        else 'alarm'
      end as status,
      case
        when storage_encrypted then 'The storage of ' || db_instance_identifier || ' is encrypted.'
        else 'The storage of ' || db_instance_identifier || ' is not encrypted.'
      end as reason,
      region,
      account_id
    from
      aws_rds_db_instance
  EOQ
}

query "rds_db_instance_auto_minor_version_upgrade_enabled" {
  title       = "Database instances that take minor versions by themselves"
  description = "One row a database instance: ok where minor engine versions are installed in the maintenance window."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when auto_minor_version_upgrade then 'ok'
        else 'alarm'
      end as status,
      case
        when auto_minor_version_upgrade then db_instance_identifier || ' takes minor versions of ' || engine || ' by itself.'
        else db_instance_identifier || ' stays on ' || engine || ' ' || coalesce(engine_version, 'as it is') || ' until somebody upgrades it.'
      end as reason,
      region,
      account_id
    from
      aws_rds_db_instance
  EOQ
}

query "rds_db_instance_not_publicly_accessible" {
  title       = "Database instances without a public address"
  description = "One row a database instance: alarm where it is publicly accessible, whatever its groups and routes let through today."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when publicly_accessible is false then 'ok'
        else 'alarm'
      end as status,
      case
        when publicly_accessible is false then db_instance_identifier || ' has no public address.'
        when publicly_accessible then db_instance_identifier || ' is publicly accessible.'
        else 'AWS does not say whether ' || db_instance_identifier || ' is publicly accessible.'
      end as reason,
      region,
      account_id
    from
      aws_rds_db_instance
  EOQ
}

query "rds_db_instance_multi_az" {
  title       = "Database instances in several Availability Zones"
  description = "One row a database instance: ok where it, or the cluster it belongs to, is spread over several Availability Zones."

  sql = <<-EOQ
    select
      i.arn as resource,
      case
        when i.multi_az or c.multi_az then 'ok'
        else 'alarm'
      end as status,
      case
        -- An instance of a cluster is in one zone always. What takes over for it is another instance.
        when c.multi_az then 'The cluster ' || c.db_cluster_identifier || ' of ' || i.db_instance_identifier || ' is in several Availability Zones.'
        when i.multi_az then i.db_instance_identifier || ' has a standby in another Availability Zone.'
        when c.db_cluster_identifier is not null
          then 'The cluster ' || c.db_cluster_identifier || ' of ' || i.db_instance_identifier || ' is in one Availability Zone.'
        else i.db_instance_identifier || ' is in one Availability Zone.'
      end as reason,
      i.region,
      i.account_id
    from
      aws_rds_db_instance as i
      left join aws_rds_db_cluster as c
        on c.account_id = i.account_id
        and c.region = i.region
        and c.db_cluster_identifier = i.db_cluster_identifier
  EOQ
}
