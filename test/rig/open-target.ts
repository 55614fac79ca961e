// Opens one small target of each kind, for tests that hold for all kinds.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bucket } from '../../src/model/bucket.ts';
import { behaviorDefaults } from '../../src/model/distribution.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { databaseKind } from '../../src/targets/database/kind.ts';
import { endpointKind } from '../../src/targets/endpoint/kind.ts';
import { environmentKind } from '../../src/targets/environment/kind.ts';
import { fleetKind } from '../../src/targets/fleet/kind.ts';
import { functionKind } from '../../src/targets/function/kind.ts';
import { registryKind } from '../../src/targets/registry/kind.ts';
import { serviceKind } from '../../src/targets/service/kind.ts';
import { writeService, type ServiceRecord } from '../../src/targets/service/service-record.ts';
import { siteKind } from '../../src/targets/site/kind.ts';
import { isSupported, type TargetKind } from '../../src/targets/target-kind.ts';
import { instances, targetGroup } from './fleet.ts';
import { hasRegistry } from './test-registry.ts';
import { webService } from './ecs-service.ts';

/** Without a website. */
export function plainBucket(name: string): Bucket {
  return { name, isVersioned: true, corsRules: [] };
}

type Open = (targetsFolder: string, signal: AbortSignal) => Promise<unknown>;

const fleet: Fleet = { name: 'web', instances: instances('a', 'b'), isolation: 'process', targetGroup };

const opens = new Map<TargetKind['kind'], Open>([
  [fleetKind.kind, async (targetsFolder, signal) => await fleetKind.open({ fleet, targetsFolder, signal })],
  [
    environmentKind.kind,
    async (targetsFolder, signal) =>
      await environmentKind.open({
        fleet: { ...fleet, imageId: 'elasticbeanstalk' },
        environment: { applicationName: 'shop', environmentName: 'web' },
        targetsFolder,
        signal,
      }),
  ],
  [serviceKind.kind, openService],
  [
    siteKind.kind,
    async (targetsFolder, signal) =>
      await siteKind.open({
        bucket: plainBucket('shop'),
        distributions: [
          {
            name: 'edge',
            origins: [
              {
                id: 'shop',
                domainName: 'shop.s3.amazonaws.com',
                bucket: { name: 'shop', endpoint: 'rest' },
              },
            ],
            defaultBehavior: { ...behaviorDefaults, targetOriginId: 'shop', compress: true },
            behaviors: [],
            errorResponses: [],
            notExecuted: [],
          },
        ],
        ports: {},
        targetsFolder,
        signal,
      }),
  ],
  [
    endpointKind.kind,
    async (targetsFolder, signal) =>
      await endpointKind.open({ targetsFolder, stateFolder: targetsFolder, signal }),
  ],
  [
    databaseKind.kind,
    async (targetsFolder) =>
      await databaseKind.open({ targetsFolder, name: 'school', masterUsername: 'tutor', password: 'word' }),
  ],
  [
    registryKind.kind,
    async (targetsFolder, signal) => {
      const opened = await registryKind.open({ targetsFolder, signal });
      if ('reason' in opened) throw new Error(opened.reason);
    },
  ],
]);

/** Why no target of the kind is opened on this machine; undefined when one can be. */
export function whyNotOpened({ kind, open }: TargetKind): string | undefined {
  if (!isSupported(open)) return open.notSupported;
  if (kind === databaseKind.kind && findPostgres('') === undefined) return 'PostgreSQL is not installed';
  if (kind === registryKind.kind && !hasRegistry()) return 'docker-registry is not installed';
  return undefined;
}

/** Throws for a kind that has no way to be opened here: a new kind gets one. */
export async function openTarget({ kind }: TargetKind, targetsFolder: string): Promise<void> {
  const open = opens.get(kind);
  if (open === undefined) throw new Error(`test/rig/open-target.ts has no target of the kind ${kind}`);
  await open(targetsFolder, AbortSignal.timeout(240_000));
}

/** Kinds that tests open, or that say that they cannot be opened. */
export const openedKinds: readonly string[] = [...opens.keys(), functionKind.kind];

/** Without tasks, so that no image is needed; its load balancer is the process. */
async function openService(targetsFolder: string, signal: AbortSignal): Promise<void> {
  const record: ServiceRecord = {
    service: webService({ desiredCount: 0 }),
    targetGroup: { ...targetGroup, notExecuted: [] },
    ports: {},
    engine: writeEngine(targetsFolder),
    parameters: [],
    primary: '',
    deployments: [],
    tasks: [],
    hasTestListener: false,
    isDown: false,
  };
  await writeService(targetsFolder, record);
  using _running = await serviceKind.open({
    record,
    targetsFolder,
    signal,
    now: Date.now,
    environmentsOf: async () => Promise.resolve({ environments: {} }),
    onEvent: () => undefined,
  });
}

/** An engine without containers, which refuses to be asked for more than that. */
function writeEngine(targetsFolder: string): string {
  const file = join(targetsFolder, 'engine');
  mkdirSync(targetsFolder, { recursive: true });
  writeFileSync(
    file,
    '#!/bin/sh\ncase "$1" in ps|volume) exit 0 ;; esac\necho "unexpected: $*" >&2\nexit 1\n',
  );
  chmodSync(file, 0o755);
  return file;
}
