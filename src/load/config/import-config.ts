// Runs a configuration module: types stripped by Node, the specifier `slipway` given by this program itself, so that a
// folder without node_modules works. What goes wrong in it is a problem at the line of the module.
import { createHash } from 'node:crypto';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { startOf, type SourceFile } from '../../lib/source-file.ts';

/** The module's export `definition`, or its default export. The module runs in this process, with all its rights. */
export async function importConfig(
  path: string,
  file: SourceFile,
): Promise<Result<{ readonly definition: unknown }, readonly Problem[]>> {
  const url = pathToFileURL(path);
  // Another text of the file is another module: a long-lived process reads it anew.
  url.searchParams.set('version', createHash('sha256').update(file.text).digest('hex').slice(0, 16));
  const hooks = registerHooks({ resolve: resolveSlipway, load: loadAsModule });
  using _refused = refuseExit();
  try {
    const module = await orEnd(import(url.href) as Promise<Readonly<Record<string, unknown>>>);
    const definition = module['definition'] ?? module['default'];
    return definition === undefined ? { failed: [nothingExported(file)] } : { definition };
  } catch (error) {
    return { failed: [thrown(error, path, file)] };
  } finally {
    hooks.deregister();
  }
}

/**
 * A module that ends the program, or a server that reads it anew, would end it as if all had been done. The program itself may
 * still end, by Ctrl-C.
 */
function refuseExit(): Disposable {
  importing += 1;
  process.exit = (status) => {
    const [, , caller = ''] = (new Error().stack ?? '').split('\n');
    if (caller.includes(ownRoot)) return exit(status);
    throw new Error(`It ends the program: process.exit(${status ?? ''})`);
  };
  return {
    [Symbol.dispose]: () => {
      importing -= 1;
      if (importing === 0) process.exit = exit;
    },
  };
}

const exit = process.exit.bind(process);
let importing = 0;

/** A module that awaits what never comes leaves nothing to do, and the program would end with nothing said. */
async function orEnd<T>(module: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const atEnd = (): void => reject(new Error('It awaits what never comes'));
  process.once('beforeExit', atEnd);
  try {
    return await Promise.race([module, promise]);
  } finally {
    process.off('beforeExit', atEnd);
  }
}

type Hooks = Parameters<typeof registerHooks>[0];

const ownUrl = new URL(import.meta.url.endsWith('.ts') ? '../../index.ts' : '../../index.js', import.meta.url)
  .href;

/** Of the program's own modules. */
const ownRoot = new URL('.', ownUrl).href;

const resolveSlipway: NonNullable<Hooks['resolve']> = (specifier, context, next) =>
  specifier === 'slipway' ? { url: ownUrl, shortCircuit: true } : next(specifier, context);

/** Without a package.json Node would have to guess, and warn that it had to. */
const loadAsModule: NonNullable<Hooks['load']> = (url, context, next) => {
  const pathname = url.startsWith('file:') ? new URL(url).pathname : '';
  if (pathname.includes('/node_modules/')) return next(url, context);
  // JavaScript as well: the parser that strips types says where a syntax error is.
  return /\.m?[jt]s$/.test(pathname)
    ? next(url, { ...context, format: 'module-typescript' })
    : next(url, context);
};

function nothingExported(file: SourceFile): Problem {
  return problem({
    code: 'DefinitionInvalid',
    message: 'The module exports neither "definition" nor a default',
    at: startOf(file),
    remedy: 'Write: export default definition({ pipeline, … }), with the builders of "slipway".',
  });
}

function thrown(error: unknown, path: string, file: SourceFile): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const inSyntax = error instanceof SyntaxError;
  return problem({
    code: 'ConfigFailed',
    message: inSyntax
      ? `The module cannot be read: ${message}`
      : `The module failed with ${error instanceof Error ? error.name : 'an exception'}: ${message}`,
    at: placeInStack(stack, path, file) ?? placeInMessage(message, file) ?? startOf(file),
    remedy: inSyntax
      ? 'Fix the line; only TypeScript that can be stripped is taken (no enum, no namespace).'
      : 'Fix what the line does.',
  });
}

/** `path:line` with a caret below the line (syntax), or the first frame `path:line:column` (everything else). */
function placeInStack(stack: string, path: string, file: SourceFile): Place | undefined {
  const name = [path, pathToFileURL(path).href].map(escape).join('|');
  const syntax = new RegExp(`^(?:${name})(?:\\?[^:\\n]*)?:(\\d+)\\n`).exec(stack);
  if (syntax?.[1] !== undefined) {
    const caret = /^( *)\^+$/m.exec(stack);
    return placeOf(file, Number(syntax[1]), (caret?.[1]?.length ?? 0) + 1);
  }
  const frame = new RegExp(`(?:${name})(?:\\?[^:\\n]*)?:(\\d+):(\\d+)`).exec(stack);
  return frame === null ? undefined : placeOf(file, Number(frame[1]), Number(frame[2]));
}

/** For errors that Node gives without a line: a name that is declared twice, a module that is not there. */
function placeInMessage(message: string, file: SourceFile): Place | undefined {
  const twice = /'([\w$]+)' has already been declared/.exec(message)?.[1];
  const missing = /^Cannot find (?:module|package) '(?:[^']*\/)?([^'/]+)'/.exec(message)?.[1];
  const word = twice ?? missing;
  const declared = [...file.text.matchAll(/\b(?:const|let|var|class|function)\s+([\w$]+)/g)].findLast(
    (match) => match[1] === twice,
  );
  const start =
    word === undefined ? -1 : file.text.indexOf(word, declared === undefined ? 0 : declared.index + 3);
  return word === undefined || start === -1
    ? undefined
    : { file: file.path, start, end: start + word.length };
}

function placeOf(file: SourceFile, line: number, column: number): Place {
  const lines = file.text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const start = Math.min(before + column - 1, file.text.length);
  const word = /^[\w$]+/.exec(file.text.slice(start))?.[0] ?? '';
  return { file: file.path, start, end: start + Math.max(1, word.length) };
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
