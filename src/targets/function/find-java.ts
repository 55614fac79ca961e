// The Java of this machine that runs functions of a version.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Result } from '../../lib/result.ts';

interface Java {
  readonly program: string;
  readonly major: number;
}

/** Where Linux distributions put them. */
const installedIn = '/usr/lib/jvm';

/** The program: the same version, else the next newer one. @param runtime `java17`, `java8.al2` */
export function findJava(runtime: string): Result<{ readonly program: string }> {
  const wanted = Number(/\d+/.exec(runtime)?.[0]);
  const found = candidates().flatMap((program) => javaAt(program) ?? []);
  const fitting = found
    .filter(({ major }) => major >= wanted)
    .toSorted((one, other) => one.major - other.major)[0];
  if (fitting !== undefined) return { program: fitting.program };
  const versions = [...new Set(found.map(({ major }) => major))].join(', ');
  const what = versions === '' ? 'there is no Java on PATH' : `this machine has Java ${versions} alone`;
  return { failed: `The runtime ${runtime} needs Java ${wanted}, and ${what}` };
}

function candidates(): readonly string[] {
  const home = process.env['JAVA_HOME'] ?? '';
  const folders = [
    ...(home === '' ? [] : [join(home, 'bin')]),
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...(existsSync(installedIn)
      ? readdirSync(installedIn).map((name) => join(installedIn, name, 'bin'))
      : []),
  ];
  return folders.map((folder) => join(folder, 'java')).filter((program) => existsSync(program));
}

/** By the file `release` that each has (JEP 223): starting it would take longer. */
function javaAt(program: string): Java | undefined {
  try {
    const home = dirname(dirname(realpathSync(program)));
    const file = [join(home, 'release'), join(dirname(home), 'release')].find((each) => existsSync(each));
    const text = file === undefined ? '' : readFileSync(file, 'utf8');
    const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(text)?.[1];
    return version === undefined ? undefined : { program, major: Number(version) };
  } catch {
    return undefined;
  }
}
