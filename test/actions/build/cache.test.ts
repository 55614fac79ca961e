// The cache of a buildspec, with builds that fill and use it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placePattern } from '../../../src/actions/build/cache-paths.ts';
import type { ProjectCache } from '../../../src/model/build.ts';
import { BuildGround, spec, type Built } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const s3: ProjectCache = { type: 'S3', location: 'bucket/prefix' };
const local: ProjectCache = { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] };

let projects = 0;
/** A project of its own for each test, so that none finds the cache of another. */
function projectWith(cache?: ProjectCache) {
  projects += 1;
  const cacheNamespace = `test-${projects}`;
  return cache === undefined ? {} : { cache: { ...cache, cacheNamespace } };
}

function events({ progress }: Built): readonly string[] {
  return progress.flatMap((each) =>
    each.kind === 'Cache' ? [`${each.event} ${each.key ?? ''}`.trim()] : [],
  );
}

const fill = [
  'cat deps/seen $HOME/.m2/seen 2>/dev/null || echo nothing there',
  'mkdir -p deps $HOME/.m2 && echo one > deps/seen && echo two > $HOME/.m2/seen && ln -sf seen deps/link',
];
const paths = ['deps/**/*', '/root/.m2/**/*'];

describe('a cache without a key', () => {
  // shows: S3-038, S3-143, S4-098
  test.each([
    ['S3', s3],
    ['LOCAL', local],
  ])(
    'of type %s: the next build finds what this one left, in the source and in the home folder',
    async (_, cache) => {
      const project = projectWith(cache);
      const buildspec = spec({ build: fill }, { cache: { paths } });
      const [first, second] = [
        await ground.build({ buildspec, project }),
        await ground.build({ buildspec, project }),
      ];
      expect(events(first)).toEqual(['MISS', 'SAVED']);
      expect(first.output).toContain('nothing there');
      expect(events(second)).toEqual(['HIT', 'SAVED']);
      expect(second.output.filter((line) => /^(one|two|nothing there)$/.test(line))).toEqual(['one', 'two']);
    },
  );

  test('keeps symlinks', async () => {
    const project = projectWith(s3);
    const cache = { paths: ['deps/**/*'] };
    await ground.build({ buildspec: spec({ build: fill }, { cache }), project });
    const read = await ground.build({
      buildspec: spec({ build: ['readlink deps/link'] }, { cache }),
      project,
    });
    expect(read.output).toContain('seen');
  });

  test('gives files that are older than the source, however long that lies on the disk', async () => {
    const project = projectWith(s3);
    const cache = { paths: ['deps/**/*'] };
    const [old, other] = [
      await ground.artifact('SourceOutput', { 'src.txt': 'old' }),
      await ground.artifact('SourceOutput', { 'src.txt': 'new' }),
    ];
    const build = async (source: typeof old, command: string) =>
      ground.build({ buildspec: spec({ build: [command] }, { cache }), project, inputs: [source] });
    await build(old, 'true');
    await build(other, 'mkdir -p deps; echo made of new > deps/made');
    const { output } = await build(old, 'cat deps/made; test src.txt -nt deps/made && echo to be made again');
    expect(output).toEqual(['made of new', 'to be made again']);
  });

  test('is not saved by a build that failed', async () => {
    const project = projectWith(s3);
    const failing = await ground.build({
      buildspec: spec({ build: [...fill, 'exit 1'] }, { cache: { paths } }),
      project,
    });
    expect(events(failing)).toEqual(['MISS']);
  });
});

describe('a cache with a key', () => {
  const cache = { paths, key: "deps-$(codebuild-hash-files 'lock')-$STAGE", 'fallback-keys': ['deps-'] };
  const build = async (lock: string, project: object, more: object = {}) =>
    ground.build({
      buildspec: spec(
        { build: fill },
        { cache: { ...cache, ...more }, env: { variables: { STAGE: 'test' } } },
      ),
      source: { lock },
      project,
    });

  test('is made once for each key; another key begins with what the fallback finds', async () => {
    const project = projectWith(s3);
    const first = await build('one', project);
    const [, key = ''] = /SAVED (.*)/.exec(events(first).join('\n')) ?? [];
    expect(key).toMatch(/^deps-[0-9a-f]{64}-test$/);
    expect(events(await build('one', project))).toEqual([`HIT ${key}`, `UNCHANGED ${key}`]);
    const other = events(await build('two', project));
    expect(other[0]).toBe(`HIT ${key}`);
    expect(other[1]).toMatch(/^SAVED deps-/);
    expect(other[1]).not.toBe(`SAVED ${key}`);
  });

  test('does only half of it when the buildspec says so', async () => {
    const project = projectWith(s3);
    expect(events(await build('one', project, { action: 'restore' }))).toEqual([
      expect.stringMatching(/^MISS/),
    ]);
    expect(events(await build('one', project, { action: 'save' }))).toEqual([
      expect.stringMatching(/^SAVED/),
    ]);
    expect(events(await build('one', project, { action: 'restore' }))).toEqual([
      expect.stringMatching(/^HIT/),
    ]);
  });
});

test('without a cache of the project nothing is cached, and that is reported', async () => {
  const built = await ground.build({ buildspec: spec({ build: fill }, { cache: { paths } }) });
  expect(events(built)).toEqual([]);
  expect(JSON.stringify(built.progress)).toContain('nothing is cached, as on AWS');
});

test('paths outside of the build are not cached, and that is reported', async () => {
  const buildspec = spec({ build: ['true'] }, { cache: { paths: ['/etc/**/*', '../**/*'] } });
  const built = await ground.build({ buildspec, project: projectWith(s3) });
  expect(built.result.status).toBe('Succeeded');
  expect(built.progress.filter((each) => each.kind === 'NotExecuted').map(({ what }) => what)).toEqual([
    'cache path /etc/**/*',
    'cache path ../**/*',
  ]);
});

test.each([
  ['node_modules/**/*', { root: 'source', pattern: 'node_modules/**/*' }],
  ['node_modules', { root: 'source', pattern: '{node_modules,node_modules/**}' }],
  ['./vendor/', { root: 'source', pattern: '{vendor,vendor/**}' }],
  ['/root/.m2/**/*', { root: 'home', pattern: '.m2/**/*' }],
  ['~/.npm', { root: 'home', pattern: '{.npm,.npm/**}' }],
  ['/build/src/a/**/*', { root: 'source', pattern: 'a/**/*' }],
  ['/usr/lib/**/*', { pattern: '/usr/lib/**/*' }],
  ['/root/../etc', { pattern: '/root/../etc' }],
])('the path %s means %o', (written, expected) => {
  expect(placePattern(written, '/build/src')).toEqual(expected);
});
