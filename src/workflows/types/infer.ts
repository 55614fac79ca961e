// What an expression gives by the types of its contexts, and what in it cannot be meant (GitHub: "Evaluate expressions in workflows
// and actions"). Pure.
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
  type Expr,
} from '@actions/expressions/ast';
import { didYouMean } from '../../lib/nearest.ts';
import { fromData } from '../language/expression-data.ts';
import { any, either, hasNoText, nameOf, text, truth, typeOf, type Type } from './type.ts';
import { ownValue } from '../../lib/own-value.ts';

interface Finding {
  readonly message: string;
  readonly remedy: string;
  /** How what it is about can be written in the expression. */
  readonly about: readonly string[];
}

export interface Inferred {
  readonly type: Type;
  readonly findings: readonly Finding[];
}

/** @param contexts by name in lower case; one that is absent can be anything */
export function inferType(tree: Expr, contexts: Readonly<Record<string, Type>>): Inferred {
  const findings: Finding[] = [];
  const type = infer(tree, {
    contexts,
    report: (message, remedy, about = []) => findings.push({ message, remedy, about }),
  });
  return { type, findings };
}

interface Around {
  readonly contexts: Readonly<Record<string, Type>>;
  readonly report: (message: string, remedy: string, about?: readonly string[]) => void;
}

function infer(tree: Expr, around: Around): Type {
  if (tree instanceof Literal) return typeOf(fromData(tree.literal));
  if (tree instanceof Grouping) return infer(tree.group, around);
  if (tree instanceof ContextAccess) return around.contexts[tree.name.lexeme.toLowerCase()] ?? any;
  if (tree instanceof Unary) {
    infer(tree.expr, around);
    return truth;
  }
  if (tree instanceof Logical) return tree.args.map((each) => infer(each, around)).reduce(either);
  if (tree instanceof Binary) return compared(tree, around);
  if (tree instanceof IndexAccess) return accessed(tree, around);
  return tree instanceof FunctionCall ? called(tree, around) : any;
}

/** `==` compares an object only with itself; `<` and `>` make numbers of both sides. */
function compared({ left, operator, right }: Binary, around: Around): Type {
  const [a, b] = [infer(left, around), infer(right, around)];
  const sign = operator.lexeme;
  const isPlain = ({ kind }: Type): boolean => kind === 'boolean' || kind === 'number' || kind === 'string';
  if ((hasNoText(a) && isPlain(b)) || (hasNoText(b) && isPlain(a)))
    around.report(
      `"${sign}" compares ${nameOf(a)} with ${nameOf(b)}, which is never equal`,
      'Compare a value in it.',
    );
  else if (areOfOtherKinds(a, b))
    around.report(
      `"${sign}" compares ${nameOf(a)} with ${nameOf(b)} of other things, which is never equal`,
      'Compare values in them.',
    );
  else if (/[<>]/.test(sign) && [a, b].some(({ kind }) => kind === 'boolean' || kind === 'null'))
    around.report(`"${sign}" compares ${nameOf(a)} with ${nameOf(b)}`, 'Compare numbers or strings.');
  return truth;
}

/** One is an array, and the other is not or has other elements. */
function areOfOtherKinds(a: Type, b: Type): boolean {
  if (a.kind === 'array' && b.kind === 'array')
    return a.of.kind !== 'any' && b.of.kind !== 'any' && a.of.kind !== b.of.kind;
  return hasNoText(a) && hasNoText(b) && a.kind !== b.kind;
}

function accessed({ expr, index }: IndexAccess, around: Around): Type {
  const of = infer(expr, around);
  if (!(index instanceof Literal)) {
    const by = 'accept' in index && !isStar(index) ? infer(index, around) : any;
    if (of.kind === 'array' && (by.kind === 'string' || by.kind === 'boolean'))
      around.report(`An element of an array is named by ${nameOf(by)}`, 'Name it by a number.');
    if (of.kind === 'object' && (by.kind === 'number' || by.kind === 'boolean'))
      around.report(`A field of an object is named by ${nameOf(by)}`, 'Name it by a string.');
    return of.kind === 'array' && by.kind === 'number' ? of.of : any;
  }
  const key = fromData(index.literal);
  if (of.kind === 'array') return typeof key === 'number' ? of.of : any;
  if (of.kind !== 'object') {
    if (of.kind !== 'any' && of.kind !== 'null')
      around.report(
        `"${String(key)}" of ${nameOf(of)} is empty: only objects have fields`,
        'Name the value alone.',
        writtenAs(expr, String(key)),
      );
    return any;
  }
  if (typeof key !== 'string') {
    around.report(`A field of an object is named by ${nameOf(typeOf(key))}`, 'Name it by a string.');
    return any;
  }
  const names = Object.keys(of.fields);
  const found = Object.hasOwn(of.fields, key.toLowerCase()) ? of.fields[key.toLowerCase()] : of.others;
  if (found !== undefined) return found;
  const known = names.length === 0 ? 'It has no fields.' : `It has: ${names.toSorted().join(', ')}`;
  around.report(
    `There is no "${shownName(expr, key)}": it is empty`,
    didYouMean(key, names, known),
    writtenAs(expr, key),
  );
  return any;
}

