output "zone_id" {
  description = "The zone of the site."
  value       = aws_route53_zone.this.zone_id
}

output "name_servers" {
  description = "What the parent zone must name."
  value       = aws_route53_zone.this.name_servers
}
