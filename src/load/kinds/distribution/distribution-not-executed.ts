// The settings of a distribution that the edge on this machine does not honour: reported when it is used.
import { entryOf, type Node } from '../../../lib/node.ts';
import { managedCachePolicies } from '../../../model/distribution.ts';

/**
 * What of CloudFront's structures is honoured, or changes nothing of what visitors get: where the edges are, how they speak with
 * browsers and origins, names. Every other key is not executed.
 */
const executed: Readonly<Record<'root' | 'origin' | 'behavior', readonly string[]>> = {
  root: [
    'CallerReference',
    'DefaultRootObject',
    'Origins',
    'DefaultCacheBehavior',
    'CacheBehaviors',
    'CustomErrorResponses',
    'Comment',
    'PriceClass',
    'Enabled',
    'ViewerCertificate',
    'HttpVersion',
    'IsIPV6Enabled',
    'Staging',
    'AnycastIpListId',
    'Tags',
  ],
  origin: [
    'Id',
    'DomainName',
    'OriginPath',
    'S3OriginConfig',
    'ConnectionAttempts',
    'ConnectionTimeout',
    'ResponseCompletionTimeout',
    'OriginAccessControlId',
  ],
  behavior: [
    'PathPattern',
    'TargetOriginId',
    'ViewerProtocolPolicy',
    'AllowedMethods',
    'CachedMethods',
    'SmoothStreaming',
    'Compress',
    'CachePolicyId',
    'OriginRequestPolicyId',
    'ForwardedValues',
    'MinTTL',
    'DefaultTTL',
    'MaxTTL',
  ],
};

/** @param root the distribution's configuration, out of its wrapper */
export function notExecutedOf(root: Node): readonly string[] {
  const used = (node: Node, of: keyof typeof executed): readonly string[] =>
    node.kind === 'map'
      ? node.entries
          .filter(({ key, value }) => !executed[of].includes(key) && asksForSomething(value))
          .map(({ key }) => key)
      : [];
  const ofBehavior = (node: Node, name: string): readonly string[] => {
    const policy = textAt(node, 'CachePolicyId');
    return [
      ...used(node, 'behavior').map((key) => `${key} of ${name}`),
      ...(policy === '' || Object.hasOwn(managedCachePolicies, policy) ? [] : [`the cache policy ${policy}`]),
    ];
  };
  const byDefault = entryOf(root, 'DefaultCacheBehavior')?.value;
  return [
    ...used(root, 'root'),
    ...itemsAt(root, 'Origins').flatMap((origin) =>
      used(origin, 'origin').map((key) => `${key} of the origin ${textAt(origin, 'Id')}`),
    ),
    ...(byDefault === undefined ? [] : ofBehavior(byDefault, 'the default cache behavior')),
    ...itemsAt(root, 'CacheBehaviors').flatMap((each) => ofBehavior(each, textAt(each, 'PathPattern'))),
  ];
}

/** What get-distribution-config writes for everything that is not used is an empty text, a count of 0, "none" or "direct". */
function asksForSomething(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind === 'scalar') return ![null, '', false, 0, 'none', 'direct'].includes(node.value);
  if (node.kind === 'list') return node.items.length > 0;
  const isOn = entryOf(node, 'Enabled')?.value;
  if (isOn !== undefined) return asksForSomething(isOn);
  return node.entries.some(({ value }) => asksForSomething(value));
}

function itemsAt(node: Node, key: string): readonly Node[] {
  const found = entryOf(node, key)?.value;
  const items = found === undefined ? undefined : (entryOf(found, 'Items')?.value ?? found);
  return items?.kind === 'list' ? items.items : [];
}

function textAt(node: Node, key: string): string {
  const found = entryOf(node, key)?.value;
  return found?.kind === 'scalar' ? found.text : '';
}
