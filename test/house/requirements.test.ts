// Each system of examples/ keeps a list of what it has to do, and a row that is done names the tests that show it. Such a
// test says so as well, in a line above it: `// shows: S4-001`. Both must agree, so that neither can be changed alone.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const lists = globSync(['docs/requirements.md', 'examples/*/REQUIREMENTS.md'], { cwd: root }).toSorted();

/** `path` and "title of a test", as a row names it. */
interface Named {
  readonly path: string;
  readonly title?: string;
}

interface Row {
  readonly id: string;
  readonly status: 'done' | 'partly' | 'not yet';
  readonly named: readonly Named[];
}

/** Rows such as `| S4-001 | what is asked | shown by |`. */
function readRows(text: string): readonly Row[] {
  const rows = text.matchAll(/^\| (S\d-\d{3}) +\|.*\| ([^|]+) \|$/gm);
  return [...rows].map(([, id = '', evidence = '']) => {
    const named = [...evidence.matchAll(/`([^`]+)`(?:\s+"([^"]+)")?/g)].map(([, path = '', title]) =>
      title === undefined ? { path } : { path, title },
    );
    const [, status] = /^(not yet|partly): \S/.exec(evidence) ?? [];
    return { id, status: status === 'not yet' || status === 'partly' ? status : 'done', named };
  });
}

interface MarkedTest {
  readonly ids: readonly string[];
  /** From the opening of the test to that of the next; nothing when the mark stands above no test. */
  readonly text: string;
}

/** The tests of a file, each with the rows that the lines right above it say it shows. */
function readTests(text: string): readonly MarkedTest[] {
  const tests: { ids: string[]; text: string }[] = [];
  let marks: string[] = [];
  for (const line of text.split('\n')) {
    const mark = /^\s*\/\/ shows: (.*)$/.exec(line)?.[1];
    if (mark !== undefined) marks.push(...mark.split(', '));
    else if (/^\s*test\b/.test(line)) {
      tests.push({ ids: marks, text: line });
      marks = [];
    } else {
      if (marks.length > 0) tests.push({ ids: marks, text: '' });
      marks = [];
      const last = tests.at(-1);
      if (last !== undefined) last.text += `\n${line}`;
    }
  }
  return tests;
}

function isTitled({ text }: MarkedTest, title: string | undefined): boolean {
  return [`'`, `"`, '`'].some((quote) => text.includes(`${quote}${title}${quote}`));
}

/** What does not agree, as `row: what`, of rows and of the texts of test files by their paths. */
function disagreements(rows: readonly Row[], files: ReadonlyMap<string, string>): readonly string[] {
  const tests = [...files].flatMap(([path, text]) => readTests(text).map((each) => ({ ...each, path })));
  const ofRows = rows.flatMap(({ id, status, named }) => {
    const titled = named.filter(({ title }) => title !== undefined);
    if (status !== 'not yet' && titled.length === 0) return [`${id}: names no test`];
    return titled
      .filter(
        ({ path, title }) =>
          !tests.some((each) => each.path === path && each.ids.includes(id) && isTitled(each, title)),
      )
      .map(({ path, title }) => `${id}: no "// shows: ${id}" above "${title}" in ${path}`);
  });
  const ofTests = tests.flatMap((marked) =>
    marked.ids
      .filter(
        (id) =>
          !rows.some(
            (row) =>
              row.id === id &&
              row.status !== 'not yet' &&
              row.named.some(({ path, title }) => path === marked.path && isTitled(marked, title)),
          ),
      )
      .map((id) => `${id}: ${marked.path} says that a test shows it, and no row names that test`),
  );
  return [...ofRows, ...ofTests];
}

const allRows = lists.flatMap((file) => readRows(readFileSync(join(root, file), 'utf8')));

describe.each(lists)('%s', (file) => {
  const rows = readRows(readFileSync(join(root, file), 'utf8'));

  test('has rows, each once and in order, and in no other list', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(allRows.filter(({ id }) => ids.includes(id))).toHaveLength(ids.length);
  });

  test('every file that a row names exists', () => {
    const exists = (path: string): boolean =>
      [join(root, path), join(root, dirname(file), path)].some((candidate) => existsSync(candidate));
    const missing = rows.flatMap(({ id, named }) =>
      named.filter(({ path }) => /[./]/.test(path) && !exists(path)).map(({ path }) => `${id}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

test('every row that is done, or partly, names tests, and these say that they show it', () => {
  const paths = globSync('test/**/*.test.ts', { cwd: root }).filter(
    (path) => path !== 'test/house/requirements.test.ts',
  );
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  expect(disagreements(allRows, files)).toEqual([]);
});

test('every system of examples/ has its list', () => {
  const systems = globSync('examples/*/', { cwd: root }).map((path) => basename(path));
  expect(systems.filter((name) => !existsSync(join(root, 'examples', name, 'REQUIREMENTS.md')))).toEqual([]);
});

describe('a list and a test file agree', () => {
  const shown = `// shows: S9-001\ntest('it works', () => {});\n`;
  const row = (evidence: string): string => `| S9-001 | It works | ${evidence} |\n`;

  test.each([
    ['both name each other', row('`a.test.ts` "it works"'), shown, []],
    ['with what is missing', row('partly: not on Sundays. `a.test.ts` "it works"'), shown, []],
    ['neither speaks of it', row('not yet: no time'), `test('it works', () => {});\n`, []],
    ['the row names no test', row('`pipeline.json`'), '', ['S9-001: names no test']],
    [
      'the test has no mark',
      row('`a.test.ts` "it works"'),
      `test('it works', () => {});\n`,
      ['S9-001: no "// shows: S9-001" above "it works" in a.test.ts'],
    ],
    [
      'another test has the mark',
      row('`a.test.ts` "it works"'),
      `// shows: S9-001\ntest('it fails', () => {});\ntest('it works', () => {});\n`,
      [
        'S9-001: no "// shows: S9-001" above "it works" in a.test.ts',
        'S9-001: a.test.ts says that a test shows it, and no row names that test',
      ],
    ],
    [
      'the row is not done',
      row('not yet: no time'),
      shown,
      ['S9-001: a.test.ts says that a test shows it, and no row names that test'],
    ],
    [
      'the mark stands above no test',
      row('not yet: no time'),
      `// shows: S9-001\nconst a = 1;\ntest('it works', () => {});\n`,
      ['S9-001: a.test.ts says that a test shows it, and no row names that test'],
    ],
  ])('only when they do: %s', (_, list, file, expected) => {
    expect(disagreements(readRows(list), new Map([['a.test.ts', file]]))).toEqual(expected);
  });
});
