locals {
  project  = "futureim-ecommerce-ai-platform"
  services = jsondecode(file("${path.module}/services.json"))

  # Functions are made and updated by the builds that package them; what is here names them.
  function_names = { for name, _ in local.services : name => "${local.project}-${name}-${var.environment}" }
}

data "aws_caller_identity" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}
