// Which files become the output artifacts.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayMatchBelow, matcher, plainPattern } from '../../../src/actions/build/path-pattern.ts';
import { selectFiles } from '../../../src/actions/build/select-files.ts';
import { BuildGround, spec, type BuildCall } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const listing = [
  '.env',
  'README',
  'a.js',
  'dist/.hidden/x',
  'dist/app.js',
  'dist/css/app.css',
  'src/a.js',
  'src/b.ts',
];
const select = (files: readonly string[], more: object = {}) =>
  selectFiles(listing, { files, excludePaths: [], discardPaths: false, ...more });
const paths = (files: readonly string[], more: object = {}) =>
  select(files, more).files.map(({ path }) => path);

describe('files', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a file', ['README'], ['README']],
    ['a file in a folder', ['./dist/app.js'], ['dist/app.js']],
    ['one level of a folder', ['dist/*'], ['dist/app.js']],
    ['everything below a folder', ['dist/**/*'], ['dist/.hidden/x', 'dist/app.js', 'dist/css/app.css']],
    ['everything, files that begin with a dot too', ['**/*'], listing],
    ['one level of the root', ['*'], ['.env', 'README', 'a.js']],
    ['an ending anywhere', ['**/*.js'], ['a.js', 'dist/app.js', 'src/a.js']],
    ['alternatives', ['src/*.{js,ts}'], ['src/a.js', 'src/b.ts']],
    ['each file once', ['src/*', 'src/a.js'], ['src/a.js', 'src/b.ts']],
    ['nothing for the bare name of a folder', ['dist'], []],
  ])('choose %s', (_, files, expected) => {
    expect(paths(files)).toEqual(expected);
  });

  test('report a literal that names no file', () => {
    expect(select(['README', 'none.txt']).missing).toEqual(['none.txt']);
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'files that begin with a dot',
    ['**/.*'],
    ['README', 'a.js', 'dist/.hidden/x', 'dist/app.js', 'dist/css/app.css', 'src/a.js', 'src/b.ts'],
  ],
  ['a folder wherever it is', ['**/css/**/*'], listing.filter((path) => !path.includes('css'))],
  ['one level only', ['dist/*'], listing.filter((path) => path !== 'dist/app.js')],
])('exclude-paths takes out %s', (_, excludePaths, expected) => {
  expect(paths(['**/*'], { excludePaths })).toEqual(expected);
});

test('discard-paths keeps names alone; of two with one name the last stays, and that is reported', () => {
  expect(select(['a.js', 'src/*'], { discardPaths: true })).toEqual({
    files: [
      { from: 'src/a.js', path: 'a.js' },
      { from: 'src/b.ts', path: 'b.ts' },
    ],
    collisions: ['a.js'],
    missing: [],
  });
});

