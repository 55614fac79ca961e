// Every code that a problem may carry, with what it means. AWS's own code where AWS has one.
// docs/problems.md is generated from this table. Sorted by name.

export const problemCodes = {
  CallInvalid: 'A command was called with arguments that it does not take.',
  DefinitionNotFound: 'There is no definition where one was looked for.',
  StateLocked: 'Another process owns the state folder.',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof problemCodes;
