// Figures for Prometheus, kept up by the entries of the journal.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PipelineEvent } from '../../engine/event.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { Pipelines } from '../pipelines.ts';

export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Counts from now on; what is in flight is asked when somebody wants to know. */
export function createMetrics(pipelines: Pipelines, { history }: Pick<StateFolder, 'history'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const executions = new Counter({
    name: 'slipway_executions_total',
    help: 'Pipeline executions that ended',
    labelNames: ['pipeline', 'status'],
    registers,
  });
  const executionSeconds = new Histogram({
    name: 'slipway_execution_duration_seconds',
    help: 'From the start of a pipeline execution to its end',
    labelNames: ['pipeline', 'status'],
    buckets: [5, 15, 30, 60, 120, 300, 600, 1800, 3600],
    registers,
  });
  const actions = new Counter({
    name: 'slipway_actions_total',
    help: 'Runs of actions that ended',
    labelNames: ['pipeline', 'stage', 'action', 'status'],
    registers,
  });
  const deployments = new Counter({
    name: 'slipway_deployments_total',
    help: 'Deployments that ended',
    labelNames: ['pipeline', 'deployment_group', 'status', 'creator'],
    registers,
  });
  const inFlight = new Gauge({
    name: 'slipway_executions_in_flight',
    help: 'Pipeline executions that have not ended',
    labelNames: ['pipeline'],
    registers,
    collect() {
      this.reset();
      for (const pipeline of pipelines.names()) {
        const recent = history.executions({ pipelineName: pipeline, limit: 200 });
        this.set({ pipeline }, recent.filter(({ endedAt }) => endedAt === undefined).length);
      }
    },
  });
  const count = (pipeline: string, event: PipelineEvent): void => {
    switch (event.type) {
      case 'ExecutionEnded': {
        const { status, executionId } = event;
        const startedAt = history.execution(executionId)?.startedAt ?? event.at;
        executions.inc({ pipeline, status });
        executionSeconds.observe({ pipeline, status }, (event.at - startedAt) / 1000);
        break;
      }
      case 'ActionSucceeded':
      case 'ActionFailed':
      case 'ActionAbandoned':
        actions.inc({
          pipeline,
          stage: event.stageName,
          action: event.actionName,
          status: event.type.slice(6),
        });
        break;
      case 'ActionProgressed':
        if (event.progress.kind === 'Deployment' && /Succeeded|Failed|Stopped/.test(event.progress.status)) {
          const { deploymentGroupName: deployment_group, status, creator } = event.progress;
          deployments.inc({ pipeline, deployment_group, status, creator });
        }
        break;
      default:
    }
  };
  pipelines.subscribe(({ pipelineName, event }) => count(pipelineName, event));
  void inFlight;
  return { contentType: registry.contentType, text: async () => registry.metrics() };
}