/** `github.ref` or `github['ref']`; what a function gives has no name. */
function writtenAs(of: Expr, key: string): readonly string[] {
  const shown = shownName(of, key);
  return [shown === key ? `.${key}` : shown, `['${key}']`];
}

/** `*` is of a class that is not exported: its name alone shows it. */
function isStar(tree: Expr): boolean {
  return tree.constructor.name === 'Star';
}

function shownName(tree: Expr, key: string): string {
  if (tree instanceof ContextAccess) return `${tree.name.lexeme}.${key}`;
  if (tree instanceof IndexAccess && tree.index instanceof Literal)
    return `${shownName(tree.expr, String(fromData(tree.index.literal)))}.${key}`;
  return key;
}

const results: Readonly<Record<string, Type>> = {
  contains: truth,
  startswith: truth,
  endswith: truth,
  success: truth,
  failure: truth,
  always: truth,
  cancelled: truth,
  format: text,
  join: text,
  tojson: text,
  hashfiles: text,
};

function called({ functionName, args }: FunctionCall, around: Around): Type {
  const name = functionName.lexeme.toLowerCase();
  const types = args.map((each) => infer(each, around));
  const written = [`${functionName.lexeme}(`];
  const report: Around['report'] = (message, remedy, about = written) =>
    around.report(message, remedy, about);
  const here = { ...around, report };
  switch (name) {
    case 'fromjson':
      return parsed(args[0], here);
    case 'format':
      checkFormat(args, types, here);
      break;
    case 'startswith':
    case 'endswith':
    case 'hashfiles':
      for (const type of types.filter(hasNoText))
        here.report(`${functionName.lexeme}() takes strings, and gets ${nameOf(type)}`, 'Give it a string.');
      break;
    case 'contains':
      if (types[0]?.kind === 'object')
        here.report(
          'contains() takes an array or a string, and gets an object',
          'Write OBJECT.* for its values.',
        );
      break;
    case 'join':
      if (types[0]?.kind === 'object')
        here.report(`join() takes an array, and gets an object`, 'Write OBJECT.* for its values.');
      break;
    default:
  }
  return ownValue(results, name) ?? any;
}

/** JSON that is written in the expression is known. */
function parsed(of: Expr | undefined, around: Around): Type {
  const written = of instanceof Literal ? fromData(of.literal) : undefined;
  if (typeof written !== 'string') return any;
  try {
    return typeOf(JSON.parse(written));
  } catch (error) {
    around.report(`fromJSON() gets what is no JSON: ${(error as Error).message}`, 'Write JSON.');
    return any;
  }
}

/** GitHub also makes a call of format() of a text with expressions in it. */
function checkFormat([pattern]: readonly Expr[], types: readonly Type[], around: Around): void {
  for (const type of types.slice(1).filter((each) => hasNoText(each) || each.kind === 'null')) {
    const shown = type.kind === 'null' ? 'empty' : `"${type.kind === 'array' ? 'Array' : 'Object'}"`;
    around.report(`The text of ${nameOf(type)} is ${shown}`, 'Write toJSON(…), or a value in it.', []);
  }
  const written = pattern instanceof Literal ? fromData(pattern.literal) : undefined;
  if (typeof written !== 'string') return;
  const named = new Set(
    [...written.replaceAll(/\{\{|\}\}/g, '').matchAll(/\{(\d+)\}/g)].map(([, at = '']) => Number(at)),
  );
  const count = types.length - 1;
  const missing = [...named].filter((at) => at >= count);
  const unused = Array.from({ length: count }, (_each, at) => at).filter((at) => !named.has(at));
  if (missing.length > 0)
    around.report(`format() has no argument for {${missing.join('}, {')}}`, 'Give it one for each number.');
  if (unused.length > 0)
    around.report(`The text of format() has no {${unused.join('}, {')}}`, 'Leave the argument out.');
}
