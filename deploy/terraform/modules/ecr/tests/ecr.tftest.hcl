mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "lectern-test"
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "images_do_not_change_under_their_name" {
  assert {
    condition     = toset(keys(output.urls)) == toset(["backend", "frontend"])
    error_message = "A repository is missing."
  }

  assert {
    condition = alltrue([
      for repository in aws_ecr_repository.this :
      repository.image_tag_mutability == "IMMUTABLE" && one(repository.image_scanning_configuration).scan_on_push
    ])
    error_message = "An image can be replaced, or is not looked at."
  }

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : length(jsondecode(policy.policy).rules) == 2])
    error_message = "Old images are kept for ever."
  }
}
