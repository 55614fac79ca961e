// The tags of an image by what started the run, as docker/metadata-action makes them.
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate } from '../../../../src/actions/workflow/stand-ins/docker-metadata/format-date.ts';
import {
  fillGlobal,
  imageVersion,
  sanitized,
  type RunFacts,
} from '../../../../src/actions/workflow/stand-ins/docker-metadata/image-version.ts';
import {
  flavorOf,
  imagesOf,
  tagRules,
} from '../../../../src/actions/workflow/stand-ins/docker-metadata/rules.ts';
import { pep440Of, semverOf } from '../../../../src/actions/workflow/stand-ins/docker-metadata/versions.ts';

const facts: RunFacts = {
  event: 'push',
  ref: 'refs/heads/main',
  sha: '90dd6032fac8bda1b6c4436a2e65de27961ed071',
  defaultBranch: 'main',
  baseRef: '',
  at: new Date('2026-01-10T00:30:05.000Z'),
  commitAt: new Date('2026-01-09T22:00:00.000Z'),
  shortLength: 7,
};

/** All tags without the image, or what is wrong. */
function tagsFor(lines: readonly string[], own: Partial<RunFacts> = {}, flavorLines: readonly string[] = []) {
  const rules = tagRules(lines);
  if ('failed' in rules) return rules.failed;
  const flavor = flavorOf(flavorLines);
  if ('failed' in flavor) return flavor.failed;
  const version = imageVersion(rules.rules, { facts: { ...facts, ...own }, flavor, warn: () => undefined });
  if ('failed' in version) return version.failed;
  const { main, others, isLatest } = version;
  return [...(main === undefined ? [] : [main]), ...others, ...(isLatest ? ['latest'] : [])].join(' ');
}

const tag = { ref: 'refs/tags/v1.2.3' };
const pull = { ref: 'refs/pull/2/merge', event: 'pull_request', baseRef: 'develop' };

