output "urls" {
  description = "Where images are pushed to: backend and frontend."
  value       = { for key, repository in aws_ecr_repository.this : key => repository.repository_url }
}
