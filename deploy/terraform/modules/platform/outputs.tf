output "site" {
  description = "Where people come to."
  value       = "https://${var.domain}"
}

output "name_servers" {
  description = "What the parent zone must name."
  value       = module.route53.name_servers
}

output "images" {
  description = "Where images are pushed to."
  value       = module.ecr.urls
}

output "assets_bucket" {
  description = "Where the hashed files of each build go."
  value       = module.s3.names["static"]
}

output "cluster" {
  description = "The cluster of the services."
  value       = module.ecs.cluster
}

output "migrate" {
  description = "The task that brings both databases to the form of this version, and where it runs."
  value       = module.ecs.migrate
}

output "subnet_cidrs" {
  description = "The addresses of the subnets by tier."
  value       = module.vpc.subnet_cidrs
}

output "nat_gateways" {
  description = "How many ways out there are."
  value       = module.vpc.nat_gateways
}

output "shape" {
  description = "What an environment has chosen."
  value = {
    redundant = var.redundant
    spot      = var.spot
    protected = var.protected
    scaling   = var.scaling
    classes   = var.classes
  }
}
