// The website of a bucket, as PutBucketWebsite and CloudFormation write it. Sources: Amazon S3 API reference,
// WebsiteConfiguration and RoutingRule; CloudFormation, AWS::S3::Bucket RoutingRule.
import { defined } from '../../../lib/defined.ts';
import { entryOf, type Node } from '../../../lib/node.ts';
import { problem, type Problem } from '../../../lib/problem.ts';
import type { RoutingRule, WebsiteConfiguration } from '../../../model/bucket.ts';
import { readShape } from '../../read-shape.ts';
import { custom, list, object, optional, required, string, type ValueOf } from '../../shape.ts';

type RawWebsite = ValueOf<typeof websiteShape>;
type RawRule = ValueOf<typeof routingRule>;

export function websiteFrom(raw: RawWebsite): WebsiteConfiguration {
  const { IndexDocument = '', ErrorDocument, RedirectAllRequestsTo: all, RoutingRules } = raw;
  return {
    indexSuffix: IndexDocument,
    ...defined({ errorKey: ErrorDocument }),
    ...(all === undefined
      ? {}
      : {
          redirectAll: {
            hostName: all.HostName,
            ...defined({ protocol: all.Protocol }),
          },
        }),
    ...(RoutingRules === undefined ? {} : { routingRules: RoutingRules.map(ruleFrom) }),
  };
}

function ruleFrom(raw: RawRule): RoutingRule {
  const { KeyPrefixEquals, HttpErrorCodeReturnedEquals } = raw.Condition ?? raw.RoutingRuleCondition ?? {};
  const redirect = raw.Redirect ?? raw.RedirectRule ?? {};
  const { HostName, Protocol, HttpRedirectCode, ReplaceKeyPrefixWith, ReplaceKeyWith } = redirect;
  return {
    redirectCode: Number(HttpRedirectCode ?? '301'),
    ...defined({
      keyPrefix: KeyPrefixEquals,
      errorCode: HttpErrorCodeReturnedEquals,
      hostName: HostName,
      protocol: Protocol,
      replacePrefix: ReplaceKeyPrefixWith,
      replaceKey: ReplaceKeyWith,
    }),
  };
}

/** What S3 refuses although each value by itself is sound. */
export function websiteProblems(root: Node, raw: RawWebsite): readonly Problem[] {
  const website = entryOf(root, 'WebsiteConfiguration')?.value ?? root;
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo: all, RoutingRules: rules = [] } = raw;
  const others = [IndexDocument, ErrorDocument, raw.RoutingRules].some((each) => each !== undefined);
  const wrong = (message: string, remedy: string): Problem =>
    problem({
      code: 'WebsiteInvalid',
      message,
      remedy,
      at: website.place,
      aws: 'PutBucketWebsite answers InvalidArgument or MalformedXML.',
    });
  return [
    ...(all !== undefined && others
      ? [wrong('"RedirectAllRequestsTo" stands alone, and there are other settings', 'Remove the others.')]
      : []),
    ...(all === undefined && IndexDocument === undefined
      ? [wrong('The website has no "IndexDocument"', 'Add it: { "Suffix": "index.html" }.')]
      : []),
    ...rules.flatMap((rule, index) => {
      const redirect = rule.Redirect ?? rule.RedirectRule;
      const what = `The routing rule ${index + 1}`;
      if (redirect === undefined || Object.keys(redirect).length === 0)
        return [wrong(`${what} has no "Redirect"`, 'Add one, with a HostName, a Protocol, a code or a key.')];
      return redirect.ReplaceKeyWith !== undefined && redirect.ReplaceKeyPrefixWith !== undefined
        ? [wrong(`${what} has "ReplaceKeyWith" and "ReplaceKeyPrefixWith"`, 'Remove one of them.')]
        : [];
    }),
  ];
}

/** CloudFormation writes the name itself, the API an object around it. */
function document(name: 'IndexDocument' | 'ErrorDocument', key: 'Suffix' | 'Key') {
  return custom((node, report) => {
    const inner = node.kind === 'map' ? entryOf(node, key) : undefined;
    const { value, problems } = readShape(inner?.value ?? node, string({ min: 1 }), {
      what: `"${inner === undefined ? name : key}"`,
    });
    for (const found of problems) report(found);
    return value;
  });
}

const protocol = optional(string({ oneOf: ['http', 'https'] }));

const condition = optional(
  object('condition of a routing rule', {
    KeyPrefixEquals: optional(string()),
    HttpErrorCodeReturnedEquals: optional(
      string({ pattern: /[45]\d\d/, patternText: 'a code from 400 to 599' }),
    ),
  }),
);

const redirect = optional(
  object('redirect of a routing rule', {
    HostName: optional(string({ min: 1 })),
    Protocol: protocol,
    HttpRedirectCode: optional(string({ pattern: /30[1-8]/, patternText: 'a code from 301 to 308' })),
    ReplaceKeyPrefixWith: optional(string()),
    ReplaceKeyWith: optional(string()),
  }),
);

const routingRule = object('routing rule', {
  Condition: condition,
  Redirect: redirect,
  RoutingRuleCondition: condition,
  RedirectRule: redirect,
});

export const websiteShape = object('website configuration', {
  IndexDocument: optional(document('IndexDocument', 'Suffix')),
  ErrorDocument: optional(document('ErrorDocument', 'Key')),
  RedirectAllRequestsTo: optional(
    object('redirect of all requests', { HostName: required(string({ min: 1 })), Protocol: protocol }),
  ),
  RoutingRules: optional(list(routingRule, { max: 50 })),
});
