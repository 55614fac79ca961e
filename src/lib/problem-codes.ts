// Every code that a problem may carry, with what it means. AWS's own code where AWS has one.
// docs/problems.md is generated from this table. Sorted by name.

export const problemCodes = {
  AliasInvalid: 'A YAML alias or merge key leads nowhere, into itself, or to more values than a definition can have.',
  CallInvalid: 'A command was called with arguments that it does not take.',
  DefinitionNotFound: 'There is no definition where one was looked for.',
  DuplicateKey: 'A mapping holds the same key twice.',
  FileEmpty: 'A file that should hold a definition holds nothing.',
  FileTooLarge: 'A file is larger than any definition.',
  JsonInvalid: 'A text is not JSON.',
  ListTooLong: 'A list or mapping has more members than AWS takes.',
  ListTooShort: 'A list has fewer members than AWS asks for.',
  MissingKey: 'A key that AWS requires is absent.',
  NestingTooDeep: 'Lists and mappings are nested deeper than anything that AWS reads.',
  NumberOutOfRange: 'A number is smaller or greater than AWS takes.',
  SecretsKeyExposed: 'The file with the key of the secrets may be read by others.',
  SecretsKeyMalformed: 'The file with the key of the secrets does not hold a key.',
  StateLocked: 'Another process owns the state folder.',
  StateNewer: 'The state folder was written by a newer version.',
  UnknownKey: 'A key is not one that this structure has.',
  UnknownValue: 'A value is not one of those that this key takes.',
  ValueCoerced: 'A number or truth value stands where AWS wants text; it was read as its text.',
  ValueMalformed: 'A value has characters or a form that AWS does not take.',
  ValueTooLong: 'A text is longer than AWS takes.',
  ValueTooShort: 'A text is shorter than AWS asks for.',
  WrongType: 'A value is of another type than AWS takes: a list instead of text, text instead of a number.',
  YamlInvalid: 'A text is not YAML.',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof problemCodes;
