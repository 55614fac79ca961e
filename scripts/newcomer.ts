// `npm run newcomer [-- WORD …]`: what a newcomer goes through. The package is packed and installed, and folders of each kind whose
// name has one of the words become green by its commands. Counts commands and seconds; ends with 1 when one does not become green.
// With --generated the folders are projects as their own generators write them, and the address of each is asked.
// With --docs the figures are written into docs/first-steps.md, or those of the generated projects into bench/README.md; what
// was not played keeps those that it has there. Each row says when and with what it was measured.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { generatedFolders } from '../test/rig/generated-folders.ts';
import { hasNeeded, newcomerFolders, type NewcomerFolder } from '../test/rig/newcomer-folders.ts';
import { installation, withFigures, type Figure, type Row } from './newcomer/figures.ts';
import { whyNotMade, playGenerated } from './newcomer/play-generated.ts';
import { opened, type Played, type Walker } from './newcomer/walk.ts';
import { root } from './tools.ts';

const given = process.argv.slice(2);
const isForDocs = given.includes('--docs');
const isGenerated = given.includes('--generated');
const words = given.filter((each) => !each.startsWith('--'));
const place = mkdtempSync(join(tmpdir(), 'slipway-newcomer-'));
const walker = opened(join(place, 'installed'));

/** The rows of the table, as far as they are measured. */
const figures = new Map<string, Figure>();

function report(name: string, { steps, wrong }: Played): boolean {
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0).toFixed(1);
  if (wrong === undefined) figures.set(name, { commands: steps.length, seconds, measured: dayAndMachine() });
  const commands = steps.map(({ command }) => command.join(' ')).join(' && ');
  console.log(
    `${wrong === undefined ? '✔' : '✖'} ${name}: ${steps.length} commands, ${seconds} s  ${commands}`,
  );
  if (wrong !== undefined) console.log(wrong.trimEnd().replaceAll(/^/gm, '    '));
  return wrong === undefined;
}

function playWritten({ walk, call }: Walker, folder: string, { files }: NewcomerFolder): Played {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  const played = walk(folder, [
    ['slipway', 'init', '--yes'],
    ['slipway', 'run'],
  ]);
  // Not counted: what is deployed would go on running.
  call(folder, ['slipway', 'down']);
  return played;
}

interface Kind extends Row {
  readonly play: (folder: string) => Played | Promise<Played>;
}

function kinds(): readonly Kind[] {
  if (isGenerated)
    return Object.entries(generatedFolders).map(([name, each]) => ({
      name,
      found: each.found,
      because: whyNotMade(each),
      play: async (folder) => playGenerated(walker, folder, each),
    }));
  return Object.entries(newcomerFolders).map(([name, each]) => ({
    name,
    found: each.found,
    because: hasNeeded(each) ? undefined : `there was no \`${each.needs ?? ''}\``,
    play: (folder) => playWritten(walker, folder, each),
  }));
}

function isWanted({ name }: Kind): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}

function dayAndMachine(): string {
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const busy = load > cores ? `, a load of ${Math.round(load)}` : '';
  return `${day}, Node ${process.versions.node}, ${cores} cores${busy}`;
}

function writeFigures(rows: readonly Row[]): void {
  const page = isGenerated ? join(root, 'bench', 'README.md') : join(root, 'docs', 'first-steps.md');
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), { isGenerated, rows, figures }));
}

try {
  const packed = walker.call(root, ['npm', 'pack', '--pack-destination', place, '--loglevel=error']);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
  const install = ['npm', 'i', '-g', '--prefix', walker.prefix, '--prefer-offline', `./${tarball}`];
  const isInstalled = packed.isGood && report(installation, walker.walk(place, [install]));
  const all = kinds();
  let isWrong = !isInstalled;
  for (const { name, because, play } of all.filter(isWanted)) {
    if (because !== undefined) console.log(`- ${name}: ${because}`);
    else if (isInstalled && !report(name, await play(join(place, name.replaceAll(/\W+/g, '-'), 'app'))))
      isWrong = true;
  }
  if (!isWrong && isForDocs) writeFigures(all);
  process.exitCode = isWrong ? 1 : 0;
} finally {
  rmSync(place, { recursive: true, force: true });
}
