// `npm run newcomer [-- WORD]`: what a newcomer goes through. The package is packed and installed, and folders of each kind whose
// name has the word become green by its commands. Counts commands and seconds; ends with 1 when one does not become green.
// With --docs the figures are written into docs/first-steps.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { hasNeeded, newcomerFolders, type NewcomerFolder } from '../test/rig/newcomer-folders.ts';
import { root } from './tools.ts';

const given = process.argv.slice(2);
const isForDocs = given.includes('--docs');
const word = given.find((each) => !each.startsWith('--')) ?? '';
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

/** The rows of the table, as far as they are measured. */
const figures = new Map<string, string>();

function report(name: string, steps: readonly Step[]): boolean {
  const failed = steps.find(({ isGood }) => !isGood);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0).toFixed(1);
  if (failed === undefined) figures.set(name, `${steps.length} | ${seconds}`);
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

/** In place of the table that is there. */
function writeFigures(): void {
  const page = join(root, 'docs', 'first-steps.md');
  const kinds = Object.entries(newcomerFolders).map(([name, { needs, found }]) => {
    const figure = figures.get(name) ?? `– | not measured: there was no \`${needs ?? ''}\``;
    return `| ${name} | \`${found}\` | ${figure} |`;
  });
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const [load = 0] = loadavg();
  const busy =
    load > availableParallelism()
      ? ` Other programs kept the machine busy (a load of ${Math.round(load)}).`
      : '';
  const text = [
    `Measured on ${day} by \`npm run newcomer -- --docs\`, with ${availableParallelism()} cores, Node ${process.versions.node} and a`,
    `filled cache of npm. The installation of the packed package is 1 command and ${figures.get('the installation')?.split(' | ')[1] ?? '?'} seconds; what follows`,
    `is \`slipway init --yes\` and \`slipway run\`, to a result without failures.${busy}`,
    '',
    '| Folder | What `init` says | Commands | Seconds |',
    '| --- | --- | --- | --- |',
    ...kinds,
    '',
  ].join('\n');
  const before = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    before.replace(/^Measured on [^]*?\n(?=\n\[Tasks\])/m, () => text),
  );
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
  if (wrong.length === 0 && isForDocs) writeFigures();
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
