output "names" {
  description = "The buckets: static, media, backups, logs."
  value       = { for key, bucket in aws_s3_bucket.this : key => bucket.id }
}

output "arns" {
  description = "Their resource names."
  value       = { for key, bucket in aws_s3_bucket.this : key => bucket.arn }
}

output "domain_names" {
  description = "Their names within the region."
  value       = { for key, bucket in aws_s3_bucket.this : key => bucket.bucket_regional_domain_name }
}
