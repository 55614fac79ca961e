# One API for the seven functions. services.json lists its endpoints; each path answers OPTIONS too, for browsers.

locals {
  endpoints = merge([
    for service, endpoints in local.services : {
      for endpoint in endpoints : endpoint => {
        method = lower(split(" ", endpoint)[0])
        path   = "/${split(" ", endpoint)[1]}"
        uri = join("", [
          "arn:aws:apigateway:${var.region}:lambda:path/2015-03-31/functions/",
          "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}:function:",
          "${local.function_names[service]}/invocations",
        ])
      }
    }
  ]...)

  paths = toset([for endpoint in local.endpoints : endpoint.path])

  preflight = {
    responses = { "200" = {
      description = "CORS"
      headers = { for name in ["Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers"] :
      name => { schema = { type = "string" } } }
    } }
    x-amazon-apigateway-integration = {
      type             = "mock"
      requestTemplates = { "application/json" = jsonencode({ statusCode = 200 }) }
      responses = { default = {
        statusCode = "200"
        responseParameters = {
          "method.response.header.Access-Control-Allow-Origin"  = "'*'"
          "method.response.header.Access-Control-Allow-Methods" = "'GET,POST,DELETE,OPTIONS'"
          "method.response.header.Access-Control-Allow-Headers" = "'Authorization,Content-Type'"
        }
      } }
    }
  }

  api = {
    openapi = "3.0.1"
    info    = { title = "${local.project}-${var.environment}", version = "1.0" }
    paths = { for path in local.paths : path => merge(
      { options = local.preflight },
      { for endpoint in local.endpoints : endpoint.method => {
        parameters = [for name in regexall("{(\\w+)}", path) :
        { name = name[0], in = "path", required = true, schema = { type = "string" } }]
        responses = {}
        x-amazon-apigateway-integration = {
          type       = "aws_proxy"
          httpMethod = "POST"
          uri        = endpoint.uri
        }
      } if endpoint.path == path }
    ) }
  }
}

resource "aws_api_gateway_rest_api" "main" {
  name = "${local.project}-${var.environment}"
  body = jsonencode(local.api)

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_deployment" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  triggers    = { api = sha1(aws_api_gateway_rest_api.main.body) }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "main" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  deployment_id = aws_api_gateway_deployment.main.id
  stage_name    = var.environment
}

# For all methods: what an account has by default, so that one environment leaves something to the other.
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.main.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.api_rate_limit
    throttling_burst_limit = var.api_rate_limit / 2
  }
}
