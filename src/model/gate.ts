// Gates: what the tests of a build project must reach. Slipway's own: CodeBuild lets no report decide. Pure.

/** In percent, 0 to 100. */
export interface Gate {
  readonly projectName: string;
  readonly lineCoverage?: number;
  readonly branchCoverage?: number;
  /** Of the tests that ran, how many succeed. */
  readonly passRate?: number;
  /** None of the three may be lower than at the last build of the project that succeeded. */
  readonly notBelowLast?: boolean;
}

/** What a build measured; absent where no report has it. */
export type Measures = Partial<Readonly<Record<'lineCoverage' | 'branchCoverage' | 'passRate', number>>>;

const names: readonly (readonly [keyof Measures, string])[] = [
  ['lineCoverage', 'line coverage'],
  ['branchCoverage', 'branch coverage'],
  ['passRate', 'pass rate'],
];

/** A sentence for everything that is missed, with by how much; none when the gate is passed. */
export function missedBy(gate: Gate, measured: Measures, last: Measures | undefined): readonly string[] {
  return names.flatMap(([key, name]) => {
    const value = measured[key];
    const required = gate[key];
    if (value === undefined)
      return required === undefined ? [] : [`${name} is not known: no report of the build has it`];
    if (required !== undefined && value < required)
      return [
        `${name} ${percent(value)} is ${points(required - value)} below the required ${percent(required)}`,
      ];
    const before = gate.notBelowLast === true ? last?.[key] : undefined;
    if (before === undefined || value >= before - tolerance) return [];
    return [
      `${name} ${percent(value)} is ${points(before - value)} below the last success with ${percent(before)}`,
    ];
  });
}

/** Smaller differences are not seen in what is shown. */
const tolerance = 0.005;

function percent(value: number): string {
  return `${shortened(value)} %`;
}

function points(difference: number): string {
  // What is missed is never shown as nothing.
  return `${shortened(Math.max(difference, 0.01))} points`;
}

function shortened(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}