describe('for any listing and patterns', () => {
  const part = fc.constantFrom('a', 'b', '.c', 'a.js', 'bb');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const paths = fc.uniqueArray(path, { maxLength: 20 });
  const globPart = fc.constantFrom('a', 'b', '*', '**', '*.js', '.c', '?');
  const pattern = fc.array(globPart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

  test('what is chosen was listed, and nothing that is excluded is chosen', () => {
    fc.assert(
      fc.property(
        paths,
        fc.array(pattern, { maxLength: 3 }),
        fc.array(pattern, { maxLength: 2 }),
        (listed, files, excludePaths) => {
          const { files: chosen } = selectFiles(listed, { files, excludePaths, discardPaths: false });
          for (const { from, path } of chosen) {
            expect(path).toBe(from);
            expect(listed).toContain(from);
            expect(excludePaths.some((each) => matcher(each)(from))).toBe(false);
          }
        },
      ),
    );
  });

  test('`**/*` chooses all, and a longer list of patterns never fewer', () => {
    fc.assert(
      fc.property(paths, fc.array(pattern, { maxLength: 3 }), pattern, (listed, files, more) => {
        const count = (patterns: readonly string[]) =>
          selectFiles(listed, { files: patterns, excludePaths: [], discardPaths: false }).files.length;
        expect(count(['**/*'])).toBe(listed.length);
        expect(count([...files, more])).toBeGreaterThanOrEqual(count(files));
      }),
    );
  });

  test('no folder is passed over that holds a match', () => {
    fc.assert(
      fc.property(path, pattern, (file, glob) => {
        if (!file.includes('/') || !matcher(glob)(file)) return;
        const mayHold = mayMatchBelow(plainPattern(glob));
        for (let at = file.indexOf('/'); at !== -1; at = file.indexOf('/', at + 1))
          expect(mayHold(file.slice(0, at))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

test('selecting from 10,000 files reads each of them a fixed number of times, whatever the patterns', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `d${index % 100}/e${index % 7}/f${index}.js`);
  const readsFor = (files: readonly string[], excludePaths: readonly string[]) => {
    let reads = 0;
    const listing = new Proxy(many, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    selectFiles(listing, { files, excludePaths, discardPaths: false });
    return reads;
  };
  const once = readsFor(['**/*'], []);
  expect(once).toBeGreaterThanOrEqual(many.length);
  expect(once).toBeLessThanOrEqual(3 * many.length);
  const literals = Array.from({ length: 50 }, (_, index) => `d1/e1/f${index}.js`);
  expect(readsFor(['d1/**/*.js', ...literals], ['**/e3/**/*', '**/x*'])).toBe(once);
});

describe('a build', () => {
  const build = async (
    artifacts: object | undefined,
    more: Partial<BuildCall> = {},
    commands: readonly string[] = ['true'],
  ) =>
    ground.build({
      outputs: ['Out'],
      source: {
        'a.txt': 'a',
        'dist/b.txt': 'b',
        'build-1/c': 'c',
        'build-2/d': 'd',
        'node_modules/.bin/x': '-> ../../a.txt',
      },
      buildspec: spec({ build: commands }, artifacts === undefined ? {} : { artifacts }),
      ...more,
    });
  const entriesOf = async ({ result }: Awaited<ReturnType<typeof build>>) => {
    if (result.status !== 'Succeeded') throw new Error(result.error.message);
    const lists = result.outputArtifacts.map(async ({ name, digest }) => [
      name,
      (await ground.state.artifacts.entries(digest)).map(({ path, type }) =>
        type === 'file' ? path : `${type} ${path}`,
      ),
    ]);
    return Object.fromEntries(await Promise.all(lists)) as Readonly<Record<string, readonly string[]>>;
  };

  test('gives the files of its artifacts section, relative to the base directory', async () => {
    const built = await build({ files: ['**/*'], 'base-directory': 'dist' });
    expect(await entriesOf(built)).toEqual({ Out: ['b.txt'] });
    expect(built.log).toMatch(
      /Expanding base directory path: dist\n.*Assembling file list\n.*Expanding dist\n.*Expanding file paths for base directory dist\n.*Assembling file list\n.*Expanding \*\*\/\*\n.*Found 1 file\(s\)/,
    );
  });

  test('takes files of the root, wherever its commands went', async () => {
    expect(await entriesOf(await build({ files: ['a.txt'] }, {}, ['cd dist']))).toEqual({ Out: ['a.txt'] });
  });

  test('drops the names of folders that a pattern of base-directory matches', async () => {
    expect(await entriesOf(await build({ files: ['*'], 'base-directory': 'build-*' }))).toEqual({
      Out: ['c', 'd'],
    });
  });

  test('expands variables in paths to what the commands left in them', async () => {
    const built = await build({ files: ['$NAME.txt'], 'base-directory': '${CODEBUILD_SRC_DIR}/dist' }, {}, [
      'NAME=b',
    ]);
    expect(await entriesOf(built)).toEqual({ Out: ['b.txt'] });
  });

  test.each([
    ['everything below a folder', ['$CODEBUILD_SRC_DIR/dist/**'], ['dist/b.txt']],
    ['a file', ['${CODEBUILD_SRC_DIR}/a.txt'], ['a.txt']],
    ['a file of the working directory', ['$PWD/a.txt'], ['a.txt']],
    ['the whole source', ['$CODEBUILD_SRC_DIR/**/*.txt'], ['a.txt', 'dist/b.txt']],
  ])('takes an absolute path for the place in the source that it is: %s', async (_, files, expected) => {
    expect(await entriesOf(await build({ files }))).toEqual({ Out: expected });
  });

  test('takes absolute paths in exclude-paths and in patterns of base-directory', async () => {
    const excluding = { files: ['*/*.txt', '*.txt'], 'exclude-paths': ['$CODEBUILD_SRC_DIR/dist/*'] };
    expect(await entriesOf(await build(excluding))).toEqual({ Out: ['a.txt'] });
    const below = { files: '*', 'base-directory': '$CODEBUILD_SRC_DIR/build-*' };
    expect(await entriesOf(await build(below))).toEqual({ Out: ['c', 'd'] });
  });

  test('chooses nothing with an absolute path that leads elsewhere, and says which', async () => {
    const { log, result } = await build({ files: ['/etc/**', '/etc/passwd'] });
    expect(log).toContain('Skipping invalid file path /etc/**');
    expect(result).toMatchObject({
      status: 'Failed',
      error: { message: expect.stringContaining('no matching artifact paths found') as string },
    });
    expect(await entriesOf(await build({ files: ['/etc/passwd', 'a.txt'] }))).toEqual({ Out: ['a.txt'] });
  });

  test('needs no primary artifact when its outputs are secondary ones', async () => {
    const artifacts = { 'secondary-artifacts': { O1: { files: 'a.txt' }, O2: { files: 'dist/*' } } };
    const built = await build(artifacts, { outputs: ['O1', 'O2'] });
    expect(await entriesOf(built)).toEqual({ O1: ['a.txt'], O2: ['dist/b.txt'] });
  });

  // shows: S3-157
  test('fails in UPLOAD_ARTIFACTS when its one output has no files', async () => {
    const { phases, result } = await build({ 'secondary-artifacts': { Out: { files: 'a.txt' } } });
    expect(phases).toContain('UPLOAD_ARTIFACTS FAILED');
    expect(result).toMatchObject({
      error: { message: expect.stringContaining('no definition for primary artifacts') as string },
    });
  });

  test('gives the content behind symlinks', async () => {
    expect(await entriesOf(await build({ files: ['node_modules/**/*'] }))).toEqual({
      Out: ['node_modules/.bin/x'],
    });
  });

  test('keeps symlinks with enable-symlinks', async () => {
    const artifacts = { files: ['a.txt', 'node_modules/**/*'], 'enable-symlinks': 'yes' };
    expect(await entriesOf(await build(artifacts))).toEqual({
      Out: ['a.txt', 'symlink node_modules/.bin/x'],
    });
  });

  test('tolerates a literal that is missing when another file is there', async () => {
    const built = await build({ files: ['a.txt', 'none'] });
    expect(await entriesOf(built)).toEqual({ Out: ['a.txt'] });
    expect(built.log).toContain('Skipping invalid file path none');
  });

  test.each([
    ['no file matches', { files: ['none/*'] }, 'no matching artifact paths found'],
    [
      'there is no base directory',
      { files: ['*'], 'base-directory': 'no' },
      'no matching base directory path found for no',
    ],
    ['the buildspec has no artifacts', undefined, 'no matching artifact paths found'],
  ])('fails in UPLOAD_ARTIFACTS with CLIENT_ERROR when %s', async (_, artifacts, message) => {
    const { result, phases } = await build(artifacts);
    expect(phases).toContain('UPLOAD_ARTIFACTS FAILED');
    expect(result).toMatchObject({
      status: 'Failed',
      error: {
        where: 'UPLOAD_ARTIFACTS',
        message: expect.stringContaining(`CLIENT_ERROR, Message: ${message}`),
      },
    });
  });

  test('gives several outputs from the secondary artifacts of their names', async () => {
    const artifacts = {
      files: ['a.txt'],
      'secondary-artifacts': { One: { files: ['*'], 'base-directory': 'dist' }, Two: { files: ['*.txt'] } },
    };
    const built = await build(artifacts, { outputs: ['One', 'Two'] });
    expect(await entriesOf(built)).toEqual({ One: ['b.txt'], Two: ['a.txt'] });
  });

  test('without declared outputs uploads nothing, whatever its artifacts section says', async () => {
    const built = await build({ files: ['none'] }, { outputs: [] });
    expect(built.result).toMatchObject({ status: 'Succeeded', outputArtifacts: [] });
  });

  test('tries to upload after a failed BUILD too', async () => {
    const { phases, result } = await build({ files: ['a.txt'] }, {}, ['false']);
    expect(phases).toContain('UPLOAD_ARTIFACTS SUCCEEDED');
    expect(result).toMatchObject({ status: 'Failed', error: { where: 'BUILD' } });
  });

  test('follows links to folders once, and not in circles', async () => {
    const source = { 'real/f': 'f', link: '-> real', 'real/up': '-> ..' };
    expect(await entriesOf(await build({ files: ['link/**/*'] }, { source }))).toEqual({ Out: ['link/f'] });
  });

  test('fails in UPLOAD_ARTIFACTS when a path in it begins as a drive does, and not when it lies deeper', async () => {
    const made = ['mkdir -p d', 'echo 1 > d/c:a.txt'];
    const { result, phases } = await build({ files: ['**/*'], 'base-directory': 'd' }, {}, made);
    expect(phases).toContain('UPLOAD_ARTIFACTS FAILED');
    const message = expect.stringContaining('"c:a.txt" has "c:" at the start of its path') as string;
    expect(result).toMatchObject({ error: { message } });
    expect(await entriesOf(await build({ files: ['d/*'] }, {}, made))).toEqual({ Out: ['d/c:a.txt'] });
  });

  test('follows no link to the root or to a folder around it, and says so', async () => {
    const made = ['mkdir -p d/e', 'echo 1 > d/f', 'ln -s / d/x', 'ln -s /proc d/p', 'ln -s ../.. d/e/up'];
    const built = await build({ files: ['d/**/*'] }, {}, made);
    expect(await entriesOf(built)).toEqual({ Out: ['d/f'] });
    expect(built.log).toContain('Skipping d/x: it leads to /');
    expect(built.log).toContain('Skipping d/p: it leads to /proc');
    expect(built.log).toContain('Skipping d/e/up: it leads to');
  });

  test.skipIf(process.platform !== 'linux').each([
    [
      'has a name that is not UTF-8',
      [String.raw`mkdir d; echo 1 > "$(printf 'd/caf\351.txt')"`],
      String.raw`caf\xE9.txt`,
    ],
    [
      'has a backslash in its name, which no zip can hold',
      [String.raw`mkdir d; echo 1 > 'd/a\b.txt'`],
      String.raw`"d/a\b.txt" has a backslash in its name`,
    ],
    [
      'lies deeper than a path may be long',
      [
        'mkdir d; cd d; n=$(printf "%0200d" 0); i=0; while [ $i -lt 25 ]; do mkdir $n && cd -P $n || exit 1; i=$((i+1)); done; echo 1 > f',
      ],
      'too long',
    ],
  ])(
    'fails in UPLOAD_ARTIFACTS when a chosen file %s, and not when it is not chosen',
    async (_, made, shown) => {
      const { result, phases } = await build({ files: ['d/**/*'] }, {}, made);
      expect(phases).toContain('UPLOAD_ARTIFACTS FAILED');
      expect(result).toMatchObject({ error: { message: expect.stringContaining(shown) as string } });
      expect(await entriesOf(await build({ files: ['a.txt'] }, {}, made))).toEqual({ Out: ['a.txt'] });
    },
  );
});
