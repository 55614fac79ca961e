// `npm run newcomer [-- WORD]`: what a newcomer goes through. The package is packed and installed, and folders of each kind whose
// name has the word become green by its commands. Counts commands and seconds; ends with 1 when one does not become green.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { hasNeeded, newcomerFolders, type NewcomerFolder } from '../test/rig/newcomer-folders.ts';
import { root } from './tools.ts';

const [word = ''] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'slipway-newcomer-'));
const prefix = join(place, 'installed');
const env = { ...process.env, PATH: [join(prefix, 'bin'), process.env['PATH']].join(delimiter) };

interface Step {
  readonly command: readonly string[];
  readonly seconds: number;
  readonly output: string;
  readonly isGood: boolean;
}

function call(cwd: string, command: readonly string[]): Step {
  const [file = '', ...args] = command;
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8' });
  const seconds = (performance.now() - startedAt) / 1000;
  return { command, seconds, output: `${stdout}${stderr}`, isGood: status === 0 };
}

/** The steps up to the first that fails. */
function walk(cwd: string, commands: readonly (readonly string[])[]): readonly Step[] {
  const steps: Step[] = [];
  for (const command of commands) {
    const step = call(cwd, command);
    steps.push(step);
    if (!step.isGood) break;
  }
  return steps;
}

function report(name: string, steps: readonly Step[]): boolean {
  const failed = steps.find(({ isGood }) => !isGood);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0).toFixed(1);
  const commands = steps.map(({ command }) => command.join(' ')).join(' && ');
  console.log(
    `${failed === undefined ? '✔' : '✖'} ${name}: ${steps.length} commands, ${seconds} s  ${commands}`,
  );
  if (failed !== undefined) console.log(failed.output.trimEnd().replaceAll(/^/gm, '    '));
  return failed === undefined;
}

function play(name: string, { files }: NewcomerFolder): boolean {
  const folder = join(place, name.replaceAll(/\W+/g, '-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  const steps = walk(folder, [
    ['slipway', 'init', '--yes'],
    ['slipway', 'run'],
  ]);
  // Not counted: what is deployed would go on running.
  call(folder, ['slipway', 'down']);
  return report(name, steps);
}

try {
  const packed = call(root, ['npm', 'pack', '--pack-destination', place, '--loglevel=error']);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
  const install = ['npm', 'i', '-g', '--prefix', prefix, '--prefer-offline', `./${tarball}`];
  const isInstalled = packed.isGood && report('the installation', walk(place, [install]));
  const wanted = Object.entries(newcomerFolders).filter(([name]) => name.includes(word));
  const wrong = isInstalled ? wanted.filter(([name, each]) => hasNeeded(each) && !play(name, each)) : wanted;
  for (const [name, each] of wanted)
    if (!hasNeeded(each)) console.log(`- ${name}: this machine has no ${each.needs}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
