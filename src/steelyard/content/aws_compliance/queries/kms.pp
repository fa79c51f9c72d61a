query "kms_key_rotation_enabled" {
  title       = "Customer managed keys that AWS rotates"
  description = "One row a customer managed key: ok where automatic rotation is on; skip for keys that are not in use or that AWS cannot rotate."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when customer_master_key_spec <> 'SYMMETRIC_DEFAULT' or origin <> 'AWS_KMS' or key_state <> 'Enabled' then 'skip'
        when key_rotation_enabled then 'ok'
        else 'alarm'
      end as status,
      case
        when customer_master_key_spec <> 'SYMMETRIC_DEFAULT'
          then title || ' is no symmetric encryption key but ' || customer_master_key_spec || ', which AWS cannot rotate.'
        when origin <> 'AWS_KMS' then title || ' has key material from ' || origin || ', which AWS cannot rotate.'
        when key_state <> 'Enabled' then title || ' is not in use: its state is ' || key_state || '.'
        when key_rotation_enabled then title || ' is rotated by AWS.'
        else title || ' is not rotated.'
      end as reason,
      region,
      account_id
    from
      aws_kms_key
    where
      key_manager = 'CUSTOMER'
  EOQ
}
