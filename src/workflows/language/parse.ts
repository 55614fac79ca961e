// The one door to GitHub's parser: from a text to a tree of values, or to what is wrong with it.
import { FeatureFlags } from '@actions/expressions';
import type { ObjectReader } from '@actions/workflow-parser/templates/object-reader';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import {
  type BasicExpressionToken,
  type MappingToken,
  type SequenceToken,
  StringToken,
  type LiteralToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser/templates/tokens/type-guards';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { Value } from '../../model/workflow.ts';
import { anchorProblems } from './anchors.ts';
import { placeOf } from './place-of.ts';
import { schemaOf, type DocumentKind } from './schema.ts';

export interface ParsedDocument {
  /** Without what the schema does not take; absent when nothing of it can be read. */
  readonly root?: TemplateToken;
  readonly problems: readonly Problem[];
}

/**
 * Read twice when a text of several lines has an expression: the messages come from the parser as it is, which knows the columns
 * inside of blocks; the tree from one that is kept from the raw text of blocks, because it would take expressions in them with
 * their indentation and folds.
 */
export function parseDocument(kind: DocumentKind, file: SourceFile): ParsedDocument {
  if (isEmpty(file.text)) return { problems: [emptyFile(kind, file)] };
  const anchors = anchorProblems(file);
  if (anchors.some(({ severity }) => severity === 'error')) return { problems: anchors };
  const { root, problems: found, hasBlocks } = readWith(kind, file, 'messages');
  const problems = [...anchors, ...found, ...(root === undefined ? [] : longExpressions(root, file))];
  if (root === undefined) return { problems };
  return { problems, root: (hasBlocks ? readWith(kind, file, 'values').root : undefined) ?? root };
}

function readWith(
  kind: DocumentKind,
  file: SourceFile,
  purpose: 'messages' | 'values',
): ParsedDocument & { readonly hasBlocks: boolean } {
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    schemaOf(kind),
    new NoOperationTraceWriter(),
  );
  context.state['featureFlags'] = new FeatureFlags({ all: true });
  const id = context.getFileId(file.path);
  const yaml = new YamlObjectReader(id, file.text);
  // After the first the parser is lost.
  const [broken] = yaml.errors;
  if (broken !== undefined)
    return { hasBlocks: false, problems: [invalid(file, broken.message, broken.range)] };
  const reader = new ExactReader(yaml, purpose === 'messages');
  const root = readTemplate(context, `${kind}-root${kind === 'workflow' ? '-strict' : ''}`, reader, id);
  const problems = context.errors
    .getErrors()
    .map(({ rawMessage, range }) => invalid(file, rawMessage, range));
  const { hasBlocks } = reader;
  return { problems, hasBlocks, ...defined({ root }) };
}

/** GitHub's parser: a text with an expression in it is one as a whole, as the text of a script is. */
const longestExpression = 21_000;

function longExpressions(root: TemplateToken, file: SourceFile): readonly Problem[] {
  if (file.text.length <= longestExpression) return [];
  return expressionsOf(root)
    .filter(({ expression }) => expression.length > longestExpression)
    .map(({ range, expression }) => {
      const what = `An expression, with the text that it stands in, has ${expression.length} characters`;
      return {
        ...invalid(file, `${what}, and GitHub takes at most ${longestExpression}`, range),
        remedy: 'Give its value to the script by "env", and leave the script without expressions.',
      };
    });
}

function expressionsOf(token: TemplateToken): readonly BasicExpressionToken[] {
  if (isBasicExpression(token)) return [token];
  if (isSequence(token)) return [...token].flatMap(expressionsOf);
  if (isMapping(token)) return [...token].flatMap(({ key, value }) => [key, value].flatMap(expressionsOf));
  return [];
}

function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*|---.*)?$/.test(line));
}

function emptyFile(kind: DocumentKind, { path }: SourceFile): Problem {
  return problem({
    code: 'WorkflowInvalid',
    message: `The file of this ${kind} is empty`,
    at: { file: path, start: 0, end: 0 },
    remedy: kind === 'workflow' ? 'Give it at least "on" and "jobs".' : 'Give it at least "runs".',
  });
}

/** What the parser says of it, in the words of the language that it is written in. */
const stackOverflow = 'Maximum call stack size exceeded';

interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

function invalid(file: SourceFile, text: string, range: Range | undefined): Problem {
  const [first = text] = text.split('\n');
  return problem({
    code: 'WorkflowInvalid',
    message:
      first === stackOverflow
        ? 'The values are nested too deeply'
        : first.replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, ''),
    at: placeOf(file, range?.start, range?.end),
    aws: 'GitHub refuses the file, and no event starts it.',
  });
}

/** Hides the raw text of scalars of several lines, and makes keys of other kinds texts, which the parser cannot take. */
class ExactReader implements ObjectReader {
  readonly #inner: ObjectReader;
  readonly #keepsSource: boolean;
  /** Whether a text of several lines has an expression. */
  hasBlocks = false;

  constructor(inner: ObjectReader, keepsSource: boolean) {
    this.#inner = inner;
    this.#keepsSource = keepsSource;
  }

  allowLiteral(): LiteralToken | undefined {
    const token = this.#inner.allowLiteral();
    if (!(token instanceof StringToken)) return token;
    const { file, range, definitionInfo, source, blockScalarHeader } = token;
    // A key that is a number reaches the parser as one, whatever its type says.
    const raw: unknown = token.value;
    const value = typeof raw === 'string' ? raw : JSON.stringify(raw);
    const isBlock = range !== undefined && range.start.line !== range.end.line;
    if (isBlock && value.includes('${{')) this.hasBlocks = true;
    const kept = this.#keepsSource || !isBlock ? source : undefined;
    if (kept === source && value === token.value) return token;
    return new StringToken(file, range, value, definitionInfo, kept, blockScalarHeader);
  }

  allowSequenceStart(): SequenceToken | undefined {
    return this.#inner.allowSequenceStart();
  }

  allowSequenceEnd(): boolean {
    return this.#inner.allowSequenceEnd();
  }

  allowMappingStart(): MappingToken | undefined {
    return this.#inner.allowMappingStart();
  }

  allowMappingEnd(): boolean {
    return this.#inner.allowMappingEnd();
  }

  validateStart(): void {
    this.#inner.validateStart();
  }

  validateEnd(): void {
    this.#inner.validateEnd();
  }
}

/** The same tree as plain data. */
export function toValue(token: TemplateToken): Value {
  if (isMapping(token))
    return { entries: [...token].map(({ key, value }) => [toKey(key), toValue(value)] as const) };
  if (isSequence(token)) return [...token].map(toValue);
  if (isBasicExpression(token)) return expressionOf(token, token.expression);
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  return null;
}

function toKey(key: TemplateToken) {
  if (isBasicExpression(key)) return expressionOf(key, key.expression);
  return isString(key) ? key.value : expressionOf(key, 'insert');
}

function expressionOf({ range }: TemplateToken, expression: string) {
  return { expression, line: range?.start.line ?? 1, column: range?.start.column ?? 1 };
}
