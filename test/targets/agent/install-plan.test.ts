import { posix } from 'node:path';
import { array, assert, constantFrom, property, record, uniqueArray, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileExistsBehavior, ServerAppSpec } from '../../../src/model/deployment.ts';
import { EventFailure } from '../../../src/targets/agent/event-failure.ts';
import { planInstall } from '../../../src/targets/agent/install-plan.ts';
import { matchesPermission } from '../../../src/targets/agent/permissions.ts';
import { pathsToRemove } from '../../../src/targets/agent/cleanup.ts';
import type { FileView, Instruction } from '../../../src/targets/agent/install-request.ts';

/** A file tree of the given files; their folders are there as well. */
function view(files: readonly string[], folders: readonly string[] = []): FileView {
  const all = new Set(folders);
  for (const file of files)
    for (let folder = posix.dirname(file); folder !== '/'; folder = posix.dirname(folder)) all.add(folder);
  return {
    kindOf: (path) =>
      path === '/' || all.has(path) ? 'directory' : files.includes(path) ? 'file' : undefined,
    isSymlink: () => false,
    list: (folder) =>
      [...files, ...all]
        .filter((path) => posix.dirname(path) === folder)
        .map((path) => posix.basename(path))
        .sort(),
  };
}

function appSpec(part: Partial<ServerAppSpec>): ServerAppSpec {
  return { platform: 'Server', os: 'linux', files: [], permissions: [], hooks: {}, ...part };
}

interface Given {
  readonly sources: readonly string[];
  readonly there: readonly string[];
  readonly destination: string;
  readonly behavior: FileExistsBehavior;
}

function plan({ sources, there, destination, behavior }: Given): readonly Instruction[] | EventFailure {
  try {
    return planInstall({
      appSpec: appSpec({ files: [{ source: '/', destination }] }),
      fileExistsBehavior: behavior,
      archive: '/archive',
      revision: view(
        sources.map((path) => posix.join('/archive', path)),
        ['/archive'],
      ),
      host: view(there.map((path) => posix.join('/', path))),
    });
  } catch (error) {
    if (error instanceof EventFailure) return error;
    throw error;
  }
}

/** Paths of which none is a folder of another. */
const trees: Arbitrary<readonly string[]> = uniqueArray(
  array(constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
  { maxLength: 8 },
).map((paths) => paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))));

const given: Arbitrary<Given> = record({
  sources: trees,
  there: trees.map((paths) => paths.map((path) => `srv/${path}`)),
  destination: constantFrom('/', '/srv', '/srv/a', '/srv/x/y'),
  behavior: constantFrom('DISALLOW', 'OVERWRITE', 'RETAIN'),
});

describe('a plan', () => {
  test('makes every directory before what goes into it, and nothing twice', () => {
    assert(
      property(given, (each) => {
        const instructions = plan(each);
        if (instructions instanceof EventFailure) return;
        const host = view(each.there.map((path) => posix.join('/', path)));
        const made = new Set<string>();
        for (const instruction of instructions) {
          const path =
            instruction.type === 'mkdir'
              ? instruction.directory
              : instruction.type === 'copy'
                ? instruction.destination
                : '';
          const parent = posix.dirname(path);
          const isFileAbove = host.kindOf(parent) === 'file';
          expect(made.has(parent) || host.kindOf(parent) === 'directory' || isFileAbove).toBe(true);
          expect(made.has(path)).toBe(false);
          made.add(path);
        }
      }),
    );
  });

  test('never touches with RETAIN, and refuses with DISALLOW, exactly the files that are there already', () => {
    assert(
      property(given, (each) => {
        const wanted = each.sources.map((path) => posix.join(each.destination, path));
        const inTheWay = wanted.filter(
          (path) => view(each.there.map((at) => posix.join('/', at))).kindOf(path) !== undefined,
        );
        const disallowed = plan({ ...each, behavior: 'DISALLOW' });
        expect(disallowed instanceof EventFailure).toBe(inTheWay.length > 0);
        const retained = plan({ ...each, behavior: 'RETAIN' });
        if (retained instanceof EventFailure) throw retained;
        const copied = retained.flatMap((each) => (each.type === 'copy' ? [each.destination] : []));
        expect(copied.toSorted()).toEqual(wanted.filter((path) => !inTheWay.includes(path)).toSorted());
      }),
    );
  });
});

describe('a permission', () => {
  const permission = { pattern: '**', except: [] };

  test.each([
    ['**', [], '/srv/app/a/b/c', true],
    ['**', [], '/srv/app', false],
    ['**', [], '/srv/application', false],
    ['*.conf', [], '/srv/app/a.conf', true],
    ['*.conf', [], '/srv/app/sub/a.conf', false],
    ['a*c*', [], '/srv/app/abcd', true],
    ['a.c', [], '/srv/app/abc', false],
    ['**', ['*.log'], '/srv/app/x.log', false],
    ['**', ['*.log'], '/srv/app/sub/x.log', true],
  ] as const)('with pattern %s except %j reaches %s: %s', (...row) => {
    const [pattern, except, path, reached] = row;
    expect(matchesPermission({ ...permission, pattern, except }, '/srv/app', path)).toBe(reached);
  });
});

test('a cleanup file is worked off from its end, without a line that was cut short', () => {
  expect(pathsToRemove('/srv\n/srv/app\n/srv/app/x\n/srv/ap')).toEqual(['/srv/app/x', '/srv/app', '/srv']);
  expect(pathsToRemove('')).toEqual([]);
});
