output "api_gateway_url" {
  value = aws_api_gateway_stage.main.invoke_url
}

output "frontend_bucket" {
  value = aws_s3_bucket.frontend.bucket
}

output "frontend_url" {
  value = "http://${aws_s3_bucket_website_configuration.frontend.website_endpoint}"
}

output "lake_bucket" {
  value = aws_s3_bucket.lake["raw"].bucket
}
