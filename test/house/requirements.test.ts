// Each system of examples/ keeps a list of what it has to do; what a row says is shown by a test or a file must exist.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

interface Row {
  readonly id: string;
  readonly evidence: string;
}

/** Rows such as `| S4-001 | what is asked | shown by |`. */
function readRows(file: string): readonly Row[] {
  const rows = readFileSync(join(root, file), 'utf8').matchAll(/^\| (S\d-\d{3}) \|.*\| ([^|]+) \|$/gm);
  return [...rows].map(([, id = '', evidence = '']) => ({ id, evidence: evidence.trim() }));
}

/** What does not exist among what a row names: `path` or `path` "title of a test". */
function missing({ evidence }: Row, folder: string): readonly string[] {
  const named = [...evidence.matchAll(/`([^`]+)`(?:\s+"([^"]+)")?/g)];
  if (named.length === 0)
    return evidence.startsWith('not yet: ') ? [] : [`neither evidence nor "not yet: …"`];
  return named.flatMap(([, path = '', title]) => {
    const file = [join(root, path), join(root, folder, path)].find((candidate) => existsSync(candidate));
    if (file === undefined) return [path];
    return title === undefined || readFileSync(file, 'utf8').includes(title) ? [] : [`${path} "${title}"`];
  });
}

describe.each(globSync(['docs/requirements.md', 'examples/*/REQUIREMENTS.md'], { cwd: root }))(
  '%s',
  (file) => {
    const rows = readRows(file);

    test('has rows, each once and in order', () => {
      const ids = rows.map((row) => row.id);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids).toEqual([...new Set(ids)].toSorted());
    });

    test('every test and file that a row names exists', () => {
      const gaps = rows.flatMap((row) => missing(row, dirname(file)).map((what) => `${row.id}: ${what}`));
      expect(gaps).toEqual([]);
    });
  },
);

test('every system of examples/ has its list', () => {
  const systems = globSync('examples/*/', { cwd: root }).map((path) => basename(path));
  expect(systems.filter((name) => !existsSync(join(root, 'examples', name, 'REQUIREMENTS.md')))).toEqual([]);
});
