// The endpoint of AWS's API: one for each state folder, opened by what needs it first.
import { defined } from '../../lib/defined.ts';
import { damagedObservation } from '../observation.ts';
import {
  notSupported,
  type Observation,
  type ReviveOptions,
  type TargetKind,
  type TargetView,
} from '../target-kind.ts';
import {
  closeEndpoint,
  endpointFolder,
  endpointRecord,
  findEndpoint,
  formerPorts,
  openEndpoint,
  reviveEndpoint,
} from './open-endpoint.ts';

export interface EndpointView extends TargetView {
  readonly kind: 'endpoint';
  /** `http://127.0.0.1:PORT`; absent while it does not run. */
  readonly address?: string;
}

const name = 'endpoint';

export const endpointKind = {
  kind: name,
  open: openEndpoint,
  observe: async (targetsFolder) => {
    const found = await endpointRecord(targetsFolder);
    if (found === undefined) return [];
    if ('damaged' in found) return [damagedObservation('endpoint' as const, name, found.damaged)];
    const address = (await findEndpoint(targetsFolder))?.url;
    const former = formerPorts(endpointFolder(targetsFolder));
    return [observed({ kind: name, name, ...defined({ address }) }, former)];
  },
  close: async (targetsFolder, isMeant = () => true) =>
    isMeant(name) && (await closeEndpoint(targetsFolder)) ? 1 : 0,
  revive: async ({ targetsFolder, signal, onDead }: ReviveOptions) => {
    const target = { kind: name, name, parts: [] };
    return (await reviveEndpoint(targetsFolder, signal, () => onDead(target))) ? [target] : [];
  },
  metrics: notSupported('The endpoint counts nothing'),
  resources: notSupported('What exists in the account is in its register'),
} satisfies TargetKind<EndpointView>;

function moved(former: readonly number[]): string {
  if (former.length === 0) return '';
  return `; another program has port ${former.join(', ')}, where it was: deploy again what was built with that address`;
}

/** Programs call it: it is no address for the users of an application. */
function observed(view: EndpointView, former: readonly number[]): Observation<EndpointView> {
  const { address } = view;
  return {
    view,
    summary: {
      note: `${address === undefined ? '' : `${address}  `}AWS's API on this machine${moved(former)}`,
      noAddress: address === undefined ? 'does not run' : '',
      parts: [],
      endpoints: [],
      isShared: true,
      samples: [],
    },
  };
}
