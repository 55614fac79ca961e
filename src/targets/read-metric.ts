// Metrics of CloudWatch, out of what the targets of this machine have measured.
import { isFailed, type Result } from '../lib/result.ts';
import { firstPeriodBegins, pointsOf, type Alarm } from '../model/alarm.ts';
import { keptSeconds } from './balancer/series.ts';
import { targetKinds } from './kinds.ts';
import { isSupported, type MeasuredNamespace, type MeasuredSecond, type TargetKind } from './target-kind.ts';

/** The time of an observation, and how many periods back it goes. */
export interface MetricRange {
  readonly periods: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One value for each period, oldest first, the last one still going on; undefined where nothing was measured. */
export async function readMetric(
  targetsFolder: string,
  alarm: Alarm,
  { periods, now, kinds = targetKinds }: MetricRange & { readonly kinds?: readonly TargetKind[] },
): Promise<Result<{ readonly points: readonly (number | undefined)[] }>> {
  const source = sourceOf(alarm, kinds);
  if (isFailed(source)) return source;
  const seconds = alarm.evaluationPeriods * alarm.periodSeconds;
  if (seconds > keptSeconds)
    return {
      failed: `The alarm ${alarm.alarmName} looks back ${seconds} seconds, and ${keptSeconds} are kept here`,
    };
  const since = firstPeriodBegins(alarm, periods, now) / 1000;
  const seen = await readFirst(targetsFolder, source, { metricName: alarm.metricName, since });
  if (seen === undefined) return { failed: `Nothing named ${source.name} is deployed here` };
  const samples = seen.map(({ second, values }) => ({ at: second * 1000, values }));
  return { points: pointsOf(alarm, samples, { periods, now }) };
}

interface Source {
  /** Of the target. */
  readonly name: string;
  readonly namespaces: readonly MeasuredNamespace[];
}

/** The target that an alarm is about, and who may have measured it; or why it cannot be had here. */
function sourceOf(
  { namespace, metricName, dimensions }: Alarm,
  kinds: readonly TargetKind[],
): Result<Source> {
  const all = kinds.flatMap(({ metrics }) => (isSupported(metrics) ? metrics.cloudWatch : []));
  const namespaces = all.filter(
    (each) => each.namespace === namespace && each.metricNames.includes(metricName),
  );
  if (namespaces.length === 0)
    return {
      failed: `${namespace} ${metricName} is not measured here; ${measured(all)}, and some of AWS/CodeBuild and AWS/CodePipeline`,
    };
  const wanted = [...new Set(namespaces.flatMap((each) => each.dimensions))];
  const named = wanted.map((dimension) => dimensions[dimension]).find((value) => value !== undefined);
  if (named === undefined)
    return {
      failed: `The alarm names in no dimension (${wanted.join(', ')}) what it is about`,
    };
  // `targetgroup/NAME/ID`, `app/NAME/ID`, or the name itself.
  return { name: named.split('/')[1] ?? named, namespaces };
}

function measured(namespaces: readonly MeasuredNamespace[]): string {
  const names = [...new Set(namespaces.map(({ namespace }) => namespace))];
  return names
    .map((name) => {
      const metrics = namespaces.filter(({ namespace }) => namespace === name);
      return `of ${name} there are ${[...new Set(metrics.flatMap(({ metricNames }) => metricNames))].join(', ')}`;
    })
    .join(', ');
}

async function readFirst(
  targetsFolder: string,
  { name, namespaces }: Source,
  query: { readonly metricName: string; readonly since: number },
): Promise<readonly MeasuredSecond[] | undefined> {
  for (const { read } of namespaces) {
    const seen = await read(targetsFolder, { ...query, name });
    if (seen !== undefined) return seen;
  }
  return undefined;
}
