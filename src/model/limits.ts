// CodePipeline's quotas and patterns (CodePipeline user guide, "Quotas"; API reference 2015-07-09).

/** A limit with the words that a message uses for it. */
export interface TextLimit {
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  readonly patternText: string;
}

const text = (max: number, pattern: RegExp, patternText: string): TextLimit => ({
  min: 1,
  max,
  pattern,
  patternText,
});

/** Names of pipelines, stages, actions and rules. */
export const nameLimit = text(100, /[A-Za-z0-9.@\-_]+/, 'only letters, digits, ".", "@", "-" and "_"');
export const artifactNameLimit = text(100, /[a-zA-Z0-9_-]+/, 'only letters, digits, "_" and "-"');
export const namespaceLimit = text(100, /[A-Za-z0-9@\-_]+/, 'only letters, digits, "@", "-" and "_"');
export const pipelineVariableNameLimit = text(
  128,
  /[A-Za-z0-9@\-_]+/,
  'only letters, digits, "@", "-" and "_"',
);
export const outputVariableNameLimit = text(
  128,
  /[A-Za-z0-9@\-_]+/,
  'only letters, digits, "@", "-" and "_"',
);
export const environmentVariableNameLimit = text(128, /[A-Za-z0-9_]+/, 'only letters, digits and "_"');
export const actionVersionLimit = text(9, /[0-9A-Za-z_-]+/, 'only letters, digits, "_" and "-"');
export const bucketNameLimit: TextLimit = {
  ...text(63, /[a-zA-Z0-9\-.]+/, 'the name of a bucket alone: letters, digits, "-" and "."'),
  min: 3,
};
export const roleArnLimit = text(
  1024,
  /arn:aws(-[\w]+)*:iam::[0-9]{12}:role\/.*/,
  "a role's ARN: arn:aws:iam::123456789012:role/NAME",
);

export const stageCount = { min: 2, max: 50 } as const;
/** The quota table says 50 in one row and 100 in another; 50 is what every edition allows. */
export const actionsPerStage = { min: 1, max: 50 } as const;
export const actionsPerPipeline = 1000;
export const configurationKeyLength = 50;
export const configurationValueLength = 1000;
export const ruleConfigurationValueLength = 10_000;
export const ruleConfigurationEntries = 200;
/** Bytes of the JSON text in CloudFormation's ParameterOverrides. */
export const parameterOverridesBytes = 1024;
