// The gate of a project, at the end of a build that succeeded.
import { missedBy, type Measures } from '../../model/gate.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { lastMeasures, saveMeasures } from '../../state/reports.ts';
import type { Build } from './build.ts';

/** Undefined when there is no gate or the build passes it; then what it measured is what the next one is held against. */
export function passGate({ context, project, log }: Build, measures: Measures): FailureDetails | undefined {
  const { records } = context.state;
  const gate = context.definition.gates.find(({ projectName }) => projectName === project.name);
  const missed = gate === undefined ? [] : missedBy(gate, measures, lastMeasures(records, project.name));
  if (missed.length === 0) {
    // Each is a write to the disk, and most builds have no reports.
    if (Object.keys(measures).length > 0) saveMeasures(records, project.name, measures);
    return undefined;
  }
  for (const each of missed) log.line(`Gate of ${project.name}: ${each}`);
  return {
    code: 'GateMissed',
    message: `The build succeeded and misses the gate of ${project.name}: ${missed.join('; ')}`,
    where: 'gate',
    remedy: `Look at what is not tested (slipway reports), or change the gate of the definition. CodeBuild knows no gates: on AWS this build succeeds.`,
  };
}
