// The pages of the documentation as the package brings them: the README, the change log, and what lies in docs.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface DocPage {
  /** `first-steps`. */
  readonly name: string;
  readonly title: string;
}

const root = join(import.meta.dirname, '..', '..');

/** In the order in which one reads them; the rest by name. */
const first = [
  'readme',
  'first-steps',
  'tasks',
  'remedies',
  'pipelines',
  'builds',
  'workflows',
  'server',
  'pictures',
  'what-runs',
  'aws-api',
  'in-a-team',
  'ship',
  'reference-commands',
  'reference-files',
  'comparison',
];

export function docPages(): readonly DocPage[] {
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return [...filesByName()]
    .map(([name, file]) => ({ name, title: titleOf(readFileSync(file, 'utf8')) ?? name }))
    .toSorted((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

/** Undefined for a name that no page has: names are looked up, never joined to a path. */
export function readDocPage(name: string): (DocPage & { readonly text: string }) | undefined {
  const file = filesByName().get(name);
  if (file === undefined) return undefined;
  const text = withoutComments(readFileSync(file, 'utf8'));
  return { name, title: titleOf(text) ?? name, text };
}

/** A picture of the pages, as PNG; undefined for a name that none has. */
export function readDocPicture(name: string): Buffer | undefined {
  const file = globSync('docs/pictures/*.png', { cwd: root }).find((each) => basename(each) === name);
  return file === undefined ? undefined : readFileSync(join(root, file));
}

/** Comments say how the commands of a block are tested, which is nothing for readers. */
function withoutComments(text: string): string {
  return text.replaceAll(/^<!--.*?-->\n\n?/gms, '');
}

function filesByName(): ReadonlyMap<string, string> {
  const files = ['README.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: root })]
    .map((file) => join(root, file))
    .filter((file) => existsSync(file));
  return new Map(files.map((file) => [basename(file, '.md').toLowerCase(), file]));
}

function titleOf(text: string): string | undefined {
  return /^# (.+)$/m.exec(text)?.[1];
}
