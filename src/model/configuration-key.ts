// One key of the configuration of an action or a rule, and the few words that keys are described with. Pure.

export interface ConfigurationKey {
  readonly required?: true;
  /** The values that AWS takes. */
  readonly oneOf?: readonly string[];
  /** The form of a value that is not a plain word. */
  readonly form?: 'artifact-path' | 'artifact-name' | 'environment-variables' | 'json-object' | 'json-list';
  /** It changes nothing here: what happens in its place, which lint and the run report. */
  readonly notExecuted?: string;
}

export const notExecuted = (reason: string, key: ConfigurationKey = {}): ConfigurationKey => ({
  ...key,
  notExecuted: reason,
});
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
