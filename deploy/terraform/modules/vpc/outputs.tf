output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "cidr" {
  description = "Its addresses."
  value       = aws_vpc.this.cidr_block
}

output "subnet_ids" {
  description = "The subnets by tier, in the order of the zones."
  value = {
    for tier in ["public", "private", "database"] :
    tier => [for index in range(3) : aws_subnet.this["${tier}-${index}"].id]
  }
}

output "subnet_cidrs" {
  description = "Their addresses by tier, in the order of the zones."
  value = {
    for tier in ["public", "private", "database"] :
    tier => [for index in range(3) : aws_subnet.this["${tier}-${index}"].cidr_block]
  }
}

output "nat_gateways" {
  description = "How many ways out there are."
  value       = length(aws_nat_gateway.this)
}
