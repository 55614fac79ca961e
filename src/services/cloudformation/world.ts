// What a stack sees around it: its template as a target, the exports of other stacks, and the rules of resource types.
import type { TypeRules, World } from '../../stacks/operation/decision.ts';
import { referencedExports } from '../../stacks/imports.ts';
import { targetOf, type Output, type Surroundings, type Target } from '../../stacks/target.ts';
import type { Stack, StackDefinition } from '../../stacks/stack.ts';
import { handlerOf } from './handlers.ts';
import { keptTemplate } from './kept-templates.ts';
import type { StackStore } from './stack-store.ts';

export const typeRules: TypeRules = {
  replaces: (type, property, values) => handlerOf(type).replaces?.(property, values) ?? false,
  nameOf: (type) => handlerOf(type).name?.property,
  isCalledAgain: (type) => handlerOf(type).isCalledAgain === true,
  isAlwaysUpdated: (type) => handlerOf(type).isAlwaysUpdated === true,
};

/** The template is read once for an operation. */
export function worldOf(store: StackStore): (stack: Stack) => World {
  let read: { readonly definition: StackDefinition; readonly target: Target } | undefined;
  return (stack) => {
    const definition = stack.operation?.definition;
    if (definition !== undefined && read?.definition !== definition)
      read = { definition, target: targetIn(stack, definition) };
    return {
      now: Date.now(),
      ...(definition === undefined || read === undefined ? {} : { target: read.target }),
      surroundings: surroundingsOf(store, stack),
      rules: typeRules,
      exportFailure: (outputs) => exportFailure(store, stack, outputs),
    };
  };
}

/** Of a definition that was found right when the operation began. */
export function targetIn(stack: Stack, { templateText, parameters }: StackDefinition): Target {
  const { template } = keptTemplate(templateText);
  const target = template === undefined ? undefined : targetOf(template, parameters, placeOf(stack)).target;
  if (target === undefined) throw new Error(`The template of stack ${stack.name} cannot be read`);
  return target;
}

export function placeOf(stack: Stack) {
  const { account, region, partition, id, name, notificationArns } = stack;
  return { account, region, partition, stackId: id, stackName: name, notificationArns };
}

export function surroundingsOf(
  store: StackStore,
  { account, region }: Pick<Stack, 'account' | 'region'>,
): Surroundings {
  const neighbours = neighboursOf(store, { account, region });
  return {
    exports: new Map(
      neighbours.flatMap(({ outputs }) =>
        outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [[exportName, value] as const],
        ),
      ),
    ),
    // Other Regions give an empty list, as they do on AWS.
    zones: (asked) => (asked === region ? ['a', 'b', 'c'].map((letter) => `${region}${letter}`) : []),
  };
}

/** The stacks that are there, of one account and Region. */
export function neighboursOf(
  store: StackStore,
  { account, region }: Pick<Stack, 'account' | 'region'>,
): readonly Stack[] {
  return store
    .all()
    .filter(
      (each) => each.account === account && each.region === region && each.status !== 'DELETE_COMPLETE',
    );
}

/** The names of stacks that import it. */
export function importersOf(store: StackStore, stack: Stack, exportName: string): readonly string[] {
  return neighboursOf(store, stack)
    .filter((each) => each.id !== stack.id && importedNames(each).includes(exportName))
    .map(({ name }) => name);
}

const importsOfDefinition = new WeakMap<StackDefinition, readonly string[]>();

function importedNames(stack: Stack): readonly string[] {
  const { definition } = stack;
  if (definition === undefined || !definition.templateText.includes('ImportValue')) return [];
  const known = importsOfDefinition.get(definition) ?? referencedExports(targetIn(stack, definition));
  importsOfDefinition.set(definition, known);
  return known;
}

function exportFailure(store: StackStore, stack: Stack, outputs: readonly Output[]): string | undefined {
  for (const { exportName } of outputs) {
    const owner = neighboursOf(store, stack).find(
      (each) => each.id !== stack.id && each.outputs.some((output) => output.exportName === exportName),
    );
    if (exportName !== undefined && owner !== undefined)
      return `Export with name ${exportName} is already exported by stack ${owner.name}.`;
  }
  return exportInUse(store, stack, outputs);
}

/** Of what the stack exports now: a value that others use must stay. */
export function exportInUse(store: StackStore, stack: Stack, outputs: readonly Output[]): string | undefined {
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const after = outputs.find((each) => each.exportName === exportName);
    if (after?.value === value) continue;
    const users = importersOf(store, stack, exportName);
    if (users.length > 0)
      return `Export ${exportName} cannot be ${after === undefined ? 'deleted' : 'updated'} as it is in use by ${users.join(', ')}`;
  }
  return undefined;
}
