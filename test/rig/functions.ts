// A folder with the code of functions, and calls of them as a definition next to it would make them.
import type { CheckedDefinition } from '../../src/model/definition.ts';
import { definition } from './empty-definition.ts';
import { inAccount } from './in-account.ts';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FunctionCode, LambdaFunction } from '../../src/model/function.ts';
import type { FunctionCall } from '../../src/targets/function/function-call.ts';
import { makeFolder } from './temporary-folder.ts';

export function lambda(parts: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    functionName: 'check',
    runtime: 'nodejs22.x',
    handler: 'check.handler',
    timeout: 20,
    memorySize: 128,
    variables: {},
    packageType: 'Zip',
    absent: [],
    ...parts,
  };
}

export interface Functions extends AsyncDisposable {
  readonly folder: string;
  readonly lines: readonly string[];
  readonly write: (file: string, content: string | Uint8Array, mode?: number) => void;
  /** A call of the one function that it is made of. */
  readonly call: (
    parts?: Partial<LambdaFunction>,
    more?: { readonly functionCode?: readonly FunctionCode[]; readonly signal?: AbortSignal },
  ) => FunctionCall;
}

/** @param files their contents by their names */
export async function makeFunctions(
  files: Readonly<Record<string, string>> = {},
  onLine: (text: string) => void = () => undefined,
): Promise<Functions> {
  const folder = await makeFolder();
  const lines: string[] = [];
  const write: Functions['write'] = (file, content, mode = 0o644) => {
    const path = join(folder.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  return {
    folder: folder.path,
    lines,
    write,
    call: (parts, { functionCode = [], signal = new AbortController().signal } = {}) => {
      const one = lambda(parts);
      return {
        functionName: one.functionName,
        ...inRegion(definition({ functions: [one], functionCode }) as CheckedDefinition, folder.path),
        onLine: (text) => {
          lines.push(text);
          onLine(text);
        },
        signal,
      };
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

function inRegion(checked: CheckedDefinition, folder: string): Pick<FunctionCall, 'resources' | 'place'> {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
  const { resources } = inAccount(checked, folder);
  return { place, resources };
}

/** Whether a process lives: one that has ended and was not collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, 'latin1'));
}
