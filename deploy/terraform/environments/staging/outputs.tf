output "site" {
  description = "Where people come to."
  value       = module.platform.site
}

output "name_servers" {
  description = "What the parent zone must name."
  value       = module.platform.name_servers
}

output "images" {
  description = "Where images are pushed to."
  value       = module.platform.images
}

output "assets_bucket" {
  description = "Where the hashed files of each build go."
  value       = module.platform.assets_bucket
}

output "cluster" {
  description = "The cluster of the services."
  value       = module.platform.cluster
}

output "migrate" {
  description = "The task that brings both databases to the form of this version, and where it runs."
  value       = module.platform.migrate
}

output "tags" {
  description = "What every resource is marked with."
  value       = module.tags.tags
}
