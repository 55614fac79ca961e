// Evaluates GitHub's expressions by GitHub's own package. Pure, as far as the functions are that it is given.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { Expr, FunctionCall } from '@actions/expressions/ast';
import { TokenType, type Token } from '@actions/expressions/lexer';
import { falsy, truthy } from '@actions/expressions/result';
import type { Result } from '../../lib/result.ts';
import { isExpression, isMapping, type Value } from '../../model/workflow.ts';
import { ContextDictionary, fromData, toData } from './expression-data.ts';

type Evaluated = ReturnType<Evaluator['evaluate']>;

/** What expressions can name. */
export interface Scope {
  /** Plain data by the name of the context. One that is absent is empty: which may be named where, the parser has checked. */
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly functions?: Readonly<Record<string, (args: readonly unknown[]) => unknown>>;
}

/** All that GitHub has, so that an absent one is empty and no error. */
const contextNames =
  'github inputs vars secrets env needs strategy matrix job jobs runner steps parent snapshot'.split(' ');

/** The value as plain data; or why there is none, in the words of the package. */
export function evaluate(expression: string, scope: Scope): Result<{ readonly value: unknown }> {
  return attempt(() => fromData(evaluated(expression, scope)));
}

/** Whether a condition holds. */
export function evaluateCondition(expression: string, scope: Scope): Result<{ readonly value: boolean }> {
  return attempt(() => truthy(evaluated(expression, scope)));
}

/** What a value of a workflow comes to: with everything evaluated in it. */
export function resolveValue(value: Value, scope: Scope): Result<{ readonly value: unknown }> {
  return attempt(() => resolved(value, scope));
}

/** What it says, without a value; calls of functions that GitHub has not are refused. */
export function parseExpression(expression: string): Result<{ readonly tree: Expr }> {
  const parsed = attempt(() => new Parser(tokensOf(expression), [...contextNames], ofJobs).parse());
  return 'failed' in parsed ? parsed : { tree: parsed.value };
}

/** Those that only a job has; the package has the others. */
const ofJobs = ['success', 'failure', 'cancelled', 'always', 'hashFiles'].map((name) => ({
  name,
  minArgs: 0,
  maxArgs: 255,
  call: () => new data.Null(),
}));

/** As a text, as GitHub makes texts of numbers, truths and nothing; an object has no text of its own. */
export function textOf(value: unknown): string {
  return toData(value).coerceString();
}

function attempt<T>(work: () => T): Result<{ readonly value: T }> {
  try {
    return { value: work() };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

function resolved(value: Value, scope: Scope): unknown {
  if (isExpression(value)) return fromData(evaluated(value.expression, scope));
  if (Array.isArray(value)) return value.flatMap((each: Value) => items(each, scope));
  if (!isMapping(value)) return value;
  const made: Record<string, unknown> = {};
  for (const [key, each] of value.entries) {
    const result = resolved(each, scope);
    if (isExpression(key) && key.expression === 'insert') Object.assign(made, result);
    else made[isExpression(key) ? textOf(resolved(key, scope)) : key] = result;
  }
  return made;
}

/** A list that an expression gives is inserted into the list that it stands in (actions/runner's TemplateUnraveler). */
function items(value: Value, scope: Scope): readonly unknown[] {
  const item = resolved(value, scope);
  return isExpression(value) && Array.isArray(item) ? (item as readonly unknown[]) : [item];
}

function evaluated(expression: string, { contexts, functions = {} }: Scope): Evaluated {
  const infos = Object.entries(functions).map(([name, call]) => ({
    name,
    minArgs: 0,
    maxArgs: 255,
    call: (...args: Evaluated[]) => toData(call(args.map(fromData))),
  }));
  const names = [...new Set([...contextNames, ...Object.keys(contexts)])];
  const tree = new Parser(tokensOf(expression), names, infos).parse();
  const byName = new Map(infos.map((info) => [info.name.toLowerCase(), info]));
  return new LazyEvaluator(tree, new ContextDictionary(contexts), byName).evaluate();
}

/** The package takes only the first of the doubled quotes in a text as one. */
function tokensOf(expression: string): Token[] {
  return new Lexer(expression)
    .lex()
    .tokens.map((token) =>
      token.type === TokenType.STRING
        ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
        : token,
    );
}

/** `case` evaluates no branch that it does not take; the package evaluates all. */
class LazyEvaluator extends Evaluator {
  override visitFunctionCall(call: FunctionCall): Evaluated {
    if (call.functionName.lexeme.toLowerCase() !== 'case') return super.visitFunctionCall(call);
    const { args } = call;
    for (let at = 0; at + 1 < args.length; at += 2) {
      const [condition, value] = [args[at], args[at + 1]];
      if (condition === undefined || value === undefined) break;
      const holds = this.eval(condition);
      if (holds.kind !== data.Kind.Boolean) throw new Error('A condition of case() must be true or false');
      if (!falsy(holds)) return this.eval(value);
    }
    const otherwise = args.at(-1);
    return otherwise === undefined || args.length % 2 === 0 ? new data.Null() : this.eval(otherwise);
  }
}
