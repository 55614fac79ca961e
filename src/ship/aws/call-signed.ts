// A call of a service of AWS that has no client of the SDK here: by the tables of its operations, with the credentials that the SDK's own
// chain finds.
import { CallRefused, decodeResponse } from '../../aws/client/decode-response.ts';
import { encodeRequest } from '../../aws/client/encode-request.ts';
import { signatureOf } from './signature.ts';
import { serviceModel } from '../../aws/service-model.ts';
import type { Values } from '../../aws/wire/message.ts';
import { calling, type AwsAccess } from './access.ts';

/** An operation of CloudFront, which is one service for all Regions. Throws a ProblemError for what AWS refuses. */
export async function callCloudFront(
  { config }: AwsAccess,
  operation: string,
  { input, what }: { readonly input: Values; readonly what: string },
): Promise<Values> {
  const { STSClient } = await import('@aws-sdk/client-sts');
  const chain = new STSClient(config);
  return await calling(what, async () => {
    const region = await chain.config.region();
    const { endpoint, scope } = cloudFrontOf(region, config.endpoint);
    const model = serviceModel('cloudfront');
    const request = encodeRequest(model, operation, input);
    const keys = await chain.config.credentials();
    const { host } = new URL(endpoint);
    const signature = signatureOf(request, keys, {
      host,
      region: scope,
      signingName: 'cloudfront',
      now: Date.now(),
    });
    const response = await fetch(`${endpoint}${request.path}`, {
      method: request.method,
      headers: { ...request.headers, ...signature },
      ...(request.body.length === 0 ? {} : { body: Buffer.from(request.body) }),
    });
    const { status, headers } = response;
    const answer = { status, headers: Object.fromEntries(headers), text: await response.text() };
    return inItsWords(() => decodeResponse(model, operation, answer));
  });
}

/** An error is called by its code, as those of the SDK are. */
function inItsWords<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CallRefused)
      throw Object.assign(new Error(error.message, { cause: error }), { name: error.code });
    throw error;
  }
}

/** Source: AWS general reference, "Amazon CloudFront endpoints". */
function cloudFrontOf(
  region: string,
  given: string | undefined,
): Readonly<Record<'endpoint' | 'scope', string>> {
  const isChina = region.startsWith('cn-');
  const named = given ?? process.env['AWS_ENDPOINT_URL_CLOUDFRONT'] ?? process.env['AWS_ENDPOINT_URL'];
  const own = isChina
    ? 'https://cloudfront.cn-northwest-1.amazonaws.com.cn'
    : 'https://cloudfront.amazonaws.com';
  return {
    endpoint: (named === undefined || named === '' ? own : named).replace(/\/$/, ''),
    scope: isChina ? 'cn-northwest-1' : 'us-east-1',
  };
}
