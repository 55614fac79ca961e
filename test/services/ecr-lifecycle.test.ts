// Which images lifecycle policies expire, in ECR's API and with the examples of ECR's user guide ("Examples of lifecycle policies").
import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import type { Ground } from '../../src/services/service.ts';
import { runLifecycles } from '../../src/services/ecr/run-lifecycle.ts';
import { Documents } from '../../src/state/documents.ts';
import { registryFolder } from '../../src/targets/registry/open-registry.ts';
import { openJsonService } from '../rig/json-service.ts';
import { expiringImages, readLifecyclePolicy } from '../../src/services/ecr/decide-lifecycle.ts';

const dayMs = 24 * 3_600_000;
const now = 1000 * dayMs;

const image = (digest: string, tags: readonly string[], days: number, holds: readonly string[] = []) => ({
  digest,
  tags,
  pushedAt: now - days * dayMs,
  holds,
});

const rule = (rulePriority: number, selection: object) => ({
  rulePriority,
  selection: { countType: 'imageCountMoreThan', countNumber: 1, ...selection },
  action: { type: 'expire' },
});

const prefix = (rulePriority: number, ...tagPrefixList: readonly string[]) =>
  rule(rulePriority, { tagStatus: 'tagged', tagPrefixList });

const both = [
  image('A', ['beta-1', 'prod-1'], 10),
  image('B', ['beta-2', 'prod-2'], 9),
  image('C', ['beta-3'], 8),
];
const alphas = [
  image('A', ['alpha-1'], 12),
  image('B', ['beta-1'], 11),
  image('C', ['alpha-2', 'beta-2'], 10),
  image('D', ['git-1'], 9),
];

test.each([
  [
    'a later rule takes nothing that an earlier one has seen',
    [prefix(1, 'prod'), prefix(2, 'beta')],
    both,
    ['A'],
  ],
  ['the order of the priorities counts', [prefix(2, 'prod'), prefix(1, 'beta')], both, ['B', 'A']],
  [
    'an image has all prefixes of a rule',
    [prefix(1, 'alpha', 'beta')],
    [...alphas, image('E', ['alpha-9', 'beta-9'], 1)],
    ['C'],
  ],
  ['patterns have stars', [rule(1, { tagStatus: 'tagged', tagPatternList: ['*-1'] })], alphas, ['B', 'A']],
  [
    'what is not tagged, by its age',
    [rule(1, { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 })],
    [image('A', [], 15), image('B', [], 13), image('C', ['x'], 30)],
    ['A'],
  ],
  [
    'all others at the end',
    [prefix(1, 'alpha'), rule(2, { tagStatus: 'any', countNumber: 2 })],
    alphas,
    ['A', 'B'],
  ],
  [
    'what an index holds stays as long as the index',
    [rule(1, { tagStatus: 'untagged' }), rule(2, { tagStatus: 'any', countNumber: 5 })],
    [image('platform', [], 9), image('lone', [], 10), image('index', ['1'], 8, ['platform'])],
    ['lone'],
  ],
  [
    'pulls are not known, so nothing expires by them',
    [rule(1, { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days' })],
    alphas,
    [],
  ],
])('expired: %s', (_what, rules, images, expected) => {
  const read = readLifecyclePolicy(JSON.stringify({ rules }));
  expect(read).toEqual({ rules });
  expect(expiringImages(rules as never, images, now).map(({ image: { digest } }) => digest)).toEqual(
    expected,
  );
});

test.each([
  ['[]', 'the policy is not a JSON object'],
  ['{"rules":[]}', 'object has missing required properties (["rules"])'],
  [{ rules: [{ rulePriority: 1 }] }, 'object has missing required properties (["action","selection"])'],
  [{ rules: [prefix(0, 'a')] }, 'rulePriority must be an integer of at least 1'],
  [{ rules: [prefix(1, 'a'), prefix(1, 'b')] }, 'rulePriority must be another one for each rule'],
  [
    { rules: [rule(1, { tagStatus: 'any' }), prefix(2, 'b')] },
    'a rule with tagStatus "any" must have the highest rulePriority',
  ],
  [
    { rules: [rule(1, { tagStatus: 'tagged' })] },
    'a rule with tagStatus "tagged" has either tagPrefixList or tagPatternList',
  ],
  [
    { rules: [rule(1, { tagStatus: 'untagged', countNumber: 0 })] },
    'countNumber must be an integer of at least 1',
  ],
  [
    { rules: [rule(1, { tagStatus: 'untagged', countType: 'sinceImagePushed' })] },
    'countUnit must be "days"',
  ],
])('refused: %j', (policy, failed) => {
  expect(readLifecyclePolicy(typeof policy === 'string' ? policy : JSON.stringify(policy))).toEqual({
    failed,
  });
});

const repository = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/web';

/** An image in the store of the registry, as Distribution's driver for file systems writes it. Gives its digest. */
function store(targetsFolder: string, tag: string, days: number): string {
  const manifest = JSON.stringify({ schemaVersion: 2, layers: [], annotations: { tag } });
  const hex = createHash('sha256').update(manifest).digest('hex');
  const root = join(registryFolder(targetsFolder).path, 'store', 'docker', 'registry', 'v2');
  const manifests = join(root, 'repositories', repository, '_manifests');
  const link = join(manifests, 'revisions', 'sha256', hex, 'link');
  for (const [path, text] of [
    [join(root, 'blobs', 'sha256', hex.slice(0, 2), hex, 'data'), manifest],
    [link, `sha256:${hex}`],
    [join(manifests, 'tags', tag, 'current', 'link'), `sha256:${hex}`],
  ] as const) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const pushedAt = Date.now() / 1000 - days * 86_400;
  utimesSync(link, pushedAt, pushedAt);
  return `sha256:${hex}`;
}

// shows: S2-120
test('a policy of a repository shows what it would expire, and expires it', async () => {
  await using service = await openJsonService('ecr', 'AmazonEC2ContainerRegistry_V20150921');
  const { call, endpoint } = service;
  const targetsFolder = join(endpoint.stateFolder, 'targets');
  const named = { repositoryName: 'web' };
  await call('CreateRepository', named);
  const old = store(targetsFolder, 'develop-1', 3);
  store(targetsFolder, 'develop-2', 2);
  store(targetsFolder, 'main-1', 30);
  const lifecyclePolicyText = JSON.stringify({ rules: [prefix(1, 'develop-')] });
  await call('StartLifecyclePolicyPreview', { ...named, lifecyclePolicyText });
  expect(await call('GetLifecyclePolicyPreview', named)).toMatchObject({
    status: 'COMPLETE',
    previewResults: [{ imageDigest: old, imageTags: ['develop-1'], appliedRulePriority: 1 }],
    summary: { expiringImageTotalCount: 1 },
  });
  const tags = async () =>
    ((await call('ListImages', named)) as { imageIds: { imageTag: string }[] }).imageIds.map(
      ({ imageTag }) => imageTag,
    );
  expect(await tags()).toEqual(['main-1', 'develop-1', 'develop-2']);
  await call('PutLifecyclePolicy', { ...named, lifecyclePolicyText });
  using account = openAccount(endpoint.stateFolder);
  using documents = new Documents(endpoint.stateFolder);
  const ground = { account, targetsFolder, keep: () => documents } as unknown as Ground;
  await runLifecycles(ground, Date.now());
  expect(await tags()).toEqual(['main-1', 'develop-2']);
  expect(await call('GetLifecyclePolicy', named)).toMatchObject({
    lastEvaluatedAt: expect.any(Number) as number,
  });
});
