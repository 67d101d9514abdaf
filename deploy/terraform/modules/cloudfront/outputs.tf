output "domain_name" {
  description = "The name that AWS gave it."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "zone_id" {
  description = "The zone of that name."
  value       = aws_cloudfront_distribution.this.hosted_zone_id
}

output "id" {
  description = "What is told to forget old files."
  value       = aws_cloudfront_distribution.this.id
}
