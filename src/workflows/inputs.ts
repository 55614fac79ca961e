// The inputs that a workflow declares: those of workflow_dispatch are given as texts, those of workflow_call as values. Pure.
import { didYouMean } from '../lib/nearest.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../model/workflow.ts';

export interface DeclaredInput {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: Value | undefined;
  readonly options: readonly string[];
}

export function declaredInputs(
  { on }: Pick<Workflow, 'on'>,
  event: 'workflow_dispatch' | 'workflow_call' = 'workflow_dispatch',
): readonly DeclaredInput[] {
  const inputs = valueAt(on[event], 'inputs');
  if (inputs === undefined || !isMapping(inputs)) return [];
  return inputs.entries.map(([name, declared]) => {
    const type = valueAt(declared, 'type');
    const options = valueAt(declared, 'options');
    return {
      name: typeof name === 'string' ? name : name.expression,
      type: typeof type === 'string' ? type : 'string',
      required: valueAt(declared, 'required') === true,
      default: valueAt(declared, 'default'),
      options: Array.isArray(options) ? options.map(String) : [],
    };
  });
}

export interface WrongInput {
  readonly message: string;
  readonly remedy: string;
}

/** What is wrong with the given texts. */
export function wrongInputs(
  workflow: Pick<Workflow, 'on'>,
  given: Readonly<Record<string, string>>,
): readonly WrongInput[] {
  const declared = declaredInputs(workflow);
  const names = declared.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.some((each) => isSame(each, name)));
  return [
    ...unknown.map((name) => ({
      message: `The workflow has no input "${name}"`,
      remedy: didYouMean(name, names, names.length === 0 ? 'It has none.' : `There are: ${names.join(', ')}`),
    })),
    ...declared.flatMap((input) => wrongInput(input, valueGiven(given, input.name))),
  ];
}

function wrongInput(
  { name, type, required, default: byDefault, options }: DeclaredInput,
  value: string | undefined,
): readonly WrongInput[] {
  if (value === undefined)
    return required && (byDefault === undefined || byDefault === '')
      ? [{ message: `The input "${name}" is required`, remedy: `Give it: --input ${name}=VALUE` }]
      : [];
  if (type === 'boolean' && value !== 'true' && value !== 'false')
    return [
      {
        message: `The input "${name}" is true or false, not "${value}"`,
        remedy: `Write --input ${name}=true`,
      },
    ];
  if (type === 'number' && (value.trim() === '' || Number.isNaN(Number(value))))
    return [
      { message: `The input "${name}" is a number, not "${value}"`, remedy: `Write --input ${name}=1` },
    ];
  if (type === 'choice' && !options.includes(value))
    return [
      {
        message: `The input "${name}" has no option "${value}"`,
        remedy: `Take one of ${options.join(', ')}`,
      },
    ];
  return [];
}

/** `inputs` has the types that are declared; `github.event.inputs` has the same as texts. */
export function typedInputs(
  workflow: Pick<Workflow, 'on'>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    declaredInputs(workflow).map((input) => [input.name, typed(input, valueGiven(given, input.name))]),
  );
}

/** The same as texts, as `github.event.inputs` has them; null for a workflow without inputs. */
export function inputTexts(
  workflow: Pick<Workflow, 'on'>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  const declared = declaredInputs(workflow);
  if (declared.length === 0) return null;
  const values = typedInputs(workflow, given);
  return Object.fromEntries(declared.map(({ name }) => [name, String(values[name])]));
}

function typed({ type, default: byDefault, options }: DeclaredInput, value: string | undefined): unknown {
  const text =
    value ?? (byDefault === undefined || byDefault === null ? undefined : textOfDefault(byDefault));
  if (type === 'boolean') return text === 'true';
  if (type === 'number') return text === undefined ? 0 : Number(text);
  return text ?? (type === 'choice' ? (options[0] ?? '') : '');
}

function textOfDefault(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueGiven(given: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(given).find(([each]) => isSame(each, name))?.[1];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
