// What a folder holds, as detection asks for it: names of files, and the texts of the small ones.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRecord } from '../lib/is-record.ts';
import { readPlainFile } from '../lib/read-plain-file.ts';

export interface Folder {
  readonly name: string;
  /** Relative, with slashes, the nearest first. Folders of packages, of tools and of results are passed over. */
  readonly files: readonly string[];
  /** Undefined when it is not there, or is no text of a moderate size. */
  readonly read: (path: string) => string | undefined;
}

const depth = 4;
/** Packages of Java are folders in folders. */
const depthOfJava = 12;
const mostBytes = 1024 * 1024;
const mostFolders = 300;
const passedOver = new Set([
  'node_modules',
  'vendor',
  'venv',
  'dist',
  'build',
  'target',
  '__pycache__',
  'coverage',
]);

export function openFolder(path: string): Folder {
  return {
    name: basename(path),
    files: filesBelow(path),
    read: (file) => readPlainFile(join(path, file), mostBytes),
  };
}

function filesBelow(root: string): readonly string[] {
  const found: string[] = [];
  let level = [''];
  let seen = 0;
  for (let at = 0; at < depthOfJava && seen < mostFolders; at += 1) {
    const next: string[] = [];
    for (const below of level.slice(0, mostFolders - seen))
      for (const entry of entriesOf(join(root, below))) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (!entry.isDirectory()) found.push(path);
        else if (isSearched(entry.name) && (at < depth - 1 || /(^|\/)src\/main\//.test(path)))
          next.push(path);
      }
    seen += level.length;
    level = next;
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function isSearched(name: string): boolean {
  return name === '.github' || name === 'cdk.out' || !(name.startsWith('.') || passedOver.has(name));
}

const supporting =
  /^(?:docs?|tests?|testdata|__tests__|specs?|e2e|fixtures?|examples?|samples?|bench(?:es|marks?)?|scripts?|hack|tools?)$/i;

/** It lies in a folder that explains, shows, tests or makes a project, and is no part of what runs. */
export function isSupporting(path: string): boolean {
  // Packages of Java are folders of any name, as com/example.
  const [outside = ''] = path.split(/(?:^|\/)src\/main\//);
  const folders = (outside === path ? path.slice(0, Math.max(0, path.lastIndexOf('/'))) : outside).split('/');
  return folders.some(isSupportingFolder);
}

export function isSupportingFolder(folder: string): boolean {
  return supporting.test(folder);
}

/** A mapping in JSON; undefined for anything else. Comments and trailing commas, as in angular.json, are passed over. */
export function readJson(folder: Folder, path: string): Readonly<Record<string, unknown>> | undefined {
  const text = folder.read(path);
  if (text === undefined) return undefined;
  for (const each of [text, text.replaceAll(/^[ \t]*\/\/.*$/gm, '').replaceAll(/,(\s*[}\]])/g, '$1')])
    try {
      const value: unknown = JSON.parse(each);
      return isRecord(value) ? value : undefined;
    } catch {
      // The next reading.
    }
  return undefined;
}

/** The first of the files that is there. */
export function firstOf({ files }: Folder, ...paths: readonly string[]): string | undefined {
  return paths.find((path) => files.includes(path));
}

/** The same folder as seen from one below it. */
export function subfolder(folder: Folder, below: string): Folder {
  const prefix = `${below}/`;
  return {
    name: basename(below),
    files: folder.files.flatMap((file) => (file.startsWith(prefix) ? [file.slice(prefix.length)] : [])),
    read: (file) => folder.read(prefix + file),
  };
}
