// What S3 refuses of a website's configuration although each value by itself is sound. Source: Amazon S3 API reference,
// PutBucketWebsite, RoutingRule, Redirect.
import { s3Error } from './s3-errors.ts';
import type { Shapes } from './s3-call.ts';

/** Redirects are those of RFC 9110; 300 leaves the choice to the client. */
const redirectCode = /^30[1-8]$/;

/** @throws AwsError */
export function checkWebsite(website: Shapes['WebsiteConfiguration']): void {
  const { IndexDocument: index, ErrorDocument: error, RedirectAllRequestsTo: all, RoutingRules } = website;
  if (all !== undefined) {
    const isAlone = index === undefined && error === undefined && RoutingRules === undefined;
    if (!isAlone)
      throw s3Error('InvalidRequest', {
        message: 'RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.',
      });
    return;
  }
  if (index === undefined || index.Suffix === '')
    throw s3Error('InvalidArgument', {
      message: 'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty',
      members: { ArgumentName: 'IndexDocument', ArgumentValue: 'null' },
    });
  if (index.Suffix.includes('/'))
    throw s3Error('InvalidArgument', {
      message: 'The IndexDocument Suffix is not well formed',
      members: { ArgumentName: 'IndexDocument', ArgumentValue: index.Suffix },
    });
  if ((RoutingRules ?? []).length > 50)
    throw s3Error('InvalidRequest', { message: 'A website has at most 50 routing rules' });
  for (const { Redirect } of RoutingRules ?? []) checkRedirect(Redirect);
}

function checkRedirect(redirect: Shapes['Redirect']): void {
  const { HttpRedirectCode: code, ReplaceKeyWith, ReplaceKeyPrefixWith } = redirect;
  if (Object.keys(redirect).length === 0) throw s3Error('MalformedXML');
  if (ReplaceKeyWith !== undefined && ReplaceKeyPrefixWith !== undefined)
    throw s3Error('InvalidRequest', {
      message: 'You can only define ReplaceKeyPrefix or ReplaceKey but not both.',
    });
  if (code !== undefined && !redirectCode.test(code))
    throw s3Error('InvalidRequest', {
      message: `The provided HTTP redirect code (${code}) is not valid. Valid codes are 3XX except 300.`,
    });
}
