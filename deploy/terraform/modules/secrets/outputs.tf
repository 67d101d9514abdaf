output "kms_key_arn" {
  description = "The key that what is stored is encrypted with."
  value       = aws_kms_key.this.arn
}

output "arns" {
  description = "The secrets by the names of their variables."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}
