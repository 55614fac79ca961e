import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAppSpec, readServerAppSpec } from '../../src/load/appspec/appspec.ts';

const data = join(import.meta.dirname, '..', 'data', 'ok', 'appspec');
const sound = readFileSync(join(data, 'server.yml'), 'utf8');

/** An appspec with the given sections after version and os. */
function withSections(sections: string): string {
  return `version: 0.0\nos: linux\n${sections}\n`;
}

test('an agent reads every section', () => {
  expect(readServerAppSpec(sound)).toEqual({
    platform: 'Server',
    os: 'linux',
    files: [{ source: '/', destination: '/srv/shop' }],
    fileExistsBehavior: 'OVERWRITE',
    permissions: [
      {
        object: '/srv/shop',
        pattern: '*.conf',
        except: ['local.conf'],
        type: ['file'],
        owner: 'web',
        group: 'web',
        mode: '0640',
        acls: ['u:deploy:rw', 'd:g:ops:r', 'm::7'],
        context: { name: 'system_u', type: 'httpd_sys_content_t', range: 's0-s2:c1.c5,c9' },
      },
    ],
    hooks: {
      ApplicationStop: [{ location: 'scripts/stop.sh', timeout: 60, sudo: false }],
      ApplicationStart: [{ location: '/scripts/start.sh', timeout: 3600, runas: 'web', sudo: true }],
      ValidateService: [{ location: 'scripts/check.sh', timeout: 3600, sudo: false }],
    },
  });
});

test('sections that are absent or null are empty', () => {
  expect(readServerAppSpec(withSections('files:\nhooks:\npermissions:'))).toEqual({
    platform: 'Server',
    os: 'linux',
    files: [],
    permissions: [],
    hooks: {},
  });
});

test('of a key that stands twice an agent takes the later one', () => {
  const hook = (location: string) => `  ApplicationStart:\n    - location: ${location}\n`;
  const read = readServerAppSpec(withSections(`hooks:\n${hook('first.sh')}${hook('second.sh')}`));
  expect(read).toMatchObject({ hooks: { ApplicationStart: [{ location: 'second.sh' }] } });
});

/** What the agent refuses, with the words that its message contains. */
const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['an empty file', '', /cannot be read/],
  ['broken YAML', 'version: [', /cannot be read/],
  ['a list', '- version: 0.0', /a list instead of a mapping/],
  ['a version that is text', 'version: "0.0"\nos: linux', /invalid version value \(0\.0\)/],
  ['version 1.0', 'version: 1.0\nos: linux', /invalid version value \(1\.0\)/],
  ['no version', 'os: linux', /invalid version value \(\)/],
  ['no os', 'version: 0.0', /unsupported operating system \(\)/],
  ['an os in capitals', 'version: 0.0\nos: Linux', /unsupported operating system \(Linux\)/],
  ['the os of another host', 'version: 0.0\nos: windows', /unsupported operating system \(windows\)/],
  ['a file without source', withSections('files: [{destination: /a}]'), /no source file/],
  ['a file without destination', withSections('files: [{source: a}]'), /only a source file \(a\)/],
  ['files that are no list', withSections('files: {source: a, destination: b}'), /instead of a list/],
  ['a file_exists_behavior in small letters', withSections('file_exists_behavior: retain'), /\(retain\)/],
  ['a script without location', withSections('hooks: {AfterInstall: [{timeout: 1}]}'), /no location value/],
  ['a script that is only text', withSections('hooks: {AfterInstall: [a.sh]}'), /no location value/],
  ['a timeout of 0', withSections('hooks: {AfterInstall: [{location: a, timeout: 0}]}'), /invalid timeout/],
  [
    'a timeout in words',
    withSections('hooks: {AfterInstall: [{location: a, timeout: soon}]}'),
    /invalid timeout/,
  ],
  ['a permission without object', withSections('permissions: [{mode: 644}]'), /no object value/],
  ['a symbolic mode', withSections('permissions: [{object: /a, mode: u+x}]'), /invalid character \(u\)/],
  ['an unquoted 0755', withSections('permissions: [{object: /a, mode: 0755}]'), /mode \(493\).*\(9\)/],
  [
    'a mode of five digits',
    withSections('permissions: [{object: /a, mode: "00755"}]'),
    /length of a permissions mode/,
  ],
  ['a type that is text', withSections('permissions: [{object: /a, type: file}]'), /not a list/],
  [
    'an unknown type',
    withSections('permissions: [{object: /a, type: [link]}]'),
    /not supported for permissions \(link\)/,
  ],
  [
    'a base entry in acls',
    withSections("permissions: [{object: /a, acls: ['g::r']}]"),
    /Use mode to set the base acl/,
  ],
  [
    'a context without type',
    withSections('permissions: [{object: /a, context: {name: x}}]'),
    /invalid context type/,
  ],
];

