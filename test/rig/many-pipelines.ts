// Journals of many pipelines with a history: most succeeded, some failed last, and one whose approval would destroy something.
import type { PipelineEvent } from '../../src/engine/event.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { action, built, declaration, entries, stageEnds, stageStarts } from './journal-entries.ts';

type Written = (typeof built)[number];

const sign = action('Release', 'SignOff');
const build = action('Build', 'BuildAndTest');

const succeeded: readonly Written[] = [
  ...built,
  [40, build.succeeds()],
  [40, stageEnds('Build', 'Succeeded')],
  [41, { type: 'ExecutionEnded', status: 'Succeeded' }],
];

const failed: readonly Written[] = [
  ...built,
  [38, build.fails({ code: 'JobFailed', message: 'Build terminated with state: FAILED' })],
  [38, stageEnds('Build', 'Failed')],
  [38, { type: 'ExecutionEnded', status: 'Failed' }],
];

/** The plan of Terraform of a build before the approval. */
const waiting: readonly Written[] = [
  ...built,
  [
    39,
    build.reports({
      kind: 'Infrastructure',
      tool: 'Terraform',
      event: 'PLANNED',
      add: 1,
      change: 0,
      destroy: 1,
      resources: [
        { address: 'aws_sqs_queue.orders', change: 'create' },
        { address: 'aws_dynamodb_table.orders', change: 'destroy' },
      ],
    }),
  ],
  [40, build.succeeds()],
  [40, stageEnds('Build', 'Succeeded')],
  [41, stageStarts('Release')],
  [41, sign.starts()],
  [42, sign.asks(10 * 365 * 86_400)],
];

interface Execution {
  readonly pipelineName: string;
  readonly number: number;
  readonly written: readonly Written[];
}

function append(
  { journal }: Pick<StateFolder, 'journal'>,
  { pipelineName, number, written }: Execution,
): void {
  const id = (kind: string): string => `${String(number).padStart(8, '0')}-${kind}-4222-8333-444455556666`;
  const events = entries(...written).map(({ event }): PipelineEvent => {
    if (event.type === 'PipelineUpdated')
      return { type: event.type, at: event.at, declaration: { ...declaration, name: pipelineName } };
    const own =
      'actionExecutionId' in event ? { actionExecutionId: id(event.actionExecutionId.slice(7, 11)) } : {};
    return { ...event, at: event.at + number * 60_000, executionId: id('1111'), ...own } as PipelineEvent;
  });
  journal.append(pipelineWorkload(pipelineName), events);
}

/** How many executions each of them has. */
const executionsEach = 12;

/** Each tenth has failed last; `infrastructure` waits. @param count without the one that waits */
export function writeManyPipelines(state: Pick<StateFolder, 'journal'>, count: number): void {
  const teams = ['checkout', 'identity', 'search', 'platform'];
  for (let index = 0; index < count; index += 1)
    for (let run = 0; run < executionsEach; run += 1)
      append(state, {
        pipelineName: `${teams[index % teams.length] ?? ''}-service-with-a-long-name-${index}`,
        number: index * executionsEach + run,
        written: index % 10 === 3 && run === executionsEach - 1 ? failed : succeeded,
      });
  append(state, { pipelineName: 'infrastructure', number: count * executionsEach, written: waiting });
}
