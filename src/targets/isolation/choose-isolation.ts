// How the hosts of a fleet are kept apart here: what was asked for, or the best that this machine can do.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { ProblemError, problem } from '../../lib/problem.ts';
import type { Isolation } from '../../model/fleet.ts';
import { TICKET_VARIABLE } from '../daemon/claim-record.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { namespaceCommand } from './namespace-host.ts';

const PROBE_WITHIN_MS = 10_000;

export interface ChosenIsolation {
  readonly isolation: 'process' | 'namespace';
  readonly reason: string;
}

/** Rejects with IsolationUnavailable when `namespace` was asked for and the machine cannot. */
export async function chooseIsolation(wanted: Isolation, targetsFolder: string): Promise<ChosenIsolation> {
  if (wanted === 'process') return { isolation: 'process', reason: 'requested' };
  const missing = await missingForNamespace(targetsFolder);
  if (missing === undefined) {
    const reason =
      wanted === 'namespace'
        ? 'requested'
        : 'this machine can give every host a file tree and a network of its own';
    return { isolation: 'namespace', reason };
  }
  if (wanted === 'auto')
    return { isolation: 'process', reason: `namespace isolation is not possible: ${missing}` };
  throw new ProblemError([
    problem({
      code: 'IsolationUnavailable',
      whose: 'machine',
      message: `Hosts with the isolation "namespace" cannot be made on this machine: ${missing}`,
      remedy: 'Use the isolation "process", or run on Linux as root or where user namespaces are allowed',
    }),
  ]);
}

/** What stands in the way, or undefined. A success is remembered until the machine starts again. */
export async function missingForNamespace(targetsFolder: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return `it needs Linux, and this is ${process.platform}`;
  const memory = join(targetsFolder, 'namespace-works.json');
  const now = `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${currentUser().uid}`;
  if (readOrEmpty(memory) === now) return undefined;
  mkdirSync(targetsFolder, { recursive: true });
  const missing = await probe(mkdtempSync(join(targetsFolder, 'probe-')));
  if (missing === undefined) writeFileSync(memory, now);
  return missing;
}

/** Makes a real host that ends at once. */
async function probe(hostPath: string): Promise<string | undefined> {
  try {
    for (const folder of ['sockets', 'given']) mkdirSync(join(hostPath, folder));
    const { file, args } = namespaceCommand({
      hostPath,
      socketsFolder: join(hostPath, 'sockets'),
      givenFolder: join(hostPath, 'given'),
      record: join(hostPath, 'process.json'),
      firstProcess: 'exit 0',
    });
    writeFileSync(join(hostPath, 'ticket'), 'probe');
    const env = { PATH: process.env['PATH'] ?? '', [TICKET_VARIABLE]: 'probe' };
    const { status, stderr, error } = spawnSync(file, args, {
      env,
      encoding: 'utf8',
      timeout: PROBE_WITHIN_MS,
    });
    if (status === 0) return undefined;
    return error?.message ?? (firstLine(stderr) || `the attempt ended with status ${status}`);
  } catch (error) {
    return (error as Error).message;
  } finally {
    await removeTree(hostPath);
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
