mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "lectern-test"
  zones       = ["us-east-1a", "us-east-1b", "us-east-1c"]
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "three_tiers_over_three_zones" {
  assert {
    condition     = aws_vpc.this.cidr_block == "10.0.0.0/16"
    error_message = "The network is another one than is drawn."
  }

  assert {
    condition = output.subnet_cidrs == {
      public   = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
      private  = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]
      database = ["10.0.21.0/24", "10.0.22.0/24", "10.0.23.0/24"]
    }
    error_message = "The subnets are other ones than are drawn."
  }

  assert {
    condition = alltrue([
      for tier in ["public", "private", "database"] :
      join(",", [for index in range(3) : aws_subnet.this["${tier}-${index}"].availability_zone]) == join(",", var.zones)
    ])
    error_message = "A tier is not in all zones."
  }

  assert {
    condition     = output.nat_gateways == 3
    error_message = "There is no way out in each zone."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "What is started in a subnet gets a public address."
  }

  assert {
    condition     = length(aws_route_table.database.route) == 0
    error_message = "The databases have a way out."
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.gateway)) == toset(["s3", "dynamodb"])
    error_message = "What goes to buckets passes NAT."
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL"
    error_message = "It is not kept who spoke with whom."
  }
}

run "one_way_out_costs_less" {
  variables {
    nat = "single"
  }

  assert {
    condition     = output.nat_gateways == 1 && length(distinct([for table in aws_route_table.private : one(table.route).nat_gateway_id])) == 1
    error_message = "There is more than one way out."
  }
}

run "endpoints_are_asked_for" {
  variables {
    interface_endpoints = ["ecr.api"]
  }

  assert {
    condition     = aws_vpc_endpoint.interface["ecr.api"].service_name == "com.amazonaws.us-east-1.ecr.api"
    error_message = "An endpoint that was asked for is missing."
  }
}

run "a_network_that_is_too_small_is_refused" {
  command = plan

  variables {
    cidr = "10.0.0.0/20"
  }

  expect_failures = [var.cidr]
}
