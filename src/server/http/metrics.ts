// Figures for Prometheus: what the journal adds is counted, and gauges are read at each scrape.
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PipelineEvent } from '../../engine/event.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { targetKinds } from '../../targets/kinds.ts';
import { observeTargets } from '../../targets/observe-targets.ts';
import { isSupported, type GaugeDefinition, type TargetKind } from '../../targets/target-kind.ts';
import type { Pipelines } from '../pipelines.ts';

export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Counts from now on. */
export function createMetrics(
  pipelines: Pipelines,
  state: StateFolder,
  kinds: readonly TargetKind[] = targetKinds,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const record = recorder(registry, state);
  pipelines.subscribe(({ workload, event }) => record(workload.name, event));
  const observeExecutions = inFlightGauge(registry, pipelines, state);
  const setTargetGauges = targetGauges(registry, state, kinds);
  return {
    contentType: registry.contentType,
    text: async () => {
      observeExecutions();
      await setTargetGauges();
      return registry.metrics();
    },
  };
}

/** Seconds. */
const buckets = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

type Record = (pipeline: string, event: PipelineEvent) => void;

function recorder(registry: Registry, { history }: Pick<StateFolder, 'history'>): Record {
  const { executions, stages, actions, deployments, artifactBytes } = instruments(registry);
  const starts = new Starts();
  return (pipeline, event) => {
    starts.note(event);
    switch (event.type) {
      case 'ExecutionEnded': {
        const { status, executionId, at } = event;
        const startedAt = history.execution(executionId)?.startedAt ?? at;
        executions.observe({ pipeline, status }, (at - startedAt) / 1000);
        break;
      }
      case 'StageEnded': {
        const { stageName: stage, status } = event;
        stages.observe({ pipeline, stage, status }, starts.secondsOf(event));
        break;
      }
      case 'ActionSucceeded':
      case 'ActionFailed':
      case 'ActionAbandoned': {
        const { stageName: stage, actionName: action, type } = event;
        actions.observe({ pipeline, stage, action, status: type.slice(6) }, starts.secondsOf(event));
        for (const { name, sizeBytes } of type === 'ActionSucceeded' ? event.outputArtifacts : [])
          artifactBytes.set({ pipeline, artifact: name }, sizeBytes);
        break;
      }
      case 'ActionProgressed':
        if (event.progress.kind === 'Deployment' && /Succeeded|Failed|Stopped/.test(event.progress.status)) {
          const { deploymentGroupName: deployment_group, status, creator } = event.progress;
          deployments.observe({ pipeline, deployment_group, status, creator }, starts.secondsOf(event));
        }
        break;
      default:
    }
  };
}

/** A histogram also counts: its `_count` by status is what rates of success and failure are made of. */
function instruments(registry: Registry) {
  const registers = [registry];
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Histogram({ name, help, labelNames: [...labelNames], buckets, registers });
  return {
    executions: histogram('slipway_execution_duration_seconds', 'Pipeline executions that ended', [
      'pipeline',
      'status',
    ]),
    stages: histogram('slipway_stage_duration_seconds', 'Executions of stages that ended', [
      'pipeline',
      'stage',
      'status',
    ]),
    actions: histogram(
      'slipway_action_duration_seconds',
      'Runs of actions (builds, deployments …) that ended',
      ['pipeline', 'stage', 'action', 'status'],
    ),
    deployments: histogram('slipway_deployment_duration_seconds', 'Deployments that ended', [
      'pipeline',
      'deployment_group',
      'status',
      'creator',
    ]),
    artifactBytes: new Gauge({
      name: 'slipway_artifact_size_bytes',
      help: 'What an action gave last, as it lies in the store',
      labelNames: ['pipeline', 'artifact'],
      registers,
    }),
  };
}

/** When what is under way began, for as long as it is. */
class Starts {
  readonly #at = new Map<string, number>();

  note(event: PipelineEvent): void {
    if (event.type === 'StageStarted' || event.type === 'ActionStarted') this.#at.set(keyOf(event), event.at);
    if (
      event.type === 'ActionProgressed' &&
      event.progress.kind === 'Deployment' &&
      !this.#at.has(keyOf(event))
    )
      this.#at.set(keyOf(event), event.at);
  }

  /** 0 for what began before this process did. */
  secondsOf(event: Ended): number {
    const startedAt = this.#at.get(keyOf(event));
    this.#at.delete(keyOf(event));
    return startedAt === undefined ? 0 : (event.at - startedAt) / 1000;
  }
}

type Ended = Extract<
  PipelineEvent,
  {
    type:
      | 'StageStarted'
      | 'StageEnded'
      | 'ActionStarted'
      | `Action${'Succeeded' | 'Failed' | 'Abandoned' | 'Progressed'}`;
  }
>;

function keyOf(event: Ended): string {
  if (event.type === 'ActionProgressed' && event.progress.kind === 'Deployment')
    return event.progress.deploymentId;
  return 'actionExecutionId' in event ? event.actionExecutionId : `${event.executionId} ${event.stageName}`;
}

/** Of one pipeline: those in flight are among the newest. */
const recentExecutions = 200;

/** Gives the function that sets the gauge to what is now. */
function inFlightGauge(
  registry: Registry,
  pipelines: Pipelines,
  { history }: Pick<StateFolder, 'history'>,
): () => void {
  const inFlight = new Gauge({
    name: 'slipway_executions_in_flight',
    help: 'Pipeline executions that have not ended',
    labelNames: ['pipeline'],
    registers: [registry],
  });
  return () => {
    inFlight.reset();
    for (const pipeline of pipelines.names()) {
      const recent = history.executions({ pipelineName: pipeline, limit: recentExecutions });
      inFlight.set({ pipeline }, recent.filter(({ endedAt }) => endedAt === undefined).length);
    }
  };
}

/** Gives the function that sets the gauges of all kinds of targets to what is so now. */
function targetGauges(
  registry: Registry,
  state: Pick<StateFolder, 'folder'>,
  kinds: readonly TargetKind[],
): () => Promise<void> {
  const gauges = new Map<string, Gauge>();
  // Kinds share gauges: those of all load balancers are the same.
  const gaugeOf = ({ name, help, labelNames }: GaugeDefinition): Gauge => {
    const known = gauges.get(name);
    if (known !== undefined) return known;
    const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
    gauges.set(name, gauge);
    return gauge;
  };
  for (const { metrics } of kinds) if (isSupported(metrics)) metrics.gauges.forEach(gaugeOf);
  return async () => {
    const observed = await observeTargets(await state.folder('targets'), kinds);
    for (const gauge of gauges.values()) gauge.reset();
    for (const { gauge, labels, value } of observed.flatMap(({ summary }) => summary.samples))
      gaugeOf(gauge).set(labels, value);
  };
}
