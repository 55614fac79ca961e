// Steps of a job or of a composite action.
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { ExpressionToken } from '@actions/workflow-parser/templates/tokens/index';
import {
  isBasicExpression,
  isMapping,
  isSequence,
} from '@actions/workflow-parser/templates/tokens/type-guards';
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { StepControl, Value, WorkflowStep, WrittenAt } from '../../model/workflow.ts';
import { placeOf } from './place-of.ts';
import { asText, positionOf, textOfToken, valueOf } from './tokens.ts';

export interface Reading {
  readonly file: SourceFile;
  readonly problems: Problem[];
}

/** A block of `parallel` is its steps in the background, and a wait for them. */
export function readSteps(token: TemplateToken | undefined, reading: Reading): readonly WorkflowStep[] {
  const written = token !== undefined && isSequence(token) ? [...token] : [];
  const ids: string[] = [];
  const steps = written.flatMap((item): readonly WorkflowStep[] => {
    const parallel = isMapping(item) ? item.find('parallel') : undefined;
    if (parallel !== undefined) return readParallel(item, parallel, reading);
    const step = readStep(item, reading);
    for (const message of wrongControl(step, ids)) refuse(reading, item, message);
    if (isMapping(item) && valueOf(item, 'wait-all') === false)
      refuse(reading, item, "The value of 'wait-all' must be true or omitted");
    if (step.id !== undefined) ids.push(step.id);
    return [step];
  });
  const taken = new Set(steps.flatMap(({ id }) => id ?? []));
  return steps.map((step) => ({ ...step, contextName: step.id ?? contextNameOf(step, taken) }));
}

/** `__run`, `__actions_checkout`, and for further ones a number (actions/languageservices, converter/steps.ts). */
function contextNameOf({ uses, control }: WorkflowStep, taken: Set<string>): string {
  const [, action] = /^([\w.-]+\/[\w.-]+)(?:\/[^@]*)?@/.exec(uses ?? '') ?? [];
  const image = uses?.startsWith('docker://') === true ? uses.slice('docker://'.length) : undefined;
  const what = uses === undefined ? (control?.kind ?? 'run') : (image ?? action ?? 'self');
  const base = `__${what.replaceAll(/[^\w-]/g, '_')}`;
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
  taken.add(name);
  return name;
}

function readParallel(item: TemplateToken, block: TemplateToken, reading: Reading): readonly WorkflowStep[] {
  const written = isSequence(block) ? [...block] : [];
  const steps = written.map((each) => {
    const refused = ['background', 'wait', 'wait-all', 'cancel', 'parallel'].find(
      (key) => isMapping(each) && each.find(key) !== undefined,
    );
    if (refused !== undefined) refuse(reading, each, `'${refused}' is not allowed inside a parallel block`);
    const step = readStep(each, reading);
    return { ...step, background: step.id ?? unnamed(step) };
  });
  const place = positionOf(item);
  const control = { kind: 'wait', of: steps.map(({ background }) => background) } as const;
  return [...steps, { ...place, name: 'Parallel group', control }];
}

/** A name that no step can have: GitHub keeps what begins so for itself. */
function unnamed({ line, column }: WrittenAt): string {
  return `__${line}:${column}`;
}

const controlNames: Readonly<Record<string, string>> = {
  wait: 'Wait',
  'wait-all': 'Wait for all',
  cancel: 'Cancel',
};

function controlOf(token: TemplateToken): StepControl | undefined {
  if (!isMapping(token)) return undefined;
  if (token.find('wait-all') !== undefined) return { kind: 'wait-all', of: [] };
  for (const kind of ['wait', 'cancel'] as const) {
    const of = valueOf(token, kind);
    if (of !== undefined) return { kind, of: (Array.isArray(of) ? of : [of]).map(String) };
  }
  return undefined;
}

/** As GitHub's own parser says it (actions/languageservices, converter/steps.ts: validateTargetStepId). */
function wrongControl({ id, control }: WorkflowStep, before: readonly string[]): readonly string[] {
  return (control?.of ?? []).flatMap((target) => {
    if (target.startsWith('__'))
      return [`The identifier '${target}' is invalid. IDs starting with '__' are reserved`];
    if (id?.toLowerCase() === target.toLowerCase()) return [`Step '${id}' cannot reference itself`];
    return before.includes(target) ? [] : [`Step references unknown step ID '${target}'`];
  });
}

function refuse({ file, problems }: Reading, { range }: TemplateToken, message: string): void {
  const at = placeOf(file, range?.start, range?.end);
  problems.push(problem({ code: 'WorkflowInvalid', message, at, aws: refused }));
}

const refused = 'GitHub refuses the file, and no event starts it.';

function readStep(token: TemplateToken, reading: Reading): WorkflowStep {
  const read = (key: string): Value | undefined => valueOf(token, key);
  const condition = conditionOf(token, reading);
  const id = asText(read('id'));
  const place = positionOf(token);
  const isBackground = read('background') === true;
  return {
    ...place,
    ...defined({
      id,
      background: isBackground ? (id ?? unnamed(place)) : undefined,
      control: controlOf(token),
      name: read('name') ?? controlNames[controlOf(token)?.kind ?? 'none'],
      condition,
      run: read('run'),
      uses: asText(read('uses')),
      with: read('with'),
      env: read('env'),
      shell: read('shell'),
      workingDirectory: read('working-directory'),
      continueOnError: read('continue-on-error'),
      timeoutMinutes: read('timeout-minutes'),
    }),
  };
}

/** Only what succeeds before it lets a job or step begin that asks for no status (GitHub, "Status check functions"). */
export function conditionOf(token: TemplateToken, { file, problems }: Reading): string | undefined {
  const written = isMapping(token) ? token.find('if') : undefined;
  if (written === undefined) return undefined;
  const text = isBasicExpression(written) ? written.expression : textOfToken(written).trim();
  if (text === '') return undefined;
  const condition = ensureStatusFunction(text, written.definitionInfo);
  try {
    ExpressionToken.validateExpression(condition, written.definitionInfo?.allowedContext ?? []);
  } catch (error) {
    problems.push(
      problem({
        code: 'WorkflowInvalid',
        message: `The condition "${text}" is no expression: ${(error as Error).message}`,
        at: placeOf(file, written.range?.start, written.range?.end),
        aws: refused,
      }),
    );
  }
  return condition;
}
