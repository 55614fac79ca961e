// What is deployed, in lines: each kind of target in its own words, which its summary has.
import type { Observation, TargetPart } from '../../targets/target-kind.ts';
import { span, type Line, type Role } from '../render/line.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

export function targetLines({ view: { name, url }, summary }: Observation): readonly Line[] {
  const { note, noAddress, parts } = summary;
  const width = Math.max(0, ...parts.map((part) => displayWidth(part.name)));
  return [
    [
      span(name, 'bold'),
      span(url === undefined && noAddress !== '' ? `  ${noAddress}` : ''),
      span(url === undefined ? '' : `  ${url}`, 'cyan'),
      span(note === '' ? '' : `  ${note}`, 'dim'),
    ],
    ...parts.map((part) => partLine(part, width)),
  ];
}

/** `not running`: most words of parts below each other. */
const stateWidth = 11;

function partLine({ name, state, tone, url, note }: TargetPart, width: number): Line {
  return [
    span(`   ${padColumns(name, width)}  `),
    span(state.padEnd(stateWidth), tones[tone]),
    span(url === undefined ? '' : `  ${url}`, 'cyan'),
    span(note === '' ? '' : `  ${note}`, 'dim'),
  ];
}

const tones: Readonly<Record<TargetPart['tone'], Role>> = { good: 'green', bad: 'red', pending: 'yellow' };
