import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AgentHost, appSpec, type Deployed } from '../../rig/agent-host.ts';

/** Runs one script as the BeforeInstall hook of a first deployment. */
async function hook(
  host: AgentHost,
  script: string | { readonly text: string; readonly mode: number },
  keys = '',
): Promise<Deployed> {
  return host.deploy(
    'd-1',
    {
      'appspec.yml': appSpec(`hooks:\n  BeforeInstall:\n    - location: scripts/run.sh\n${keys}`),
      'scripts/run.sh': script,
    },
    { events: ['DownloadBundle', 'BeforeInstall'] },
  );
}

test('a script sees the agent’s environment, the variables of the deployment and a closed stdin', async () => {
  await using host = await AgentHost.open();
  const { lines } = await hook(host, '#!/bin/sh\ncat\nenv | sort\npwd\n');
  expect(lines).toContain('LifecycleEvent - BeforeInstall');
  expect(lines).toContain('Script - scripts/run.sh');
  for (const variable of [
    'LIFECYCLE_EVENT=BeforeInstall',
    'DEPLOYMENT_ID=d-1',
    'APPLICATION_NAME=shop',
    'DEPLOYMENT_GROUP_NAME=Production',
    'DEPLOYMENT_GROUP_ID=group-1',
    'BUNDLE_BUCKET=artifacts',
    'BUNDLE_KEY=shop/app.zip',
    'BUNDLE_ETAG=e1',
  ])
    expect(lines).toContain(`[stdout]${variable}`);
  expect(lines.some((line) => line.includes('BUNDLE_VERSION'))).toBe(false);
  expect(lines).toContain(`[stdout]${host.environment.cwd}`);
});

// shows: S4-062
test('the lines go to scripts.log and to the log of all deployments, each with its time', async () => {
  await using host = await AgentHost.open();
  await hook(host, '#!/bin/sh\necho out\necho err >&2\nprintf unfinished\n');
  const scripts = readFileSync(host.deploymentRoot('group-1', 'd-1', 'logs', 'scripts.log'), 'utf8');
  expect(scripts).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d LifecycleEvent - BeforeInstall\n/);
  expect(scripts).toContain(' [stdout]out\n');
  expect(scripts).toContain(' [stderr]err\n');
  expect(scripts).toContain(' [stdout]unfinished\n');
  const log = host.deploymentRoot('deployment-logs', 'codedeploy-agent-deployments.log');
  expect(readFileSync(log, 'utf8')).toContain('[d-1][stdout]out\n');
});

test('a script without an interpreter in its first line is run by /bin/sh', async () => {
  await using host = await AgentHost.open();
  const { lines } = await hook(host, 'echo ran\n');
  expect(lines).toContain('[stdout]ran');
});

test('a script that fails ends the event with its exit code and the end of its output', async () => {
  await using host = await AgentHost.open();
  const { result } = await hook(host, '#!/bin/sh\nfor i in $(seq 500); do echo line $i; done\nexit 7\n');
  expect(result.diagnostics).toMatchObject({
    errorCode: 'ScriptFailed',
    scriptName: 'scripts/run.sh',
    message: 'Script at specified location: scripts/run.sh failed with exit code 7',
  });
  expect(result.exitCode).toBe(7);
  const { logTail = '' } = result.diagnostics ?? {};
  expect(logTail.length).toBeLessThan(2048);
  expect(logTail.endsWith('[stdout]line 500\n')).toBe(true);
});

test('scripts run in order and the first that fails is the last', async () => {
  await using host = await AgentHost.open();
  const hooks = ['a', 'b', 'c'].map((name) => `    - location: ${name}.sh\n`).join('');
  const { lines } = await host.deploy('d-1', {
    'appspec.yml': appSpec(`hooks:\n  BeforeInstall:\n${hooks}`),
    'a.sh': '#!/bin/sh\necho a\n',
    'b.sh': '#!/bin/sh\necho b\nexit 1\n',
    'c.sh': '#!/bin/sh\necho c\n',
  });
  expect(lines.filter((line) => line.startsWith('[stdout]'))).toEqual(['[stdout]a', '[stdout]b']);
});

test('a missing script is ScriptMissing', async () => {
  await using host = await AgentHost.open();
  const { result } = await host.deploy('d-1', {
    'appspec.yml': appSpec('hooks:\n  BeforeInstall:\n    - location: scripts/nowhere.sh\n'),
  });
  expect(result.diagnostics).toMatchObject({ errorCode: 'ScriptMissing', scriptName: 'scripts/nowhere.sh' });
  expect(result.diagnostics?.message).toMatch(
    /^Script does not exist at specified location: .*deployment-archive\/scripts\/nowhere\.sh$/,
  );
});

test.each([
  ['start.sh', 'Did you mean "scripts/start.sh"?'],
  ['scripts/Start.sh', 'Did you mean "scripts/start.sh"?'],
  ['script/start.sh', 'Did you mean "scripts/start.sh"?'],
  ['/deploy/scripts/strat.sh', 'Did you mean "scripts/start.sh"?'],
  ['scripts/start', 'Did you mean "scripts/start.sh"?'],
  ['hooks/install_dependencies', 'its root holds appspec.yml, scripts/'],
])('for a script "%s" that is missing the way out is said', async (location, wayOut) => {
  await using host = await AgentHost.open();
  const { result } = await host.deploy('d-1', {
    'appspec.yml': appSpec(`hooks:\n  BeforeInstall:\n    - location: ${location}\n`),
    'scripts/start.sh': '#!/bin/sh\n',
  });
  expect(result.diagnostics?.errorCode).toBe('ScriptMissing');
  expect(result.explanation).toContain('counts from the root of the revision');
  expect(result.explanation).toContain(wayOut);
});

