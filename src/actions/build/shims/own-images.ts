// Which names of ECR Podman's store has got in this build. Podman keeps no time of a name, and a build that comes from the cache
// gives a name to an image that is older than it: so what the store has before the first name is given is written down, and
// each name that is given after that.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecrImageOf } from '../../../model/image-reference.ts';
import { wholeName } from '../../../targets/registry/kept-images.ts';
import type { BuildFolders } from '../build-folders.ts';
import type { Engine } from './engine.ts';

/** Leads a program of ours in a build to the file. */
const variable = 'SLIPWAY_IMAGES';

export function imageVariables({ output }: BuildFolders): Readonly<Record<string, string>> {
  return { [variable]: join(output, 'images') };
}

type Line =
  /** The ids that names had before. */
  | { readonly before: Readonly<Record<string, string>> }
  /** `any` where the names cannot be read from the call. */
  | { readonly named: readonly string[] | 'any' };

/** Call before the engine gives these names to images. */
export function noteNames(images: readonly string[] | 'any', engine: Engine): void {
  const file = process.env[variable];
  const names = images === 'any' ? images : images.flatMap((image) => ecrName(image) ?? []);
  if (file === undefined || names.length === 0 || !engine.isPodman()) return;
  try {
    begin(file, engine);
    appendFileSync(file, lineOf({ named: names }));
  } catch {
    // A command may run as a user who must not write there; then all that the store has counts as the build's.
  }
}

/** Also when that cannot be known. */
export function isOwnImage(image: string, engine: Engine): boolean {
  const file = process.env[variable];
  const name = ecrName(image);
  if (file === undefined || name === undefined || !engine.isPodman()) return true;
  try {
    begin(file, engine);
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
    const isNamed = lines.some(
      (line) => 'named' in line && (line.named === 'any' || line.named.includes(name)),
    );
    return isNamed || !lines.some((line) => 'before' in line && line.before[name] === idOf(image, engine));
  } catch {
    return true;
  }
}

function begin(file: string, engine: Engine): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o666 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  const { output } = engine.capture(['images', '--no-trunc', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}']);
  const held = output.split('\n').flatMap((line): readonly (readonly [string, string])[] => {
    const [image = '', id = ''] = line.split(' ');
    const name = ecrName(image);
    return name === undefined ? [] : [[name, withoutAlgorithm(id)]];
  });
  appendFileSync(file, lineOf({ before: Object.fromEntries(held) }));
}

function ecrName(image: string): string | undefined {
  return ecrImageOf(image) === undefined ? undefined : wholeName(image);
}

function idOf(image: string, engine: Engine): string {
  return withoutAlgorithm(engine.idOf(image));
}

function withoutAlgorithm(id: string): string {
  return id.replace(/^sha256:/, '');
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}
