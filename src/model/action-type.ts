// What is known of a kind of action without running it. A provider declares it in its folder (src/actions); whatever judges,
// completes, prices or reports a pipeline asks here and names no provider. Pure data and pure functions.
import type { Finding } from '../lib/finding.ts';
import type { Definition } from './definition.ts';
import type { PlacedAction } from './pipeline-walk.ts';
import type { ActionCategory, ActionDeclaration, ActionOwner } from './pipeline.ts';

export interface ActionType {
  readonly category: ActionCategory;
  readonly owner: ActionOwner;
  readonly provider: string;
  /** Fewest and most input artifacts. */
  readonly inputs: Range;
  readonly outputs: Range;
  /** Only pipelines of type V2 may hold it. */
  readonly v2Only?: true;
  /** `any`: what the keys are is not documented, or defined by someone else. */
  readonly configuration: Readonly<Record<string, ConfigurationKey>> | 'any';
  /** Output variables; `any` when they depend on the work (exported variables, stack outputs). */
  readonly variables: readonly string[] | 'any';
  /** Keys of the action next to `configuration` that only some types have. */
  readonly fields?: readonly ('commands' | 'outputVariables' | 'environmentVariables' | 'files')[];
  /** Where to write instead what this type does not take as a key of the action. */
  readonly misplaced?: Readonly<Partial<Record<'environmentVariables' | 'timeoutInMinutes', string>>>;
  /** Keys of the configuration that this action needs because of what it says elsewhere. */
  readonly needsKeys?: (action: ActionDeclaration) => readonly NeededKey[];
  /** What is wrong with such an action beyond its keys: what it names is not there, or not of the right kind. */
  readonly check?: (placed: PlacedAction, definition: Definition) => readonly Finding[];
}

type Range = readonly [min: number, max: number];

export interface NeededKey {
  readonly key: string;
  /** Ends the sentence "which it needs …". */
  readonly because: string;
}

export interface ConfigurationKey {
  readonly required?: true;
  /** The values that AWS takes. */
  readonly oneOf?: readonly string[];
  /** The form of a value that is not a plain word. */
  readonly form?: 'artifact-path' | 'artifact-name' | 'environment-variables' | 'json-object' | 'json-list';
}

/** Every type that is registered. */
export interface ActionTypes {
  readonly all: readonly ActionType[];
  /** Undefined when there is none such. What a custom action does is its worker's affair: each is a type. */
  readonly find: (id: ActionTypeName) => ActionType | undefined;
}

export type ActionTypeName = Pick<ActionType, 'category' | 'owner' | 'provider'>;

/** Names such as `Build/AWS/CodeBuild`. */
export function idOf({ category, owner, provider }: ActionTypeName): string {
  return `${category}/${owner}/${provider}`;
}

export const R: ConfigurationKey = { required: true };
export const O: ConfigurationKey = {};
export const truth: ConfigurationKey = { oneOf: ['true', 'false'] };
export const oneOf = (...words: readonly string[]): ConfigurationKey => ({ oneOf: words });
export const mandatory = (key: ConfigurationKey): ConfigurationKey => ({ ...key, required: true });
export const artifactPath: ConfigurationKey = { form: 'artifact-path' };
export const artifactName: ConfigurationKey = { form: 'artifact-name' };
export const environmentVariables: ConfigurationKey = { form: 'environment-variables' };
export const jsonObject: ConfigurationKey = { form: 'json-object' };
export const jsonList: ConfigurationKey = { form: 'json-list' };

/** What CodePipeline takes as true and as false in a configuration, in any case. */
export function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

export function isFalse(value: string | undefined): boolean {
  return value?.toLowerCase() === 'false';
}

/** What all types of AWS's of a category have in common. */
export const sourceType = { category: 'Source', owner: 'AWS', inputs: [0, 0], outputs: [1, 1] } as const;
export const deployType = {
  category: 'Deploy',
  owner: 'AWS',
  inputs: [1, 1],
  outputs: [0, 0],
  variables: [],
} as const;

/** What a custom action takes and gives is its worker's affair. */
export function customType({ category, provider }: Pick<ActionType, 'category' | 'provider'>): ActionType {
  return {
    category,
    owner: 'Custom',
    provider,
    inputs: [0, 5],
    outputs: [0, 5],
    configuration: 'any',
    variables: 'any',
  };
}
