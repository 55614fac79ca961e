// Projects, applications, deployment groups and configurations, bare and as AWS's APIs return them.
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import type { Node } from '../../src/lib/node.ts';
import { readBucket } from '../../src/load/kinds/bucket.ts';
import { readBuildProject } from '../../src/load/kinds/codebuild-project.ts';
import {
  readApplication,
  readDeploymentConfig,
  readDeploymentGroup,
} from '../../src/load/kinds/codedeploy/codedeploy.ts';
import { readDistribution } from '../../src/load/kinds/distribution.ts';
import { inlineBuildspecFindings } from '../../src/check/files/buildspec-findings.ts';
import type { ReadResource } from '../../src/load/resource.ts';
import { definition, project, summary, withActions } from '../rig/empty-definition.ts';

function tree(text: string): Node {
  const { root } = parseJson({ path: 'resource.json', text });
  if (root === undefined) throw new Error('no JSON');
  return root;
}

const resources: readonly (readonly [file: string, read: (root: Node) => ReadResource<unknown>])[] = [
  ['project/every-field.json', readBuildProject],
  ['deployment/application.json', readApplication],
  ['deployment/group.json', readDeploymentGroup],
  ['deployment/config.json', readDeploymentConfig],
  ['deployment/canary.json', readDeploymentConfig],
];

function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'data', 'ok', file), 'utf8');
}

test.each(resources)('%s gives every field as it is written', (file, read) => {
  const text = textOf(file);
  const written = JSON.parse(text) as Record<string, unknown>;
  const values = Object.values(written);
  const bare = values.length === 1 ? values[0] : written;
  const { notExecuted: _, ...value } = read(tree(text)).value as Record<string, unknown>;
  expect(value).toEqual(bare);
});

test.each(resources)('a wrapper is taken off %s, and places stay those of the file', (file, read) => {
  const text = textOf(file);
  const { node, problems } = read(tree(text));
  expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  expect(node.kind).toBe('map');
  expect(text[node.place.start]).toBe('{');
});

