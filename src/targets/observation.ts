// What the observations of all kinds have in common.
import type { DamagedTarget, Observation, TargetView } from './target-kind.ts';

/** Where a port of this machine answers. */
export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Of a target whose record cannot be read. @param file of the record */
export function damagedObservation<Kind extends string>(
  kind: Kind,
  name: string,
  file: string,
): Observation<DamagedTarget<Kind>> {
  return {
    view: { kind, name, damaged: file },
    summary: {
      note: kind,
      noAddress: `its record ${file} cannot be read: deploy it again, or end it with slipway down`,
      parts: [],
      endpoints: [],
      isShared: false,
      samples: [],
    },
  };
}

export function isDamaged<View extends TargetView>(
  view: View | DamagedTarget<View['kind']>,
): view is DamagedTarget<View['kind']> {
  return 'damaged' in view;
}
