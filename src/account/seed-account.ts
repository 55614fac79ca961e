// From the files of a definition to the account.
import { problem, ProblemError, type Problem } from '../lib/problem.ts';
import { defined } from '../lib/defined.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { Account } from './account.ts';
import { declarationsOf } from './declaration.ts';
import { keyText, planSeed, type Conflict, type ShippedParts } from './plan-seed.ts';
import { resourcesIn } from './resources-in.ts';
import type { Maker } from './resource.ts';
import { resourceTypes } from './resource-types.ts';

export interface DefinitionInFolder {
  readonly definition: CheckedDefinition;
  /** Absolute path of the folder that holds the definition. */
  readonly definitionFolder: string;
}

export interface Seeding {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of a pipeline that was shipped into this account. */
  readonly shippedOf: (pipelineName: string) => ShippedParts | undefined;
}

/**
 * The account has what the definition declares from now on. Throws a ProblemError, with nothing changed, when another
 * pipeline, an API call or a stack has made one of its resources otherwise.
 */
export function seedAccount(
  account: Account,
  { definition, definitionFolder }: DefinitionInFolder,
  { at, shippedOf }: Seeding,
): void {
  const declarations = declarationsOf(definition, definitionFolder);
  const pipelineName = definition.pipeline.name;
  const shipped = shippedOf(pipelineName);
  const conflicts = account.seed({ pipelineName, declarations, at, ...defined({ shipped }) });
  if (conflicts.length > 0)
    throw new ProblemError(conflicts.map((each) => problemOf(each, shipped?.stackName)));
}

/** An account that has what the definition declares and nothing else: that of a build by itself, or of a plan. Pure. */
export function accountOfDefinition({
  definition,
  definitionFolder,
}: DefinitionInFolder): Pick<Account, 'at'> {
  const declarations = declarationsOf(definition, definitionFolder);
  const seed = { pipelineName: definition.pipeline.name, declarations, at: 0 };
  const { changes } = planSeed(seed, { declarations: [], historyOf: () => undefined, exists: () => true });
  const stored = [...changes.values()].flatMap(({ key, history }) =>
    history === undefined ? [] : [{ ...key, history }],
  );
  const ofType = (account: string, type: string, name?: string) =>
    stored
      .filter((each) => each.account === account && each.type === type)
      .filter((each) => name === undefined || each.name === name)
      .toSorted((one, other) => (keyText(one) < keyText(other) ? -1 : 1));
  return { at: (place, home = place) => resourcesIn({ ofType }, place, home) };
}

/** @param stack that the pipeline of the files was shipped as */
function problemOf({ declared, by }: Conflict, stack: string | undefined): Problem {
  const { title } = resourceTypes[declared.type];
  if (stack !== undefined && by.kind !== 'definition')
    return problem({
      code: 'ResourceConflict',
      message: `${declared.file} declares the ${title} "${declared.name}" otherwise than the stack "${stack}" has it, which the pipeline was shipped as`,
      remedy:
        'Ship the change with slipway ship, or run the files next to what was shipped: with a state folder of their own (--state DIR).',
      aws: 'What a stack has made is changed by its next template.',
    });
  return problem({
    code: 'ResourceConflict',
    message: `${declared.file} declares the ${title} "${declared.name}", which this account has with other values: ${describeMaker(by)}`,
    remedy:
      'Give one of them another name, make them the same, or give one pipeline a state folder of its own (--state DIR).',
    aws: 'An account has one resource of a type and a name in a Region: the second call that creates it is refused.',
  });
}

/** For a sentence: `FILE of the pipeline "app" declares it`. */
function describeMaker(by: Maker): string {
  switch (by.kind) {
    case 'definition':
      return `${by.file} of the pipeline "${by.pipelineName}" declares it`;
    case 'deployment':
      return `the action ${by.actionName} of the pipeline "${by.pipelineName}" made it`;
    case 'api':
      return `a call of ${by.operation} made it`;
    case 'stack':
      return `the stack "${by.stackName}" made it`;
    case 'command':
      return `${by.command} made it`;
    default:
      return unreachable(by);
  }
}
