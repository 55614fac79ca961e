// Names of images: what they are made of, and where the ones of ECR lie on this machine.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ecrImageOf,
  ecrRegistryOf,
  formatImageReference,
  localReference,
  parseImageReference,
  withDockerHub,
  withEcrNames,
} from '../../src/model/image-reference.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

describe('the name of an image has up to four parts', () => {
  test.each([
    ['nginx', { repository: 'nginx' }],
    ['library/nginx:1', { repository: 'library/nginx', tag: '1' }],
    ['localhost/app', { host: 'localhost', repository: 'app' }],
    ['localhost:5000/app:v1', { host: 'localhost:5000', repository: 'app', tag: 'v1' }],
    ['app:5000', { repository: 'app', tag: '5000' }],
    [
      'public.ecr.aws/docker/library/node:22',
      { host: 'public.ecr.aws', repository: 'docker/library/node', tag: '22' },
    ],
    [`${ecr}/team/web:abc123`, { host: ecr, repository: 'team/web', tag: 'abc123' }],
    [`${ecr}/web:v1@${digest}`, { host: ecr, repository: 'web', tag: 'v1', digest }],
    ['[::1]:5000/app', { host: '[::1]:5000', repository: 'app' }],
    ['a__b/c-d.e_f', { repository: 'a__b/c-d.e_f' }],
  ])('%s', (text, parts) => {
    expect(parseImageReference(text)).toEqual(parts);
    expect(formatImageReference(parts)).toBe(text);
  });

  test.each([
    '',
    'UPPER',
    'a/',
    '/a',
    'a:',
    'a@sha256:12',
    'a b',
    '--all-tags',
    'https://host.name/app',
    'NAME=a',
    'a..b',
  ])('%s is none', (text) => expect(parseImageReference(text)).toBeUndefined());
});

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const component = fc
  .array(fc.tuple(word, fc.constantFrom('.', '_', '__', '-', '---')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([text, between], index) => (index === 0 ? text : between + text)).join(''));
const repository = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
const anyDigest = fc.stringMatching(/^[0-9a-f]{64}$/).map((digits) => `sha256:${digits}`);
const account = fc.stringMatching(/^\d{12}$/);
const region = fc.constantFrom('eu-west-1', 'us-gov-east-1', 'cn-north-1', 'ap-southeast-2');
const ecrHost = fc
  .tuple(account, region)
  .map(([id, name]) => `${id}.dkr.ecr.${name}.amazonaws.com${name.startsWith('cn-') ? '.cn' : ''}`);
const host = fc.oneof(
  ecrHost,
  fc.constantFrom('localhost', 'localhost:5000', '127.0.0.1:20123', 'public.ecr.aws', 'Registry', '[::1]:80'),
);
const rest = fc.record({ tag, digest: anyDigest }, { requiredKeys: [] });

describe('for every name', () => {
  test('what is written from parts is read as the same parts', () => {
    fc.assert(
      fc.property(host, repository, rest, (at, path, more) => {
        const reference = { host: at, repository: path, ...more };
        expect(parseImageReference(formatImageReference(reference))).toEqual(reference);
      }),
    );
  });

  test('what can be read is written as it was', () => {
    fc.assert(
      fc.property(repository, rest, (path, more) => {
        const text = formatImageReference({ repository: path, ...more });
        const read = parseImageReference(text);
        expect(read === undefined ? undefined : formatImageReference(read)).toBe(text);
      }),
    );
  });

  test('two images of ECR have one name here only when they are one', () => {
    const image = fc.tuple(ecrHost, repository, rest);
    const local = ([at, path, more]: readonly [string, string, object]) =>
      localReference('127.0.0.1:20000', formatImageReference({ host: at, repository: path, ...more }));
    fc.assert(
      fc.property(image, image, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(local(one) === local(other)).toBe(same);
      }),
    );
  });

  test('the name here gives the name in ECR', () => {
    fc.assert(
      fc.property(ecrHost, repository, rest, (at, path, more) => {
        const text = formatImageReference({ host: at, repository: path, ...more });
        const local = localReference('127.0.0.1:20000', text);
        expect(parseImageReference(local)).toMatchObject({ host: '127.0.0.1:20000', ...more });
        expect(withEcrNames(`"${local}"`)).toBe(`"${text}"`);
        expect(localReference('127.0.0.1:20000', local)).toBe(local);
      }),
    );
  });
});

describe('a registry of ECR has several names', () => {
  test.each([
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com', ecr],
    ['111122223333.dkr.ecr-fips.us-east-1.amazonaws.com', '111122223333.dkr.ecr.us-east-1.amazonaws.com'],
    ['111122223333.dkr-ecr.eu-west-1.on.aws', ecr],
    ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ])('%s is %s', (name, usual) => expect(ecrRegistryOf(name)?.host).toBe(usual));

  test.each(['public.ecr.aws', 'docker.io', '1111.dkr.ecr.eu-west-1.amazonaws.com', `${ecr}.example.com`])(
    '%s is none',
    (name) => expect(ecrRegistryOf(name)).toBeUndefined(),
  );

  test('what does not lie in ECR stays where it is', () => {
    for (const text of ['nginx', 'public.ecr.aws/nginx/nginx:1', 'ghcr.io/a/b', 'not an image'])
      expect(localReference('127.0.0.1:20000', text)).toBe(text);
    expect(ecrImageOf('public.ecr.aws/nginx/nginx')).toBeUndefined();
  });
});

test.each([
  ['mysql:8.0', 'docker.io/library/mysql:8.0'],
  ['grafana/loki', 'docker.io/grafana/loki'],
  ['ghcr.io/owner/app:1', 'ghcr.io/owner/app:1'],
  ['localhost/app', 'localhost/app'],
  ['Not An Image', 'Not An Image'],
])('Docker Hub is named for %s as %s', (image, expected) => {
  expect(withDockerHub(image)).toBe(expected);
});
