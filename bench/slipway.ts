// Slipway as users install it: the package is built and unpacked once, and its libraries are the ones of this clone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The program of the package. */
export const slipway = join(unpack(), 'bin', 'slipway.js');

function unpack(): string {
  const root = join(import.meta.dirname, '..');
  const folder = join(root, 'node_modules', '.cache', 'bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  const unpacked = join(folder, 'package');
  symlinkSync(join(root, 'node_modules'), join(unpacked, 'node_modules'));
  return unpacked;
}
