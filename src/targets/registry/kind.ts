// The registry that replaces ECR: one for each state folder, opened by what needs it first.
import { formatArn } from '../../model/arn.ts';
import { damagedObservation } from '../observation.ts';
import {
  notSupported,
  type Observation,
  type ReviveOptions,
  type TargetKind,
  type TargetView,
} from '../target-kind.ts';
import { listRepositories } from './list-repositories.ts';
import {
  closeRegistry,
  findRegistryEndpoint,
  openRegistry,
  registryRecord,
  reviveRegistry,
} from './open-registry.ts';

export interface RegistryView extends TargetView {
  readonly kind: 'registry';
  /** `HOST:PORT`; absent while it does not run. */
  readonly address?: string;
  /** What serves it: a file, or the name of an image. */
  readonly servedBy: string;
}

const name = 'registry';

export const registryKind = {
  kind: name,
  open: openRegistry,
  observe: async (targetsFolder) => {
    const found = await registryRecord(targetsFolder);
    if (found === undefined) return [];
    if ('damaged' in found) return [damagedObservation('registry' as const, name, found.damaged)];
    const endpoint = await findRegistryEndpoint(targetsFolder);
    return endpoint === undefined ? [] : [observed({ kind: name, name, ...endpoint })];
  },
  close: async (targetsFolder, isMeant = () => true) =>
    isMeant(name) && (await closeRegistry(targetsFolder)) ? 1 : 0,
  revive: async ({ targetsFolder, signal, onDead }: ReviveOptions) => {
    const target = { kind: name, name, parts: [] };
    return (await reviveRegistry(targetsFolder, signal, () => onDead(target))) ? [target] : [];
  },
  metrics: notSupported('A registry counts nothing'),
  resources: async (targetsFolder, place) =>
    (await listRepositories(targetsFolder)).map((repository) => ({
      type: 'AWS::ECR::Repository',
      name: repository,
      arn: formatArn({ ...place, service: 'ecr', resource: `repository/${repository}` }),
      values: { RepositoryName: repository },
      tags: {},
    })),
} satisfies TargetKind<RegistryView>;

/** It has no endpoint for users: programs push and pull there. */
function observed(view: RegistryView): Observation<RegistryView> {
  const { address, servedBy } = view;
  return {
    view,
    summary: {
      note: `${address === undefined ? '' : `${address}  `}replaces ECR, ${servedBy}`,
      noAddress: address === undefined ? 'does not run' : '',
      parts: [],
      endpoints: [],
      isShared: true,
      samples: [],
    },
  };
}
