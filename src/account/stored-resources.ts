// Parameters and secrets, which lie sealed in a store of their own: what is known of them without their values.
import { existsSync } from 'node:fs';
import { defined } from '../lib/defined.ts';
import { formatArn } from '../model/arn.ts';
import type { AwsPlace } from '../model/place.ts';
import { openSecrets } from '../state/open-state.ts';
import type { StoredSecret, VersionedSecretStore } from '../state/secret-store.ts';
import type { RecordedResource } from './recorded-resources.ts';
import type { Maker } from './resource.ts';

/**
 * In order of type and name.
 * @param place what they are read in: the store is the same for all regions
 */
export function storedResources(stateFolder: string, place: AwsPlace): readonly RecordedResource[] {
  if (!existsSync(stateFolder)) return [];
  using secrets = openSecrets(stateFolder);
  return secrets.list().flatMap((stored) => resourceOf(stored, secrets, place) ?? []);
}

/** What `services/ssm` and `services/secretsmanager` describe; nothing for what `slipway secret set` has put. */
interface Described {
  readonly versions?: readonly { readonly at: number; readonly by: string }[];
  readonly createdAt?: number;
  readonly deletedAt?: number;
}

function resourceOf(
  { kind, name, changedAt = 0 }: StoredSecret,
  secrets: VersionedSecretStore,
  place: AwsPlace,
): RecordedResource | undefined {
  const described = secrets.description(kind, name) as Described | undefined;
  if (described?.deletedAt !== undefined) return undefined;
  const base = { account: place.account, region: place.region, name, here: 'ran' } as const;
  const first = described?.versions?.[0];
  const madeAt = first?.at ?? described?.createdAt ?? changedAt;
  if (kind === 'secret') {
    const madeBy: Maker = described === undefined ? bySecretSet : { kind: 'api', operation: 'CreateSecret' };
    return { ...base, type: 'AWS::SecretsManager::Secret', madeBy, madeAt };
  }
  const madeBy: Maker =
    described === undefined
      ? bySecretSet
      : { kind: 'api', operation: 'PutParameter', ...defined({ principal: first?.by }) };
  const resource = `parameter${name.startsWith('/') ? '' : '/'}${name}`;
  const arn = formatArn({ ...place, service: 'ssm', resource });
  return { ...base, type: 'AWS::SSM::Parameter', arn, madeBy, madeAt };
}

const bySecretSet: Maker = { kind: 'command', command: 'slipway secret set' };