describe('a program that only the caller’s PATH has is named with its place', () => {
  test.each([
    ['called by dash', '#!/bin/sh\nmytool --version\n'],
    ['called by bash', '#!/bin/bash\nset -e\nmytool --version\n'],
    ['asked for by env', '#!/usr/bin/env mytool\n'],
    ['called through nohup', '#!/bin/sh\nnohup mytool\n'],
    ['with an exit status of the script’s own', '#!/bin/sh\nmytool || exit 1\n'],
  ])('%s', async (_, script) => {
    await using host = await AgentHost.open();
    await host.write('/tools/mytool', '#!/bin/sh\n');
    chmodSync(host.at('/tools/mytool'), 0o755);
    const tools = { ...host.environment, callersPath: `/nowhere:${host.at('/tools')}` };
    const { result } = await hook(host.with(tools), script);
    expect(result.explanation).toContain(`Your own PATH has it as ${host.at('/tools/mytool')}`);
    expect(result.explanation).toContain('"programs": ["mytool"]');
  });
});

test('a script that is not executable is made so', async () => {
  await using host = await AgentHost.open();
  const { failedAt, lines } = await hook(host, { text: '#!/bin/sh\necho ran\n', mode: 0o644 });
  expect(failedAt).toBeUndefined();
  expect(lines).toContain('[stdout]ran');
});

test('a script that takes too long is ended with everything it started', async () => {
  await using host = await AgentHost.open();
  const { result } = await hook(host, '#!/bin/sh\nsleep 60 & wait\n', '      timeout: 1\n');
  expect(result.diagnostics).toMatchObject({
    errorCode: 'ScriptTimedOut',
    message: 'Script at specified location: scripts/run.sh failed to complete in 1 seconds',
  });
});

test('a background process that holds stdout open fails the event at the timeout, whatever the script returned', async () => {
  await using host = await AgentHost.open();
  const { result } = await hook(
    host,
    '#!/bin/sh\nsleep 60 &\necho $! > "$ROOT/pid"\nexit 0\n',
    '      timeout: 3\n',
  );
  process.kill(Number(host.read('/pid')), 'SIGKILL');
  expect(result.diagnostics).toMatchObject({
    errorCode: 'UnknownError',
    message: 'Script at specified location: scripts/run.sh failed to close STDOUT',
  });
  expect(result.explanation).toContain('2>&1 < /dev/null &');
});

describe('what stands behind a failure is said at once', () => {
  test.each([
    ['Windows line endings', '#!/bin/bash\r\necho hi\r\n', 'has Windows line endings'],
    ['an interpreter that is missing', '#!/no/such/shell\n', 'needs the interpreter "/no/such/shell"'],
    [
      'a command that is not on the PATH',
      '#!/bin/sh\nno-such-command-here\n',
      'scripts/run.sh found no program "no-such-command-here"',
    ],
    [
      'an absolute path of the appspec',
      '#!/bin/sh\ncat /srv/shop-nowhere/app\nexit 1\n',
      'The script looks for /srv/shop-nowhere/app',
    ],
  ])('%s', async (_, script, explanation) => {
    await using host = await AgentHost.open();
    const { failedAt, result } = await hook(host, script);
    expect(failedAt).toBe('BeforeInstall');
    expect(result.explanation).toContain(explanation);
  });
});

test.runIf(process.getuid?.() === 0)('runas goes through su, and the message names the user', async () => {
  await using host = await AgentHost.open();
  const good = await hook(host, '#!/bin/sh\nid -un\n', '      runas: root\n');
  expect(good.lines).toContain('[stdout]root');
  const bad = await hook(host, '#!/bin/sh\n', '      runas: unknown-user\n');
  expect(bad.result.diagnostics?.message).toMatch(
    /^Script at specified location: scripts\/run\.sh run as user unknown-user failed with exit code \d+$/,
  );
  expect(bad.result.explanation).toContain('has no "unknown-user"');
});

test('an event without scripts is acknowledged without running', async () => {
  await using host = await AgentHost.open();
  await hook(host, '#!/bin/sh\n');
  expect(await host.run('d-1', 'ValidateService')).toEqual({
    status: 'Succeeded',
    noop: true,
    notExecuted: [],
  });
});

test('an appspec that the agent refuses fails the event with the agent’s message', async () => {
  await using host = await AgentHost.open();
  await hook(host, '#!/bin/sh\n');
  const file = host.deploymentRoot('group-1', 'd-1', 'deployment-archive', 'appspec.yml');
  writeFileSync(file, 'version: "0.0"\nos: linux\n');
  const result = await host.run('d-1', 'ValidateService');
  expect(result.diagnostics?.message).toContain('an invalid version value (0.0)');
});

test('an abort ends the running script and fails the event', async () => {
  await using host = await AgentHost.open();
  await host.bundle('d-1', {
    'appspec.yml': appSpec('hooks:\n  BeforeInstall:\n    - location: run.sh\n'),
    'run.sh': '#!/bin/sh\necho begun\nsleep 60\n',
  });
  await host.run('d-1', 'DownloadBundle');
  const abort = new AbortController();
  const lines = new Proxy<string[]>([], {
    set: (list, key, value) => {
      if (value === '[stdout]begun') abort.abort();
      return Reflect.set(list, key, value);
    },
  });
  const result = await host.run('d-1', 'BeforeInstall', { lines, signal: abort.signal });
  expect(result.diagnostics?.message).toContain('was interrupted');
});
