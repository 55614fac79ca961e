// Packages of npm that are fetched once and kept in a folder of their own.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { madeWhole } from '../lib/made-whole.ts';
import type { Result } from '../lib/result.ts';

type Installed = Result<{ readonly folder: string }>;

/** One at a time in this process; a failure is not kept, because the network may come back. */
const underWay = new Map<string, Promise<Installed>>();

const timeoutMs = 300_000;

/**
 * Installs them into the folder, with what they need, by the npm on PATH; nothing when the folder is there. No script of a package
 * runs. Other processes may do the same at the same time, and each may be killed: the folder takes its name when it is complete.
 * @param folder absolute; `node_modules` lies in it
 * @param packages `name@version`
 * @returns why they cannot be had, in npm's words
 */
export async function installNpmPackages(folder: string, packages: readonly string[]): Promise<Installed> {
  const installing = underWay.get(folder) ?? install(folder, packages).finally(() => underWay.delete(folder));
  underWay.set(folder, installing);
  return installing;
}

async function install(folder: string, packages: readonly string[]): Promise<Installed> {
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const patience = ['--loglevel=error', '--fetch-retries=1', '--fetch-timeout=30000'];
  try {
    await madeWhole(folder, async (unfinished) => {
      await mkdir(unfinished, { recursive: true });
      await promisify(execFile)('npm', [...args, ...patience, '--prefix', unfinished, ...packages], {
        cwd: unfinished,
        timeout: timeoutMs,
      });
    });
    return { folder };
  } catch (error) {
    return { failed: reasonOf(error as NodeJS.ErrnoException & { readonly stderr?: string }) };
  }
}

function reasonOf({
  code,
  stderr = '',
  message,
}: NodeJS.ErrnoException & { readonly stderr?: string }): string {
  // The system says EACCES when a folder of PATH cannot be read and no other folder has the program.
  if (code === 'ENOENT' || code === 'EACCES') return 'npm is not on PATH';
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const found = lines.find((line) => line !== '' && !line.startsWith('code ') && !line.startsWith('errno '));
  return found ?? message.split('\n')[0] ?? message;
}
