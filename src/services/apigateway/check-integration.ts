// What API Gateway refuses of an integration, and what Slipway refuses because it would not execute it. Pure.
import { isFailed } from '../../lib/result.ts';
import { badRequest, type Shapes } from './rest-call.ts';
import { readServiceUri } from '../execute-api/service-call.ts';
import { parseTemplate } from '../execute-api/vtl/parse.ts';

const functionUri =
  /^arn:[^:]+:apigateway:[^:]+:lambda:path\/\d{4}-\d{2}-\d{2}\/functions\/.+\/(?:response-streaming-)?invocations$/;

/** In the words that API Gateway was recorded with. @throws AwsError */
export function checkIntegration(integration: Shapes['Integration']): void {
  const { type, httpMethod, uri = '', connectionType, timeoutInMillis = 29_000 } = integration;
  checkTemplates(integration.requestTemplates);
  if (type === 'MOCK') return;
  if (httpMethod === undefined) throw badRequest('Enumeration value for HttpMethod must be non-empty');
  if (connectionType === 'VPC_LINK')
    throw badRequest('Slipway does not execute integrations by a VPC link: there is no VPC on this machine');
  if (timeoutInMillis < 50) throw badRequest('Timeout should be between 50 ms and 29000 ms');
  if (integration.responseTransferMode === 'STREAM')
    throw badRequest('Slipway does not execute the response transfer mode STREAM');
  if (type === 'HTTP' || type === 'HTTP_PROXY') checkAddress(uri);
  else checkArn(uri, integration);
}

function checkAddress(uri: string): void {
  if (!/^https?:\/\/[^/]/.test(uri) && !uri.startsWith('${stageVariables.'))
    throw badRequest('Invalid HTTP endpoint specified for URI');
}

function checkArn(uri: string, { type, credentials }: Shapes['Integration']): void {
  const parts = /^arn:[^:]+:apigateway:[^:]*:([^:]+):(path|action)\//.exec(uri);
  if (!/^arn:[^:]+:apigateway:/.test(uri)) throw badRequest('Invalid ARN specified in the request');
  if (parts === null) throw badRequest('AWS ARN for integration must contain path or action');
  if (functionUri.test(uri)) return;
  if (type === 'AWS_PROXY')
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
  if (readServiceUri(uri) === undefined)
    throw badRequest(
      `Slipway does not execute integrations with ${parts[1] ?? uri}: it does not know this service`,
    );
  if (credentials === undefined) throw badRequest('Role ARN must be specified for AWS integrations');
}

/** A template that cannot be executed is refused when it comes, and not by the first request. @throws AwsError */
export function checkTemplates(templates: Readonly<Record<string, string>> | undefined): void {
  for (const [contentType, text] of Object.entries(templates ?? {})) {
    const parsed = parseTemplate(text);
    if (isFailed(parsed))
      throw badRequest(`Invalid mapping template specified for ${contentType}: ${parsed.failed}`);
  }
}
