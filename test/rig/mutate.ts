// Damaged texts: a sound one with pieces cut out and others put in, where a reader is most likely to stumble.
import * as fc from 'fast-check';

export interface Mutation {
  /** Where, as a share of the text's length. */
  readonly at: number;
  readonly cut: number;
  readonly piece: string;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  piece: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pieces()) },
    { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'binary' }) },
  ),
});

export function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((sofar, { at, cut, piece }) => {
    const start = Math.floor(at * sofar.length);
    return sofar.slice(0, start) + piece + sofar.slice(start + cut);
  }, text);
}

function pieces(): readonly string[] {
  const ofYaml = [
    '- ',
    ': ',
    '? ',
    '| ',
    '>-\n',
    '*x',
    '&x ',
    '<<: *x',
    '!!int ',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '~',
  ];
  const ofJson = ['{', '}', '[', ']', ',', '"', '\\u0000', '1e999', 'null', '{}', '[]'];
  const ofText = ['', ' ', '\n', '\r\n', '\t', "'", '#', '\0', '\uFEFF', 'é', '\u2028', '\uD800'];
  const ofOurs = [
    '0',
    '-1',
    '0.2',
    'yes',
    '#{',
    '$(',
    '**/*',
    '__proto__',
    'constructor',
    'toString',
    'version',
  ];
  return [...ofYaml, ...ofJson, ...ofText, ...ofOurs];
}
