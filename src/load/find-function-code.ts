// Where the code of a function lies on this machine: where the definition says it, else where its name and its handler
// lead to.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { handlerFiles, nameOfFunction, type CodePlace, type LambdaFunction } from '../model/function.ts';

export type FoundCode =
  | { readonly kind: 'folder' | 'zip'; readonly path: string }
  | { readonly kind: 'none'; readonly why: string };

export function findFunctionCode(lambda: LambdaFunction, { folder, path }: CodePlace): FoundCode {
  const { name } = nameOfFunction(lambda.functionName);
  if (path !== undefined) return codeAt(join(folder, path), path, lambda);
  const parents = ['', 'functions/', 'hooks/'];
  const candidates = [
    ...parents.flatMap((parent) => [`${parent}${name}`, `${parent}${name}.zip`]),
    'functions',
    'hooks',
    '.',
  ];
  for (const candidate of candidates) {
    const found = codeAt(join(folder, candidate), candidate, lambda);
    if (found.kind !== 'none') return found;
  }
  return { kind: 'none', why: `there is no ${wantedFile(lambda)} in ${candidates.join(', ')}` };
}

function codeAt(path: string, written: string, lambda: LambdaFunction): FoundCode {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'none', why: `there is no "${written}"` };
  // What a zip holds shows when it is unpacked.
  if (stats.isFile() && path.endsWith('.zip')) return { kind: 'zip', path };
  if (!stats.isDirectory()) return { kind: 'none', why: `"${written}" is neither a folder nor a zip` };
  const files = handlerFiles(lambda);
  const hasHandler = files.some((file) => statSync(join(path, file), { throwIfNoEntry: false })?.isFile());
  return hasHandler
    ? { kind: 'folder', path }
    : { kind: 'none', why: `there is no ${wantedFile(lambda)} in "${written}"` };
}

function wantedFile(lambda: LambdaFunction): string {
  const [first = '', ...others] = handlerFiles(lambda).filter((file) => /\.\w+$|^bootstrap$/.test(file));
  return others.length === 0 ? first : `${first} (or ${others.join(', ')})`;
}
