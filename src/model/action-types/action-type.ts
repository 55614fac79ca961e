// One action type as data, and the few words that its configuration keys are described with.
import type { ActionCategory, ActionOwner } from '../pipeline.ts';

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
  /** Keys of the action beside `configuration` that only some types have. */
  readonly fields?: readonly ('commands' | 'outputVariables' | 'environmentVariables' | 'files')[];
}

type Range = readonly [min: number, max: number];

export interface ConfigurationKey {
  readonly required?: true;
  /** The values that AWS takes. */
  readonly oneOf?: readonly string[];
  /** The form of a value that is not a plain word. */
  readonly form?: 'artifact-path' | 'artifact-name' | 'environment-variables' | 'json-object' | 'json-list';
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
