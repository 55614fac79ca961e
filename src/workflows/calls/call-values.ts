// What a job gives to the workflow that it calls, held against what that declares. Pure.
import { didYouMean } from '../../lib/nearest.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { declaredInputs, type DeclaredInput } from '../inputs.ts';
import { resolveValue, textOf, type Scope } from '../language/expressions.ts';

type Given = Readonly<Record<string, unknown>>;

/** Everything that is wrong about values that are known. @param given those that are expressions are `undefined` */
export function wrongCallInputs(workflow: Pick<Workflow, 'on'>, given: Given): readonly string[] {
  const declared = declaredInputs(workflow, 'workflow_call');
  const names = declared.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => find(declared, name) === undefined);
  return [
    ...unknown.map((name) => `it has no input "${name}". ${didYouMean(name, names, inputsOf(names))}`),
    ...declared.flatMap((input) => wrongValue(input, given)),
  ];
}

function inputsOf(names: readonly string[]): string {
  return names.length === 0 ? 'It has none.' : `There are: ${names.join(', ')}`;
}

/** A text is made of any scalar; a number or a truth must be one (actions/runner, the schema's types). */
function wrongValue(
  { name, type, required, default: byDefault }: DeclaredInput,
  given: Given,
): readonly string[] {
  const key = Object.keys(given).find((each) => isSame(each, name));
  if (key === undefined)
    return required && byDefault === undefined ? [`its input "${name}" is required`] : [];
  const value = given[key];
  if (value === undefined || type === 'string' || typeof value === type) return [];
  return [`its input "${name}" is a ${type}, not ${JSON.stringify(value)}`];
}

/** As the called workflow sees them. @param scope of the called workflow, for defaults */
export function callInputs(
  workflow: Pick<Workflow, 'on'>,
  given: Given,
  scope: Scope,
): Result<{ readonly inputs: Given }> {
  const [wrong] = wrongCallInputs(workflow, given);
  if (wrong !== undefined) return { failed: wrong };
  const inputs: Record<string, unknown> = {};
  for (const declared of declaredInputs(workflow, 'workflow_call')) {
    const { name, type } = declared;
    const key = Object.keys(given).find((each) => isSame(each, name));
    const value = key === undefined ? byDefault(declared, scope) : { value: given[key] };
    if (isFailed(value))
      return { failed: `the default of its input "${name}" cannot be evaluated: ${value.failed}` };
    inputs[name] = type === 'string' ? textOf(value.value) : value.value;
  }
  return { inputs };
}

/** GitHub: false, 0 or an empty text when nothing else is said. */
function byDefault(
  { type, default: value }: DeclaredInput,
  scope: Scope,
): Result<{ readonly value: unknown }> {
  if (value !== undefined && value !== null) return resolveValue(value, scope);
  return { value: type === 'boolean' ? false : type === 'number' ? 0 : '' };
}

/** What is wrong about the secrets that are passed on. @param passed `inherit`, a mapping, or nothing */
export function wrongCallSecrets({ on }: Pick<Workflow, 'on'>, passed: Value | undefined): readonly string[] {
  if (passed === 'inherit') return [];
  const declared = entriesAt(on['workflow_call'], 'secrets');
  const names = declared.map(([name]) => name);
  const given = passed === undefined ? [] : entriesOf(passed).map(([name]) => name);
  const unknown = given.filter((name) => !names.some((each) => isSame(each, name)));
  const missing = declared.filter(
    ([name, value]) => valueAt(value, 'required') === true && !given.some((each) => isSame(each, name)),
  );
  return [
    ...unknown.map((name) => `it has no secret "${name}". ${didYouMean(name, names, inputsOf(names))}`),
    ...missing.map(([name]) => `its secret "${name}" is required`),
  ];
}

/** What the called workflow declares to give, by name. */
export function outputsOfWorkflow({ on }: Pick<Workflow, 'on'>): readonly (readonly [string, Value])[] {
  return entriesAt(on['workflow_call'], 'outputs').map(([name, declared]) => [
    name,
    valueAt(declared, 'value') ?? null,
  ]);
}

function entriesAt(value: Value | undefined, key: string): readonly (readonly [string, Value])[] {
  return entriesOf(valueAt(value, key) ?? null);
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  if (!isMapping(value)) return [];
  return value.entries.flatMap(([key, each]) => (typeof key === 'string' ? [[key, each] as const] : []));
}

/** The values that a mapping says, `undefined` for those that are known later. */
export function writtenValues(value: Value | undefined): Given {
  if (value === undefined) return {};
  return Object.fromEntries(
    entriesOf(value).map(([name, each]) => [
      name,
      each !== null && typeof each === 'object' ? undefined : each,
    ]),
  );
}

function find(declared: readonly DeclaredInput[], name: string): DeclaredInput | undefined {
  return declared.find((each) => isSame(each.name, name));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
