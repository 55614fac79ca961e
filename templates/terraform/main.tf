# Kept where the build keeps its cache. For AWS take a backend "s3".
terraform {
  backend "local" {
    path = "/root/state/terraform.tfstate"
  }
}

resource "terraform_data" "release" {
  input = "{{name}}"
}

output "release" {
  value = terraform_data.release.output
}
