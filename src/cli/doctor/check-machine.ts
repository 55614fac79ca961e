// What this machine brings: Node, git, shells, and whether hosts can be kept apart in namespaces.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { engineOf, engineRemedy } from '../../actions/build/build-image.ts';
import { missingForNamespace } from '../../targets/isolation/choose-isolation.ts';
import type { Check } from './check.ts';

const neededMajor = 24;

export async function checkMachine(): Promise<readonly Check[]> {
  return [
    checkNode(),
    checkTool('git', { isNeeded: true, purpose: 'sources are read with it' }),
    checkTool('bash', { isNeeded: false, purpose: 'buildspecs with "shell: bash" and most hooks want it' }),
    checkTool('sh', { isNeeded: true, purpose: 'build commands run in it' }),
    checkTool('tar', { isNeeded: true, purpose: 'revisions are unpacked with it' }),
    await checkEngine(),
    await checkNamespaces(),
  ];
}

function checkNode(): Check {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    name: 'node',
    state: major >= neededMajor ? 'ok' : 'broken',
    detail: `${process.version} at ${process.execPath}`,
  };
}

function checkTool(
  name: string,
  { isNeeded, purpose }: { readonly isNeeded: boolean; readonly purpose: string },
): Check {
  const { status, stdout } = spawnSync(name, name === 'sh' ? ['-c', 'echo works'] : ['--version'], {
    encoding: 'utf8',
  });
  if (status === 0) return { name, state: 'ok', detail: stdout.split('\n')[0] ?? '' };
  return {
    name,
    state: isNeeded ? 'broken' : 'limited',
    detail: 'is not on PATH',
    remedy: `Install it: ${purpose}`,
  };
}

async function checkEngine(): Promise<Check> {
  const engine = (await engineOf('docker')) ?? (await engineOf('podman'));
  if (engine === undefined)
    return {
      name: 'containers',
      state: 'limited',
      detail: 'neither Docker nor Podman answers: builds run on this machine, and no image can be built',
      remedy: engineRemedy,
    };
  const { name, version } = engine;
  return {
    name: 'containers',
    state: 'ok',
    detail: `${name} ${version}: builds run in their images with --executor ${name}`,
  };
}

/** A real host is made and ended, in a folder that is removed. */
async function checkNamespaces(): Promise<Check> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-doctor-'));
  try {
    const missing = await missingForNamespace(folder);
    return missing === undefined
      ? {
          name: 'isolation',
          state: 'ok',
          detail: 'namespace: every build and every host has a file tree of its own',
        }
      : {
          name: 'isolation',
          state: 'limited',
          detail: `process: ${missing}`,
          remedy:
            'Builds run in folders outside of every repository, and hosts are folders with a PORT each. On Linux it needs root or user namespaces, and unshare, mount and nsenter of util-linux',
        };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
