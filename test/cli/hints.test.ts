// Commands that messages name: by a name that works where the user stands, with the state and the pipeline that they
// need.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findStateUpward, foldersUpward } from '../../src/cli/find-upward.ts';
import { createHints } from '../../src/cli/hints.ts';
import { programName } from '../../src/cli/program-name.ts';
import { quoteWord } from '../../src/lib/quote-word.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'slipway.js');
/** As for a user whose PATH leads to the sources. */
const installed = {
  PATH: [join(import.meta.dirname, '..', 'rig', 'bin'), process.env['PATH']].join(delimiter),
};
let temporary: string;
let root: string;
beforeAll(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-hints-')));
  // So deep that the way from there to the launcher is longer than the launcher's path, wherever this clone lies.
  root = join(temporary, ...Array.from({ length: Math.ceil(launcher.length / 3) }, () => 'd'));
  mkdirSync(root, { recursive: true });
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

function folder(...parts: readonly string[]): string {
  const path = join(root, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

describe('the program', () => {
  test('is called slipway where the PATH leads to it', () => {
    expect(programName({ cwd: root, env: { ...installed } })).toBe('slipway');
  });

  test('is called slipway where a package manager wrote a script that starts it', () => {
    const bin = folder('shims');
    writeFileSync(join(bin, 'slipway'), `#!/bin/sh\nexec node "${launcher}" "$@"\n`, { mode: 0o755 });
    expect(programName({ cwd: root, env: { PATH: bin } })).toBe('slipway');
  });

  test('is not taken for another program of the same name', () => {
    const bin = folder('other');
    writeFileSync(join(bin, 'slipway'), '#!/bin/sh\n', { mode: 0o755 });
    expect(programName({ cwd: root, env: { PATH: bin } })).toBe(`node ${launcher}`);
  });

  test('is called npx slipway where a folder above has it among its packages', () => {
    const bin = folder('user', 'node_modules', '.bin');
    symlinkSync(launcher, join(bin, 'slipway'));
    const cwd = folder('user', 'src', 'deep');
    const npm = { npm_execpath: '/npm', npm_command: 'exec', PATH: bin };
    expect(programName({ cwd, env: { PATH: '/usr/bin' } })).toBe('npx slipway');
    expect(programName({ cwd, env: npm })).toBe('npx slipway');
  });

  test('is started by its path elsewhere, seen from where the user called npm', () => {
    const clone = join(import.meta.dirname, '..', '..');
    const env = {
      PATH: '',
      npm_lifecycle_event: 'start',
      npm_command: 'start',
      npm_package_json: join(clone, 'package.json'),
    };
    expect(programName({ cwd: clone, env })).toBe('node bin/slipway.js');
    expect(programName({ cwd: clone, env: { ...env, INIT_CWD: join(clone, 'examples') } })).toBe(
      'node ../bin/slipway.js',
    );
    expect(programName({ cwd: root, env: { ...env, INIT_CWD: clone } })).toBe(`node ${launcher}`);
  });
});

describe('a command in a message', () => {
  const env = { ...installed };

  test('names the state folder only where it would not be found', () => {
    const cwd = folder('state', 'sub');
    const hints = createHints(['status'], { cwd, env });
    expect(hints.command(['status'])).toBe('slipway status');
    folder('state', '.slipway');
    hints.useState(join(root, 'state', '.slipway'));
    expect(hints.command(['status'])).toBe('slipway status');
    hints.useState(join(root, 'elsewhere', 'its state'));
    expect(hints.command(['status'])).toBe("slipway status --state '../../elsewhere/its state'");
    expect(hints.command(['lint'])).toBe('slipway lint');
  });

  test('names it also where an environment variable did, which may hold for one call only', () => {
    const hints = createHints(['status'], { cwd: root, env: { ...env, SLIPWAY_STATE: join(root, 's') } });
    hints.useState(join(root, 's'));
    expect(hints.command(['status'])).toBe('slipway status --state s');
  });

  test('names the pipeline only where there are several, and to commands that take it', () => {
    const hints = createHints(['run'], { cwd: root, env });
    hints.usePipelines(['app']);
    expect(hints.command(['enable', 'Deploy'], 'app')).toBe('slipway enable Deploy');
    hints.usePipelines(['app', 'api']);
    expect(hints.command(['enable', 'Deploy'], 'app')).toBe('slipway enable Deploy --pipeline app');
    expect(hints.command(['down'], 'app')).toBe('slipway down --pipeline app');
    expect(hints.command(['down'])).toBe('slipway down');
    expect(hints.command(['doctor'], 'app')).toBe('slipway doctor');
  });

  test('that runs a definition names its path, and its state where it is not the own one', () => {
    const hints = createHints(['status'], { cwd: root, env });
    const path = folder('definition');
    hints.useState(join(path, '.slipway'));
    expect(hints.run(path)).toBe('slipway run definition');
    hints.useState(join(root, '.slipway'));
    expect(hints.run(path)).toBe('slipway run definition --state .slipway');
  });

  test('is completed in a text of another room, once, and nothing else in it', () => {
    const hints = createHints(['run'], { cwd: root, env: { PATH: '' } });
    hints.useState(join(root, 'x'));
    const node = `node ${launcher}`;
    expect(hints.complete('See slipway history, or slipway lint; slipway is up.')).toBe(
      `See ${node} history --state x, or ${node} lint; slipway is up.`,
    );
    expect(hints.complete('slipway secret set --parameter A --state /s')).toBe(
      `${node} secret set --parameter A --state /s`,
    );
    expect(hints.complete('slipway secret set A')).toBe(`${node} secret set --state x A`);
    expect(hints.complete('see ".slipway/slipway.db"')).toBe('see ".slipway/slipway.db"');
  });

  test.each([
    ['plain-1.0', 'plain-1.0'],
    ['two words', "'two words'"],
    ["it's", String.raw`'it'\''s'`],
    ['$HOME', "'$HOME'"],
    ['', "''"],
  ])('quotes %j as %s', (word, quoted) => {
    expect(quoteWord(word)).toBe(quoted);
  });
});

describe('what is looked for upward', () => {
  test('ends at the root of the repository, also of one inside another', () => {
    folder('outer', '.git');
    folder('outer', '.slipway');
    const inner = folder('outer', 'inner');
    writeFileSync(join(inner, '.git'), 'gitdir: ../.git/modules/inner\n');
    const deep = folder('outer', 'inner', 'a', 'b');
    expect(foldersUpward(deep, root)).toEqual([deep, join(inner, 'a'), inner]);
    expect(findStateUpward(deep, root)).toBeUndefined();
    expect(findStateUpward(folder('outer', 'other'), root)).toBe(join(root, 'outer', '.slipway'));
  });

  test('ends at a pipeline that has not run yet: its secrets belong to it', () => {
    folder('mono', '.git');
    folder('mono', '.slipway');
    const own = folder('mono', 'shop');
    expect(findStateUpward(own, root)).toBe(join(root, 'mono', '.slipway'));
    writeFileSync(join(own, 'pipeline.json'), '{}');
    expect(findStateUpward(folder('mono', 'shop', 'src'), root)).toBe(join(own, '.slipway'));
  });

  test('ends below a folder that all users may write to: another user may have put a pipeline there', () => {
    const shared = folder('shared', '.slipway', '..');
    writeFileSync(join(shared, 'pipeline.json'), '{}');
    chmodSync(shared, 0o1777);
    const deep = folder('shared', 'jo', 'app');
    expect(foldersUpward(deep, root)).toEqual([deep, join(shared, 'jo')]);
    expect(findStateUpward(deep, root)).toBeUndefined();
  });

  test('ends at the home folder', () => {
    folder('people', '.slipway');
    const home = folder('people', 'jo');
    const deep = folder('people', 'jo', 'app');
    expect(foldersUpward(deep, home)).toEqual([deep, home]);
    expect(findStateUpward(deep, home)).toBeUndefined();
  });
});

test('a call that is repeated with an option has it once', () => {
  const hints = createHints(['run', 'buildspec.yml', '--shell'], { cwd: root, env: { ...installed } });
  expect(hints.again('--shell')).toBe('slipway run buildspec.yml --shell');
  expect(hints.again('--keep-work')).toBe('slipway run buildspec.yml --shell --keep-work');
});
