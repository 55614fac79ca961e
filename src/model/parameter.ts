// Values of Parameter Store that belong to a definition, so that a fresh clone has them: in the words of PutParameter and,
// for those that must not be written down, of CloudFormation's GenerateSecretString. What the user's own store has
// counts before them. Pure.

export interface Parameter {
  readonly name: string;
  /** Absent for one that is made up. */
  readonly value?: string;
  /** How long a made-up value is, in characters. */
  readonly generatedLength?: number;
}
