output "tags" {
  description = "What every resource is marked with, by the provider's default_tags."
  value       = tomap(merge(var.optional, local.mandatory))
}
