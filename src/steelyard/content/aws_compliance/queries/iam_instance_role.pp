query "ec2_instance_has_iam_role" {
  title       = "EC2 instances with an IAM role"
  description = "One row an instance that is not terminated: ok where its instance profile holds a role."

  sql = <<-EOQ
    with profile as (
      select distinct
        account_id,
        p as arn
      from
        aws_iam_role,
        jsonb_array_elements_text(instance_profile_arns) as p
    )
    select
      i.arn as resource,
      case
        when p.arn is null then 'alarm'
        else 'ok'
      end as status,
      case
        when i.iam_instance_profile_arn is null then i.title || ' has no instance profile.'
        when p.arn is null then 'The instance profile of ' || i.title || ', ' || i.iam_instance_profile_arn || ', holds no role.'
        else i.title || ' gets the role of its instance profile ' || i.iam_instance_profile_arn || '.'
      end as reason,
      i.account_id,
      i.region
    from
      aws_ec2_instance as i
      left join profile as p on p.account_id = i.account_id and p.arn = i.iam_instance_profile_arn
    where
      i.instance_state not in ('shutting-down', 'terminated')
  EOQ
}