test.each(refused)('an agent refuses %s', (_name, text, message) => {
  expect(readServerAppSpec(text)).toEqual({ failed: expect.stringMatching(message) });
});

test.each(refused)('lint reports an error with a place for %s', (_name, text) => {
  // Without a host, the names of both systems are right.
  if (text.includes('os: windows')) return;
  const { appSpec, problems } = readAppSpec({ path: 'appspec.yml', text }, { platform: 'Server' });
  expect(appSpec).toBeUndefined();
  expect(problems.find((each) => each.severity === 'error')?.at).toBeDefined();
});

test('an agent reports the first refusal in its own order: version before os before hooks before files', () => {
  const text = 'files: [{}]\nhooks: {AfterInstall: [{}]}\nos: amiga\nversion: 7';
  expect(readServerAppSpec(text)).toEqual({ failed: expect.stringContaining('invalid version value (7)') });
  expect(readServerAppSpec(text.replace('7', '0'))).toEqual({
    failed: expect.stringContaining('unsupported operating system (amiga)'),
  });
  expect(readServerAppSpec(text.replace('7', '0').replace('amiga', 'linux'))).toEqual({
    failed: expect.stringContaining('no location value'),
  });
});

/** What the agent takes without complaint. */
const taken: readonly (readonly [name: string, text: string, expected: object])[] = [
  ['version 0', 'version: 0\nos: linux', { os: 'linux' }],
  ['unknown keys', withSections('fles: []'), { files: [] }],
  [
    'unknown events',
    withSections('hooks: {BeforeInstal: [{location: a}]}'),
    { hooks: { BeforeInstal: [{}] } },
  ],
  [
    'an unquoted 644',
    withSections('permissions: [{object: /a, mode: 644}]'),
    { permissions: [{ mode: '644' }] },
  ],
  [
    'an unquoted 0644, as mode 420',
    withSections('permissions: [{object: /a, mode: 0644}]'),
    { permissions: [{ mode: '420' }] },
  ],
  [
    'one digit as mode',
    withSections('permissions: [{object: /a, mode: 7}]'),
    { permissions: [{ mode: '007' }] },
  ],
  [
    'a timeout that is text',
    withSections('hooks: {AfterInstall: [{location: a, timeout: "90"}]}'),
    { hooks: { AfterInstall: [{ timeout: 90 }] } },
  ],
  [
    'a timeout with a fraction',
    withSections('hooks: {AfterInstall: [{location: a, timeout: 1.9}]}'),
    { hooks: { AfterInstall: [{ timeout: 1 }] } },
  ],
  [
    'spaces around a location',
    withSections('hooks: {AfterInstall: [{location: " a.sh "}]}'),
    { hooks: { AfterInstall: [{ location: 'a.sh' }] } },
  ],
  [
    'sudo: no',
    withSections('hooks: {AfterInstall: [{location: a, sudo: no}]}'),
    { hooks: { AfterInstall: [{ sudo: false }] } },
  ],
];

test.each(taken)('an agent takes %s', (_name, text, expected) => {
  expect(readServerAppSpec(text)).toMatchObject(expected);
});

