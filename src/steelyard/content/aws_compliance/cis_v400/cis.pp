locals {
  cis_v400_common_tags = merge(local.aws_compliance_common_tags, {
    cis         = "true"
    cis_version = "v4.0.0"
    type        = "Benchmark"
  })
}

benchmark "cis_v400" {
  title       = "AWS CIS v4.0.0"
  description = "The CIS Amazon Web Services Foundations Benchmark, version 4.0.0."
  children = [
    benchmark.cis_v400_1,
    benchmark.cis_v400_2,
    benchmark.cis_v400_3,
    benchmark.cis_v400_4,
    benchmark.cis_v400_5,
  ]
  tags = local.cis_v400_common_tags
}
