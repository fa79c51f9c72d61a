query "iam_server_certificate_not_expired" {
  title       = "Server certificates in IAM that have not expired"
  description = "One row a server certificate: alarm where its time has passed."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when expiration > now() then 'ok'
        else 'alarm'
      end as status,
      case
        when expiration > now() then name || ' expires on ' || to_char(expiration, 'YYYY-MM-DD') || '.'
        when expiration is null then 'AWS does not say when ' || name || ' expires.'
        else name || ' expired on ' || to_char(expiration, 'YYYY-MM-DD') || '.'
      end as reason,
      account_id
    from
      aws_iam_server_certificate
  EOQ
}
