// What AWS refuses before an operation is reached: who calls, and with what. By protocol, because the codes differ.
import type { Speech } from './call.ts';
import { AwsError } from './aws-error.ts';

/** A request that is signed with no key, or with a key that is not there. */
export function unknownCaller(
  { model, protocol }: Speech,
  kind: 'unsigned' | 'unknown key' | 'expired',
): AwsError {
  const form =
    protocol === 'query' ? 'query' : protocol === 'ec2' ? 'ec2' : model.service.id === 'S3' ? 's3' : 'json';
  const [code, message, status] = codes[kind][form];
  return new AwsError(code, message, { status });
}

type Refusal = readonly [code: string, message: string, status: number];

const invalidToken = 'The security token included in the request is invalid.';
const expired = 'The security token included in the request is expired';
const noToken = 'Request is missing Authentication Token';

const codes: Readonly<
  Record<'unsigned' | 'unknown key' | 'expired', Readonly<Record<'json' | 'query' | 'ec2' | 's3', Refusal>>>
> = {
  unsigned: {
    json: ['MissingAuthenticationTokenException', noToken, 403],
    query: ['MissingAuthenticationToken', noToken, 403],
    ec2: ['AuthFailure', noToken, 401],
    s3: ['AccessDenied', 'Access Denied', 403],
  },
  'unknown key': {
    json: ['UnrecognizedClientException', invalidToken, 400],
    query: ['InvalidClientTokenId', invalidToken, 403],
    ec2: ['AuthFailure', 'AWS was not able to validate the provided access credentials', 401],
    s3: ['InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403],
  },
  expired: {
    json: ['ExpiredTokenException', expired, 400],
    query: ['ExpiredToken', expired, 403],
    ec2: ['RequestExpired', expired, 400],
    s3: ['ExpiredToken', 'The provided token has expired.', 400],
  },
};