test('whatever stands in place of a value, reading never throws and every finding has a place', () => {
  const replacement = fc.constantFrom(
    'null',
    '1',
    '-1.5',
    'true',
    '"x"',
    '""',
    '[]',
    '{}',
    '[null]',
    '[[[]]]',
  );
  fc.assert(
    fc.property(fc.constantFrom(...resources), fc.nat(), replacement, ([file, read], which, text) => {
      const sound = textOf(file);
      // Each value after a colon is one that can be replaced.
      const values = [...sound.matchAll(/: ("[^"]*"|\d+|true|false)/g)];
      const chosen = values[which % values.length];
      const start = (chosen?.index ?? 0) + 2;
      const mutated = sound.slice(0, start) + text + sound.slice(start + (chosen?.[1]?.length ?? 0));
      for (const { at } of read(tree(mutated)).problems) {
        expect(at?.start).toBeLessThanOrEqual(mutated.length);
        expect(at?.end).toBeGreaterThanOrEqual(at?.start ?? 1);
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['Origins', '"x"', /^"Origins" must be a list, and is the text "x"$/],
  ['DefaultCacheBehavior', '[]', /^"DefaultCacheBehavior" must be a mapping, and is a list$/],
  [
    'CustomErrorResponses',
    '[{ "ErrorCode": "many" }]',
    /^"ErrorCode" must be a number, and is the text "many"$/,
  ],
  [
    'Origins',
    '[{ "Id": "site", "DomainName": "site-bucket.s3.amazonaws.com", "OriginPath": "v1" }]',
    /^"OriginPath" is ".*", which AWS does not take$/,
  ],
  [
    'Origins',
    '[{ "Id": "site", "DomainName": "site-bucket.s3.amazonaws.com", "OriginPath": "/v1/" }]',
    /^"OriginPath" is ".*", which AWS does not take$/,
  ],
])('a distribution whose %s is %s is reported', (key, text, message) => {
  const sound = {
    Origins: '[{ "Id": "site", "DomainName": "site-bucket.s3.amazonaws.com" }]',
    DefaultCacheBehavior: '{ "TargetOriginId": "site" }',
  };
  const entries = Object.entries({ ...sound, [key]: text }).map(([name, value]) => `"${name}": ${value}`);
  const { problems } = readDistribution(tree(`{ ${entries.join(', ')} }`));
  expect(problems.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
});

test('what a distribution sets and this machine does not do is kept, to be reported; what is switched off is not', () => {
  const { value, problems } = readDistribution(
    tree(`{
      "Origins": { "Quantity": 2, "Items": [
        { "Id": "site", "DomainName": "site-bucket.s3.amazonaws.com", "OriginPath": "/v1", "CustomHeaders": { "Quantity": 1, "Items": [{ "HeaderName": "x", "HeaderValue": "y" }] } },
        { "Id": "api", "DomainName": "api.example.com", "OriginPath": "", "CustomOriginConfig": { "HTTPPort": 80 } }
      ] },
      "DefaultCacheBehavior": {
        "TargetOriginId": "site", "CachePolicyId": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        "TrustedSigners": { "Enabled": false, "Quantity": 0 }, "LambdaFunctionAssociations": { "Quantity": 0 }
      },
      "CacheBehaviors": [{ "PathPattern": "/a", "TargetOriginId": "site", "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "FunctionAssociations": [{ "EventType": "viewer-request", "FunctionARN": "arn:aws:cloudfront::1:function/f" }] }],
      "Aliases": { "Quantity": 1, "Items": ["www.example.com"] },
      "Restrictions": { "GeoRestriction": { "RestrictionType": "none", "Quantity": 0 } },
      "Logging": { "Enabled": false, "IncludeCookies": false, "Bucket": "", "Prefix": "" },
      "WebACLId": ""
    }`),
  );
  expect(problems).toEqual([]);
  expect(value?.origins.map(({ path }) => path)).toEqual(['/v1', undefined]);
  expect(value?.notExecuted).toEqual([
    'Aliases',
    'CustomHeaders of the origin site',
    'CustomOriginConfig of the origin api',
    'the cache policy 4cc15a8a-d715-48a4-82b8-cc0b614638fe',
    'FunctionAssociations of /a',
  ]);
});

test('an index document that is no name is reported', () => {
  const text = '{ "Bucket": "site-bucket", "WebsiteConfiguration": { "IndexDocument": { "Suffix": 1 } } }';
  const [found] = readBucket(tree(text)).problems;
  expect(found?.message).toBe('"Suffix" must be text, and is the number 1');
});

test('a buildspec that stands in its project is checked there, with the line that is meant', () => {
  const buildspec = 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b\n';
  const findings = inlineBuildspecFindings(
    definition({ projects: [project({ source: { type: 'CODEPIPELINE', buildspec } })] }),
    providers,
  );
  expect(summary(findings)).toEqual(['CommandNotText error projects.0.source.buildspec']);
  expect(findings[0]?.message).toMatch(/ \(line 5 of the buildspec\)$/);
});

test('a buildspec that stands in its project is compared with the project and with its actions', () => {
  const buildspec = 'version: 0.2\nphases: { build: { commands: [docker build .] } }';
  const build = {
    name: 'Build',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: { ProjectName: 'build' },
    outputArtifacts: [{ name: 'out' }],
  } as const;
  const findings = inlineBuildspecFindings(
    definition({
      pipeline: withActions(build),
      projects: [project({ source: { type: 'CODEPIPELINE', buildspec } })],
    }),
    providers,
  );
  expect(findings.map((each) => each.code)).toEqual(['DockerNeedsPrivilege', 'ArtifactsMissing']);
});

test('a buildspec by path is left to the caller that has the source', () => {
  const parts = { projects: [project({ source: { type: 'CODEPIPELINE', buildspec: 'ci/buildspec.yml' } })] };
  expect(inlineBuildspecFindings(definition(parts), providers)).toEqual([]);
});
