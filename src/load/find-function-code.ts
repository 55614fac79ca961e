// Where the code of a function lies on this machine: where the definition says it, else where its name and its handler
// lead to.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  findFunction,
  handlerFiles,
  nameOfFunction,
  type FunctionCode,
  type LambdaFunction,
} from '../model/function.ts';
import type { Definition } from '../model/definition.ts';
import type { Finding } from '../model/rules/rule.ts';

export type FoundCode =
  | { readonly kind: 'folder' | 'zip'; readonly path: string }
  | { readonly kind: 'none'; readonly why: string };

/** @param folder of the definition */
export function findFunctionCode(
  lambda: LambdaFunction,
  places: readonly FunctionCode[],
  folder: string,
): FoundCode {
  const { name } = nameOfFunction(lambda.functionName);
  const place = places.find(({ functionName }) => nameOfFunction(functionName).name === name);
  if (place !== undefined) return codeAt(join(folder, place.path), place.path, lambda);
  const beside = ['', 'functions/', 'hooks/'];
  const candidates = [
    ...beside.flatMap((parent) => [`${parent}${name}`, `${parent}${name}.zip`]),
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

/** What the handlers of a definition's functions look for and is not there. */
export function functionCodeFindings(
  { functions, functionCode }: Definition,
  folder: string,
): readonly Finding[] {
  return functions.flatMap((lambda, index): readonly Finding[] => {
    if (lambda.packageType === 'Image' || handlerFiles(lambda).length === 0) return [];
    const found = findFunctionCode(lambda, functionCode, folder);
    if (found.kind !== 'none') return [];
    const place = functionCode.findIndex(
      ({ functionName }) => findFunction([lambda], functionName) !== undefined,
    );
    return [
      {
        code: 'FunctionCodeMissing',
        severity: 'warning',
        message: `The code of the function "${lambda.functionName}" is not found: ${found.why}`,
        path:
          place === -1
            ? ['functions', index, lambda.handler === undefined ? 'FunctionName' : 'Handler']
            : ['functionCode', place, 'path'],
        remedy:
          'Put it there, or say in a file beside: { "functionCode": [ { "functionName": "…", "path": "a folder or a zip" } ] }.',
        aws: 'The invocation ends with Runtime.ImportModuleError when its code lacks the file.',
      },
    ];
  });
}
