variables {
  environment = "staging"
  owner       = "platform"
}

run "every_resource_says_whose_it_is" {
  command = plan

  assert {
    condition = output.tags == tomap({
      Environment = "staging", Project = "lms", ManagedBy = "Terraform", Owner = "platform"
    })
    error_message = "A mandatory tag is missing or another one."
  }
}

run "some_are_optional" {
  command = plan

  variables {
    optional = { CostCenter = "42", BackupPolicy = "daily" }
  }

  assert {
    condition     = output.tags["CostCenter"] == "42" && length(output.tags) == 6
    error_message = "An optional tag is missing."
  }
}

run "mandatory_ones_cannot_be_changed" {
  command = plan

  variables {
    optional = { Project = "other" }
  }

  expect_failures = [var.optional]
}

run "somebody_must_answer_for_it" {
  command = plan

  variables {
    owner = " "
  }

  expect_failures = [var.owner]
}
