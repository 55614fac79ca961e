import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readBucket } from '../../src/load/kinds/bucket.ts';

function read(WebsiteConfiguration: object) {
  const text = JSON.stringify({ Bucket: 'site', WebsiteConfiguration });
  const { root } = parseJson({ path: 'bucket.json', text });
  if (root === undefined) throw new Error('no JSON');
  const { value, problems } = readBucket(root);
  return { website: value?.website, messages: problems.map(({ code, message }) => `${code}: ${message}`) };
}

const IndexDocument = { Suffix: 'index.html' };
const condition = { KeyPrefixEquals: 'docs/', HttpErrorCodeReturnedEquals: '404' };
const redirect = { HostName: 'example.com', Protocol: 'https', HttpRedirectCode: '302', ReplaceKeyWith: 'a' };
const rule = {
  keyPrefix: 'docs/',
  errorCode: '404',
  hostName: 'example.com',
  protocol: 'https',
  redirectCode: 302,
  replaceKey: 'a',
};

test.each([
  ['the API', { Condition: condition, Redirect: redirect }],
  ['CloudFormation', { RoutingRuleCondition: condition, RedirectRule: redirect }],
])('routing rules are read as %s writes them', (_, written) => {
  expect(read({ IndexDocument, RoutingRules: [written] })).toEqual({
    messages: [],
    website: { indexSuffix: 'index.html', routingRules: [rule] },
  });
});

test('a redirect of all requests needs no index document', () => {
  expect(read({ RedirectAllRequestsTo: { HostName: 'example.com' } })).toEqual({
    messages: [],
    website: { indexSuffix: '', redirectAll: { hostName: 'example.com' } },
  });
});

test.each([
  [
    'a redirect of all besides others',
    { IndexDocument, RedirectAllRequestsTo: { HostName: 'a' } },
    'stands alone',
  ],
  ['no index document', { ErrorDocument: { Key: 'a' } }, 'has no "IndexDocument"'],
  [
    'a rule without a redirect',
    { IndexDocument, RoutingRules: [{ Condition: condition }] },
    'The routing rule 1 has no "Redirect"',
  ],
  [
    'both replacements',
    { IndexDocument, RoutingRules: [{ Redirect: { ReplaceKeyWith: 'a', ReplaceKeyPrefixWith: 'b' } }] },
    '"ReplaceKeyWith" and "ReplaceKeyPrefixWith"',
  ],
])('S3 refuses %s', (_, website, message) => {
  const [found = '', ...others] = read(website).messages;
  expect(found).toMatch(/^WebsiteInvalid: /);
  expect(found).toContain(message);
  expect(others).toEqual([]);
});