test('an agent of a Windows host takes os: windows', () => {
  expect(readServerAppSpec('version: 0.0\nos: windows', 'windows')).toMatchObject({ os: 'windows' });
});

test('lint reads the appspec of a Lambda function, with keys in any case', () => {
  const file = { path: 'appspec.yml', text: readFileSync(join(data, 'lambda.yml'), 'utf8') };
  expect(readAppSpec(file)).toEqual({
    problems: [],
    appSpec: {
      platform: 'Lambda',
      logicalName: 'checkout',
      name: 'checkout-fn',
      alias: 'live',
      currentVersion: '7',
      targetVersion: '8',
      hooks: {
        BeforeAllowTraffic: 'checkout-pre-check',
        AfterAllowTraffic: 'arn:aws:lambda:eu-central-1:111122223333:function:after',
      },
    },
  });
});

test('what an appspec of ECS asks for and tasks here do not get is reported, by key', () => {
  const file = { path: 'appspec.yml', text: readFileSync(join(data, 'ecs.yml'), 'utf8') };
  const { appSpec, problems } = readAppSpec(file);
  const keys = ['PlatformVersion', 'NetworkConfiguration', 'CapacityProviderStrategy'];
  expect(problems.map(({ code, severity, message }) => [code, severity, message.split('"')[1]])).toEqual(
    keys.map((key) => ['NotExecutedHere', 'notice', key]),
  );
  const reason = 'tasks run on this machine, in the network of its engine';
  expect(appSpec).toMatchObject({
    notExecuted: keys.map((key) => ({ what: `${key} of the appspec`, reason })),
  });
});

test('lint reads the appspec of an ECS service', () => {
  const file = { path: 'appspec.yml', text: readFileSync(join(data, 'ecs.yml'), 'utf8') };
  expect(readAppSpec(file).appSpec).toMatchObject({
    platform: 'ECS',
    logicalName: 'TargetService',
    taskDefinition: '<TASK_DEFINITION>',
    containerName: 'web',
    containerPort: 8080,
    platformVersion: 'LATEST',
    networkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } },
    capacityProviderStrategy: [{ Base: 1, CapacityProvider: 'FARGATE_SPOT', Weight: 2 }],
    hooks: { BeforeInstall: 'fnA', AfterAllowTraffic: 'fnE' },
  });
});

test('the platform of the application decides over the content', () => {
  const { problems } = readAppSpec({ path: 'appspec.yml', text: sound }, { platform: 'Lambda' });
  expect(problems.map((each) => each.message)).toContain(
    '"Resources" has 0 resources, and it must have exactly one',
  );
});

describe('whatever the file holds', () => {
  const pieces = ['\t', ': ', '- ', '[', '{', '&a', '*a', '!!str', '0755', 'null', '\n', '"', '~', 'yes'];
  const mutated = fc
    .array(
      fc.record({
        at: fc.nat(sound.length),
        cut: fc.nat(25),
        insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) =>
      edits.reduce((text, { at, cut, insert }) => text.slice(0, at) + insert + text.slice(at + cut), sound),
    );

  test('reading never throws, and every finding has a place inside the file', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom('Server', 'Lambda', 'ECS', undefined), (text, platform) => {
        const { appSpec, problems } = readAppSpec(
          { path: 'appspec.yml', text },
          platform === undefined ? {} : { platform },
        );
        expect(appSpec === undefined).toBe(problems.some((each) => each.severity === 'error'));
        for (const { at } of problems) {
          expect(at?.start).toBeLessThanOrEqual(text.length);
          expect(at?.end).toBeGreaterThanOrEqual(at?.start ?? 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what lint lets pass, the agent of that system takes', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { appSpec } = readAppSpec({ path: 'appspec.yml', text }, { platform: 'Server' });
        if (appSpec?.platform !== 'Server') return;
        expect(readServerAppSpec(text, appSpec.os)).toEqual(appSpec);
      }),
      { numRuns: 300 },
    );
  });
});
