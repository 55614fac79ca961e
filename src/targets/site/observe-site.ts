// A site as it is now: its bucket and the distributions in front of it.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { callDaemon } from '../daemon/call-daemon.ts';
import { decodedName, type FoundRecord } from '../daemon/record-file.ts';
import { damagedObservation, localUrl } from '../observation.ts';
import type { GaugeDefinition, Observed, Sample, TargetPart, TargetView } from '../target-kind.ts';
import { siteFolder, siteSocket } from './open-site.ts';
import type { SiteConfiguration, SiteDescription } from './protocol.ts';

/** A site has the name of its bucket. */
export interface SiteView extends TargetView {
  readonly kind: 'site';
  /** Absent while the site does not run, as `url` is. */
  readonly objects?: number;
  readonly distributions: readonly DistributionView[];
}

interface DistributionView {
  readonly name: string;
  readonly url?: string;
  readonly requests?: number;
  readonly hits?: number;
}

const labelNames = ['bucket', 'distribution'];
const requestsGauge = {
  name: 'slipway_distribution_requests',
  help: 'Requests that a distribution has answered',
  labelNames,
};
const hitsGauge = {
  name: 'slipway_distribution_hits',
  help: 'Requests that a distribution has answered from its cache',
  labelNames,
};

/** What distributions have counted since they started. */
export const siteGauges: readonly GaugeDefinition[] = [requestsGauge, hitsGauge];

export async function observeSite(
  targetsFolder: string,
  found: FoundRecord<SiteConfiguration>,
): Promise<Observed<SiteView>> {
  if ('damaged' in found) return damagedObservation('site', decodedName(found.folderName), found.damaged);
  const view = await viewOf(targetsFolder, found.record);
  const { name, url, objects, distributions } = view;
  return {
    view,
    summary: {
      note: `bucket, ${objects === undefined ? 'objects not counted' : counted(objects, 'object')}`,
      noAddress: 'the site does not run',
      parts: distributions.map(partOf),
      running: { noun: 'sites', running: url === undefined ? 0 : 1, all: 1 },
      endpoints: [
        ...distributions.flatMap((each) =>
          each.url === undefined
            ? []
            : [{ name: each.name, url: each.url, reach: 'edge' as const, answers: true }],
        ),
        ...(url === undefined ? [] : [{ name, url, reach: 'origin' as const, answers: true }]),
      ],
      isShared: false,
      samples: distributions.flatMap((each) => samplesOf(name, each)),
    },
  };
}

async function viewOf(
  targetsFolder: string,
  { bucket, distributions }: SiteConfiguration,
): Promise<SiteView> {
  const { name } = bucket;
  const described = await describeSite(targetsFolder, name);
  if (described === undefined)
    return { kind: 'site', name, distributions: distributions.map((each) => ({ name: each.name })) };
  return {
    kind: 'site',
    name,
    url: localUrl(described.port),
    objects: described.objects,
    distributions: described.distributions.map((each) => ({
      name: each.name,
      url: localUrl(each.port),
      requests: each.requests,
      hits: each.hits,
    })),
  };
}

const answerWithinMs = 1000;

/** Undefined while it does not run. */
export async function describeSite(
  targetsFolder: string,
  bucket: string,
): Promise<SiteDescription | undefined> {
  const socket = siteSocket(siteFolder(targetsFolder, bucket));
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    return (await callDaemon(socket, { type: 'describe' }, { signal })) as SiteDescription;
  } catch {
    return undefined;
  }
}

function partOf({ name, url, requests = 0, hits = 0 }: DistributionView): TargetPart {
  return {
    name,
    state: url === undefined ? 'not running' : 'running',
    tone: url === undefined ? 'bad' : 'good',
    ...defined({ url }),
    note: `distribution, ${counted(requests, 'request')}, ${hits} from the cache`,
  };
}

function samplesOf(bucket: string, { name, requests, hits }: DistributionView): readonly Sample[] {
  if (requests === undefined || hits === undefined) return [];
  const labels = { bucket, distribution: name };
  return [
    { gauge: requestsGauge, labels, value: requests },
    { gauge: hitsGauge, labels, value: hits },
  ];
}
