// YAML with the place of every key and value. Aliases and merge keys are followed; what they could be abused for
// (endless or exploding structures) is a problem with a place, and so is everything else that is wrong with the text.
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { defined } from './defined.ts';
import { maxDepth, refuseUnparsable, tooDeep, type Parsed } from './parsed.ts';
import { problem, type Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';
import { syntaxProblems } from './yaml-syntax.ts';
import { treeOfYaml, type OnTag } from './yaml-tree.ts';

export type YamlSchema = 'core' | 'failsafe' | 'yaml-1.1';

export interface YamlOptions {
  /** What unquoted words mean: YAML 1.2's `core` when absent; `failsafe` reads everything as text. */
  readonly schema?: YamlSchema;
  /** Receives every value with a tag of the application's own (`!Ref`), and gives what stands in its place. */
  readonly onTag?: OnTag;
  /** Merge keys are refused. */
  readonly withoutMerge?: true;
}

// Loaded when the first YAML is read: a definition in JSON does not pay for it.
const load = createRequire(import.meta.url);

/** Reads one YAML document. Never throws; the root is absent where the text is too broken to have one. */
export function parseYaml(file: SourceFile, options: YamlOptions = {}): Parsed {
  const refusal = refuseUnparsable(file);
  if (refusal !== undefined) return { problems: [refusal] };
  const yaml = load('yaml') as typeof Yaml;
  const tokens = [...new yaml.Parser().parse(file.text)];
  const deepAt = findTooDeep(tokens);
  if (deepAt !== undefined) return { problems: [tooDeep(file, deepAt)] };
  const schema = options.schema ?? 'core';
  const composer = new yaml.Composer({
    schema,
    version: schema === 'yaml-1.1' ? '1.1' : '1.2',
    uniqueKeys: false,
    prettyErrors: false,
    strict: true,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, file.text.length)];
  const [document, second] = documents;
  const found = document === undefined ? [] : syntaxProblems(document, { file, yaml });
  // Tags of the application's own are its own to know.
  const problems = found.filter(
    ({ message }) => options.onTag === undefined || !message.startsWith('Unresolved tag: !'),
  );
  if (second !== undefined) problems.push(secondDocument(second, file));
  if (document === undefined || document.contents === null)
    return { problems: problems.length > 0 ? problems : [noValue(file)] };
  const root = treeOfYaml(document.contents, {
    file,
    yaml,
    report: (found) => problems.push(found),
    ...defined({ onTag: options.onTag, withoutMerge: options.withoutMerge }),
  });
  return { ...defined({ root }), problems };
}

/** Searched without recursion, before anything recursive sees the tokens. */
function findTooDeep(tokens: readonly Yaml.CST.Token[]): number | undefined {
  const open: { readonly token: Yaml.CST.Token; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === 'document') {
      if (token.value !== undefined) open.push({ token: token.value, depth });
    } else if ('items' in token)
      for (const item of token.items)
        for (const child of [item.key, item.value])
          if (child !== undefined && child !== null) open.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

function secondDocument(document: Yaml.Document.Parsed, file: SourceFile): Problem {
  const start = document.range[0];
  return problem({
    code: 'YamlInvalid',
    message: 'A second YAML document begins here',
    at: { file: file.path, start, end: start },
    remedy: 'Keep one document in the file; remove the "---" before this.',
    aws: 'Only the first document is read, or the file is refused.',
    hides: [{ file: file.path, start: 0, end: 0 }],
  });
}

function noValue(file: SourceFile): Problem {
  return problem({
    code: 'FileEmpty',
    message: 'The file holds no value, only comments or directives',
    at: { file: file.path, start: 0, end: 0 },
    remedy: 'Write a definition into it, or remove it.',
  });
}
