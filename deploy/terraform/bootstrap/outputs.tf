output "bucket" {
  description = "What the environments name as bucket in backend.hcl."
  value       = aws_s3_bucket.state.id
}

output "table" {
  description = "What they name as dynamodb_table."
  value       = aws_dynamodb_table.lock.name
}