describe('tags', () => {
  test.each<[string, readonly string[], Partial<RunFacts>, string]>([
    ['without rules the branch', [], {}, 'main'],
    ['without rules the tag, which is the latest', [], tag, 'v1.2.3 latest'],
    ['without rules the number of a request for a merge', [], pull, 'pr-2'],
    ['a branch with slashes', [], { ref: 'refs/heads/feature/a b' }, 'feature-a-b'],
    ['without rules a schedule comes first', [], { event: 'schedule' }, 'nightly main'],
    [
      'versions in the order written',
      [
        'type=semver,pattern={{version}}',
        'type=semver,pattern={{major}}.{{minor}}',
        'type=semver,pattern={{major}}',
      ],
      tag,
      '1.2.3 1.2 1 latest',
    ],
    [
      'a pre-release is whole, and never the latest',
      ['type=semver,pattern={{major}}'],
      { ref: 'refs/tags/v2.0.0-rc.1' },
      '2.0.0-rc.1',
    ],
    [
      'a pre-release as it is written',
      ['type=semver,pattern={{raw}}'],
      { ref: 'refs/tags/v2.0.0-rc.1' },
      'v2.0.0-rc.1',
    ],
    ['no version', ['type=semver,pattern={{version}}'], { ref: 'refs/tags/nightly' }, ''],
    [
      'a version of a branch that is written',
      ['type=semver,pattern={{version}},value=v3.1.0'],
      {},
      '3.1.0 latest',
    ],
    [
      'a version behind a name',
      ['type=semver,pattern={{version}},match=app-(.*)'],
      { ref: 'refs/tags/app-1.0.0' },
      '1.0.0 latest',
    ],
    [
      'a version of Python',
      ['type=pep440,pattern={{major}}.{{minor}}'],
      { ref: 'refs/tags/1.2.3' },
      '1.2 latest',
    ],
    [
      'a development release of Python',
      ['type=pep440,pattern={{major}}'],
      { ref: 'refs/tags/v1.2.dev3' },
      '1.2.dev3',
    ],
    ['a group of a pattern', [String.raw`type=match,pattern=v(\d+),group=1`], tag, '1 latest'],
    ['a pattern with flags', ['type=match,pattern=/V\\d/i'], tag, 'v1 latest'],
    ['a pattern that does not fit', ['type=match,pattern=x'], tag, ''],
    ['the default branch as edge', ['type=edge'], {}, 'edge'],
    ['another branch is no edge', ['type=edge'], { ref: 'refs/heads/develop' }, ''],
    ['a branch that is named', ['type=edge,branch=develop'], { ref: 'refs/heads/develop' }, 'edge'],
    [
      'a short and a long commit',
      ['type=sha', 'type=sha,format=long,prefix='],
      {},
      'sha-90dd603 90dd6032fac8bda1b6c4436a2e65de27961ed071',
    ],
    [
      'what is enabled',
      ['latest,enable={{is_default_branch}}', 'other,enable={{is_not_default_branch}}'],
      {},
      'latest',
    ],
    [
      'priorities before order',
      ['type=sha', 'type=raw,value=x,priority=50', 'type=ref,event=branch'],
      {},
      'main sha-90dd603 x',
    ],
    [
      'expressions',
      ["type=raw,value={{branch}}-{{sha}}-{{date 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}"],
      {},
      'main-90dd603-20260110-0930',
    ],
    ['the date of the commit', ["{{commit_date 'DD'}}"], {}, '09'],
    ['the target of a request', ['{{base_ref}}-x'], pull, 'develop-x'],
    ['the same tag once', ['type=ref,event=branch', 'main'], {}, 'main'],
    ['values with commas in quotes', ['type=raw,"value=a,b"'], {}, 'a-b'],
  ])('%s', (_title, lines, own, expected) => {
    expect(tagsFor(lines, own)).toBe(expected);
  });

  test.each([
    ['type=branch', 'Unknown tag type attribute: branch'],
    ['type=semver', 'Missing pattern attribute for type=semver'],
    ['type=ref', 'Missing event attribute for type=ref'],
    ['type=ref,event=merge', 'Invalid event for type=ref,event=merge'],
    ['type=match,pattern=a,group=b', 'Invalid match group for type=match,pattern=a,group=b'],
    ['type=sha,format=x', 'Invalid format for type=sha,format=x'],
    ['x,enable=maybe', 'Invalid value for enable attribute: maybe'],
    ['type=match,value=x,pattern=(', 'Invalid regular expression: /(/: Unterminated group'],
    ['{{#if x}}a{{/if}}', '"{{#if x}}" is not executed here: only a name, with a text and options'],
    ["type=raw,value={{date 'YYYY' zone='UTC'}}", 'Unknown zone attribute'],
    ["type=raw,value={{date 'YYYY' tz='Mars'}}", 'There is no time zone "Mars"'],
  ])('%s is refused', (line, message) => {
    expect(tagsFor([line])).toBe(message);
  });

  test('a flavor says what is put around, and whether there is a latest', () => {
    expect(tagsFor([], {}, ['latest=true', 'prefix=p-', 'suffix=-s'])).toBe('p-main-s latest');
    expect(tagsFor(['main,prefix=own-'], {}, ['prefix=p-'])).toBe('own-main');
    expect(tagsFor([], tag, ['latest=false'])).toBe('v1.2.3');
    expect(tagsFor([], {}, ['latest=maybe'])).toBe('Invalid latest flavor entry: latest=maybe');
    expect(flavorOf(['prefix=p-,onlatest=true', 'suffix=-s'])).toMatchObject({
      isPrefixOfLatest: true,
      isSuffixOfLatest: false,
    });
  });

  test('images are named in both forms', () => {
    expect(imagesOf(['a/b,c/d'])).toEqual({
      images: [
        { name: 'a/b', isEnabled: true },
        { name: 'c/d', isEnabled: true },
      ],
    });
    expect(imagesOf(['a/b', 'name=c/d,enable=false'])).toEqual({
      images: [
        { name: 'a/b', isEnabled: true },
        { name: 'c/d', isEnabled: false },
      ],
    });
    expect(imagesOf(['enable=true'])).toEqual({ failed: 'Image name attribute empty: enable=true' });
  });

  test('are of letters that an image may have, whatever the reference', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        expect(sanitized(text)).toMatch(/^[\w.-]*$/);
      }),
    );
  });
});

test('values in expressions are written for HTML, as Handlebars does, unless in three braces', () => {
  const own = { ...facts, ref: "refs/heads/it's" };
  expect(fillGlobal('x={{branch}} {{{branch}}} {{unknown}}', own)).toEqual({ text: "x=it&#x27;s it's " });
});

test.each([
  ['YYYY-MM-DD[T]HH:mm:ssZ', 'UTC', '2026-01-10T00:30:05+00:00'],
  ['dddd Do MMMM YY, h:mm A', 'America/New_York', 'Friday 9th January 26, 7:30 PM'],
  ['GGGG-[W]WW-E DDDD X ZZ', 'Asia/Kolkata', '2026-W02-6 010 1768005005 +0530'],
])('%s in %s is %s', (format, zone, expected) => {
  expect(formatDate(facts.at, format, zone)).toEqual({ text: expected });
});

test.each([
  ['v1.0', undefined],
  ['01.2.3', undefined],
  ['=v1.2.3+build.5', '1.2.3'],
  ['1.0.0-alpha.1+x', '1.0.0-alpha.1'],
])('%s is the version %s of semver', (raw, version) => {
  expect(semverOf(raw)?.version).toBe(version);
});

test.each([
  ['1!2.0', '1!2.0'],
  ['1.0-ALPHA', '1.0a0'],
  ['1.0.c2', '1.0rc2'],
  ['1.0-1', '1.0.post1'],
  ['1.0rev3.dev+Local-1', '1.0.post3.dev0+local.1'],
  ['1.0-x', undefined],
])('%s is the version %s of PEP 440', (raw, version) => {
  expect(pep440Of(raw)?.version).toBe(version);
});
