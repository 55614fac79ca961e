// An execution of Step Functions that goes round for ever, up to the end of its history.
import { expect, test } from 'vitest';
import { until } from '../rig/api-ground.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

const missing = await missingMoto();

const round = { StartAt: 'B', States: { B: { Type: 'Pass', Next: 'B' } } };

test.skipIf(missing !== undefined)(
  'an execution that goes round for ever fails when its history is full, and nothing catches that',
  async () => {
    await using endpoint = await openTestEndpoint();
    const states = async (operation: string, input: object) =>
      (await callJson(endpoint, 'states', { target: `AWSStepFunctions.${operation}`, input })).body;
    const { stateMachineArn } = await states('CreateStateMachine', {
      name: 'round',
      roleArn: 'arn:aws:iam::111122223333:role/states',
      definition: JSON.stringify({
        StartAt: 'A',
        States: {
          A: {
            Type: 'Parallel',
            Branches: [round],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }],
            End: true,
          },
        },
      }),
    });
    const { executionArn } = await states('StartExecution', { stateMachineArn });
    const described = async () => states('DescribeExecution', { executionArn });
    await until(async () => (await described())['status'] !== 'RUNNING');
    expect(await described()).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    const asked = { executionArn, reverseOrder: true, maxResults: 1 };
    const { events } = await states('GetExecutionHistory', asked);
    expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
  },
);
