// Traces for OpenTelemetry: one for each execution that has ended, with spans for stages, actions, phases and lifecycle
// events. Only when an endpoint is configured as OpenTelemetry has it (OTEL_EXPORTER_OTLP_ENDPOINT).
import type * as OtelApi from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { defined } from '../lib/defined.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ExecutionView, DisplayStatus } from '../view/execution-view.ts';
import { readView } from '../view/read-view.ts';
import type { Pipelines } from './pipelines.ts';

/** Until it is disposed; what is still to be sent then is sent. Undefined when no endpoint for traces is set. */
export async function traceExecutions(
  pipelines: Pick<Pipelines, 'subscribe'>,
  { state, log }: { readonly state: StateFolder; readonly log: Logger },
): Promise<AsyncDisposable | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = process.env;
  if ((all ?? '') === '' && (own ?? '') === '') return undefined;
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'slipway' }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ timeoutMillis: sendingMs }) }),
    ],
  });
  const recorder: Recorder = { api, tracer: provider.getTracer('slipway') };
  const unsubscribe = pipelines.subscribe(({ workload, event }) => {
    if (event.type !== 'ExecutionEnded' && event.type !== 'ExecutionSuperseded') return;
    recordExecution(
      recorder,
      readView(state, { pipelineName: workload.name, executionId: event.executionId }).view,
    );
  });
  return {
    [Symbol.asyncDispose]: async () => {
      unsubscribe();
      await provider.shutdown().catch((error: unknown) => log.warn({ error: String(error) }, 'traces'));
    },
  };
}

/** A collector that does not answer holds up the end of the server no longer. */
const sendingMs = 3000;

interface Recorder {
  readonly api: typeof OtelApi;
  readonly tracer: Tracer;
}

interface Timed {
  readonly startedAt?: number;
  readonly endedAt?: number;
}

interface SpanFacts extends Timed {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isFailed: boolean;
}

/** Nothing for what never began. Gives the context for what is inside. */
function record({ api, tracer }: Recorder, parent: Context, facts: SpanFacts): Context {
  const { name, attributes, isFailed, startedAt, endedAt = startedAt } = facts;
  if (startedAt === undefined || endedAt === undefined) return parent;
  const span = tracer.startSpan(name, { startTime: startedAt, attributes: { ...attributes } }, parent);
  if (isFailed) span.setStatus({ code: api.SpanStatusCode.ERROR });
  span.end(endedAt);
  return api.trace.setSpan(parent, span);
}

function recordExecution(recorder: Recorder, view: ExecutionView): void {
  const { pipelineName, executionId, displayStatus, stages, trigger } = view;
  const root = record(recorder, recorder.api.ROOT_CONTEXT, {
    ...timesOf(view),
    name: pipelineName,
    attributes: {
      'slipway.execution.id': executionId,
      'slipway.status': displayStatus,
      'slipway.trigger': trigger?.triggerType ?? '',
    },
    isFailed: isFailed(displayStatus),
  });
  for (const stage of stages) {
    const inStage = record(recorder, root, {
      ...timesOf(stage),
      name: stage.name,
      attributes: { 'slipway.status': stage.displayStatus },
      isFailed: isFailed(stage.displayStatus),
    });
    for (const action of stage.actions) recordAction(recorder, inStage, action);
  }
}

function recordAction(
  recorder: Recorder,
  parent: Context,
  action: ExecutionView['stages'][number]['actions'][number],
): void {
  const inAction = record(recorder, parent, {
    ...timesOf(action),
    name: action.name,
    attributes: { 'slipway.provider': action.provider, 'slipway.status': action.displayStatus },
    isFailed: isFailed(action.displayStatus),
  });
  for (const phase of action.phases)
    record(recorder, inAction, {
      ...timesOf(phase),
      name: phase.type,
      attributes: { 'slipway.status': phase.status },
      isFailed: phase.status === 'FAILED',
    });
  for (const { deploymentId, targets } of action.deployments)
    for (const { targetId, events } of targets)
      for (const event of events)
        record(recorder, inAction, {
          ...timesOf(event),
          name: event.name,
          attributes: {
            'slipway.deployment.id': deploymentId,
            'slipway.target': targetId,
            'slipway.status': event.status,
          },
          isFailed: event.status === 'Failed',
        });
}

function timesOf({ startedAt, endedAt }: Timed): Timed {
  return {
    ...defined({ startedAt, endedAt }),
  };
}

function isFailed(displayStatus: DisplayStatus): boolean {
  return displayStatus === 'Failed' || displayStatus === 'Declined';
}
