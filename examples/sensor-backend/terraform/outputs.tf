output "url" {
  value = "http://${aws_lb.backend.dns_name}"
}

output "repository_url" {
  value = aws_ecr_repository.backend.repository_url
}

output "function_name" {
  value = aws_lambda_function.processor.function_name
}

output "raw_bucket" {
  value = aws_s3_bucket.data["raw"].bucket
}

output "processed_bucket" {
  value = aws_s3_bucket.data["processed"].bucket
}

output "metadata_table" {
  value = aws_dynamodb_table.metadata.name
}

output "cluster_name" {
  value = aws_ecs_cluster.backend.name
}

output "service_name" {
  value = aws_ecs_service.backend.name
}

output "alert_topic" {
  value = aws_sns_topic.alerts.arn
}

output "warehouse_endpoint" {
  value = var.enable_redshift ? aws_redshift_cluster.warehouse[0].endpoint : ""
}
