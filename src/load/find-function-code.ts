// Where the code of a function lies on this machine: where the definition says it, else where its name and its handler
// lead to.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  handlerFiles,
  nameOfFunction,
  runtimeFamilyOf,
  type CodePlace,
  type LambdaFunction,
} from '../model/function.ts';

export type FoundCode =
  | { readonly kind: 'folder' | 'zip'; readonly path: string }
  | { readonly kind: 'none'; readonly why: string };

export function findFunctionCode(lambda: LambdaFunction, { folder, path }: CodePlace): FoundCode {
  const { name } = nameOfFunction(lambda.functionName);
  if (path !== undefined) return codeAt(join(folder, path), path, lambda);
  const parents = ['', 'functions/', 'hooks/'];
  const isJava = runtimeFamilyOf(lambda.runtime ?? '') === 'java';
  const endings = isJava ? ['', '.zip', '.jar'] : ['', '.zip'];
  const candidates = [
    ...parents.flatMap((parent) => endings.map((ending) => `${parent}${name}${ending}`)),
    'functions',
    'hooks',
    '.',
  ];
  for (const candidate of candidates) {
    const found = codeAt(join(folder, candidate), candidate, lambda);
    if (found.kind !== 'none') return found;
  }
  const wanted = isJava ? classFile(lambda) : wantedFile(lambda);
  return { kind: 'none', why: `there is no ${wanted} in ${candidates.join(', ')}` };
}

function codeAt(path: string, written: string, lambda: LambdaFunction): FoundCode {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'none', why: `there is no "${written}"` };
  // What a zip holds shows when it is unpacked.
  if (stats.isFile() && /\.(zip|jar)$/.test(path)) return { kind: 'zip', path };
  if (!stats.isDirectory()) return { kind: 'none', why: `"${written}" is neither a folder nor a zip` };
  if (runtimeFamilyOf(lambda.runtime ?? '') === 'java') return javaCodeAt(path, written, lambda);
  const files = handlerFiles(lambda);
  const hasHandler = files.some((file) => statSync(join(path, file), { throwIfNoEntry: false })?.isFile());
  return hasHandler
    ? { kind: 'folder', path }
    : { kind: 'none', why: `there is no ${wantedFile(lambda)} in "${written}"` };
}

/** Its class, or any jar that may hold it (Lambda developer guide, "Deploy Java Lambda functions with .zip or JAR file archives"). */
function javaCodeAt(path: string, written: string, lambda: LambdaFunction): FoundCode {
  const hasClass = statSync(join(path, classFile(lambda)), { throwIfNoEntry: false })?.isFile() === true;
  const library = join(path, 'lib');
  const hasJar = existsSync(library) && readdirSync(library).some((name) => name.endsWith('.jar'));
  return hasClass || hasJar
    ? { kind: 'folder', path }
    : { kind: 'none', why: `there is neither ${classFile(lambda)} nor a jar in lib in "${written}"` };
}

/** `com.example.Check::handle` → `com/example/Check.class` */
function classFile({ handler = '' }: LambdaFunction): string {
  return `${(handler.split('::')[0] ?? '').replaceAll('.', '/')}.class`;
}

function wantedFile(lambda: LambdaFunction): string {
  const [first = '', ...others] = handlerFiles(lambda).filter((file) => /\.\w+$|^bootstrap$/.test(file));
  return others.length === 0 ? first : `${first} (or ${others.join(', ')})`;
}
