// What services answer besides AWS's API: websites of S3, and what else has an address of its own. A request is for a
// data plane by its host or its path; all others are calls of the API. Adding one is adding a line here.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSignalPath } from './cloudformation/signal-address.ts';
import { webhookAddress } from './codebuild/webhook-record.ts';
import { pipelineWebhookAddress } from './codepipeline/webhooks.ts';
import { apiAddress } from './execute-api/address.ts';
import { urlAddress } from './lambda/url-address.ts';
import type { Ground } from './service.ts';

/** Answers the request. Rejects only for a mistake of ours. */
export type DataPlane = (
  incoming: IncomingMessage,
  response: ServerResponse,
  ground: Ground,
) => Promise<void>;

type Asked = Pick<IncomingMessage, 'headers' | 'method' | 'url'>;

interface Entry {
  /** @param host without its port, in lower case. @param path not decoded, without the query */
  readonly isFor: (host: string, path: string, request: Asked) => boolean;
  readonly load: () => Promise<DataPlane>;
}

const dataPlanes: readonly Entry[] = [
  {
    isFor: (host) => host.endsWith('.elb.localhost'),
    load: async () => (await import('./elbv2/serve.ts')).serveBalancer,
  },
  {
    isFor: (host, path) => apiAddress(host, path) !== undefined,
    load: async () => (await import('./execute-api/serve.ts')).serveApi,
  },
  {
    isFor: (_host, path) => /^\/[a-z]{2}(?:-[a-z]+)+-\d_\w+\/\.well-known\/jwks\.json$/.test(path),
    load: async () => (await import('./behind/user-pool-keys.ts')).serveUserPoolKeys,
  },
  {
    isFor: (_host, path) => path === '/_slipway/local-addresses',
    load: async () => (await import('./local-addresses.ts')).serveLocalAddresses,
  },
  {
    isFor: (_host, path) => path === '/_slipway/repository-changes',
    load: async () => (await import('./codecommit/triggers.ts')).serveRepositoryChanges,
  },
  {
    isFor: (_host, path) => path === '/_slipway/service-calls',
    load: async () => (await import('./service-calls.ts')).serveServiceCalls,
  },
  {
    isFor: (host, path) => urlAddress(host, path) !== undefined,
    load: async () => (await import('./lambda/function-url.ts')).serveFunctionUrl,
  },
  {
    isFor: (_host, path) => isSignalPath(path),
    load: async () => (await import('./cloudformation/receive-signal.ts')).receiveSignal,
  },
  {
    isFor: (_host, path) => webhookAddress(path) !== undefined,
    load: async () => (await import('./codebuild/receive-webhook.ts')).receiveWebhook,
  },
  {
    isFor: (_host, path) => pipelineWebhookAddress(path) !== undefined,
    load: async () => (await import('./codepipeline/receive-webhook.ts')).receivePipelineWebhook,
  },
  {
    isFor: (_host, path) => path.startsWith('/_slipway/lambda-code/'),
    load: async () => (await import('./lambda/code-location.ts')).serveCode,
  },
  {
    isFor: (host) => /\.s3-website(?:[.-][a-z0-9-]+)?\.(?:localhost|amazonaws\.com(?:\.cn)?)$/.test(host),
    load: async () => (await import('./s3/website.ts')).serveWebsite,
  },
  {
    isFor: (host, _path, request) =>
      /.\.s3(?:[.-][a-z0-9-]+)?\.(?:localhost|amazonaws\.com(?:\.cn)?)$/.test(host) && isVisit(request),
    load: async () => (await import('./s3/website.ts')).serveObjects,
  },
];

/** Without a signature in its head or its address. */
function isVisit({ headers, method = '', url = '' }: Asked): boolean {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
  return headers.authorization === undefined && !/[?&](?:X-Amz-Credential|AWSAccessKeyId)=/i.test(url);
}

/** Undefined for a call of the API. */
export function dataPlaneOf(request: Asked) {
  const { headers, url = '/' } = request;
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const path = url.replace(/[?#].*$/s, '');
  return dataPlanes.find(({ isFor }) => isFor(host, path, request))?.load;
}
