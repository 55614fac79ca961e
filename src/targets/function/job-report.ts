// What the function of a job reports, as PutJobSuccessResult and PutJobFailureResult say it (CodePipeline API reference). Pure.
import { isFailed } from '../../lib/result.ts';
import { readJsonText } from '../../load/read-json-text.ts';
import { object, optional, record, required, string, type ValueOf } from '../../load/shape.ts';

export type JobReport =
  | {
      readonly type: 'Success';
      readonly outputVariables: Readonly<Record<string, string>>;
      readonly summary?: string;
      readonly externalExecutionId?: string;
    }
  /** It is to be invoked again, with this token. */
  | { readonly type: 'InProgress'; readonly continuationToken: string }
  | {
      readonly type: 'Failure';
      readonly code: string;
      readonly message: string;
      readonly externalExecutionId?: string;
    };

export interface Refusal {
  readonly __type: string;
  readonly message: string;
}

export const refusal = (__type: string, message: string): Refusal => ({ __type, message });

const failureTypes = [
  'JobFailed',
  'ConfigurationError',
  'PermissionError',
  'RevisionOutOfSync',
  'RevisionUnavailable',
  'SystemUnavailable',
] as const;

const anyKeys = { unknownKeys: 'warning' } as const;

const failureShape = object(
  'input',
  {
    jobId: required(string()),
    failureDetails: required(
      object(
        'failureDetails',
        {
          type: required(string({ oneOf: failureTypes })),
          message: required(string({ min: 1, max: 5000 })),
          externalExecutionId: optional(string()),
        },
        anyKeys,
      ),
    ),
  },
  anyKeys,
);

const successShape = object(
  'input',
  {
    jobId: required(string()),
    continuationToken: optional(string({ max: 2048 })),
    executionDetails: optional(
      object(
        'executionDetails',
        { summary: optional(string()), externalExecutionId: optional(string()) },
        anyKeys,
      ),
    ),
    outputVariables: optional(record(string(), { key: { pattern: /[A-Za-z0-9@\-_]+/ } })),
  },
  anyKeys,
);

/** "The total size of all output variables" (CodePipeline user guide, "Quotas"). */
const variablesBytes = 122_880;

/** @param operation `PutJobSuccessResult` or `PutJobFailureResult` @param body its input, as JSON */
export function readReport(operation: string, body: string, jobId: string): JobReport | Refusal {
  const read =
    operation === 'PutJobFailureResult' ? readJsonText(body, failureShape) : readJsonText(body, successShape);
  if (isFailed(read)) return refusal('ValidationException', read.failed);
  if (read.jobId !== jobId)
    return refusal(
      'JobNotFoundException',
      `The job ${JSON.stringify(read.jobId)} is not the one that the function was given`,
    );
  return 'failureDetails' in read ? failureOf(read) : successOf(read);
}

function failureOf({ failureDetails }: ValueOf<typeof failureShape>): JobReport {
  const { type: code, message, externalExecutionId } = failureDetails;
  return { type: 'Failure', code, message, ...(externalExecutionId && { externalExecutionId }) };
}

function successOf(input: ValueOf<typeof successShape>): JobReport | Refusal {
  const { continuationToken = '', executionDetails, outputVariables } = input;
  const variables = outputVariables ?? {};
  if (continuationToken !== '')
    return Object.keys(variables).length === 0
      ? { type: 'InProgress', continuationToken }
      : refusal('ValidationException', 'outputVariables are for the call without a continuationToken');
  const bytes = Object.entries(variables).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (bytes > variablesBytes)
    return refusal(
      'OutputVariablesSizeExceededException',
      `The output variables have ${bytes} bytes, and at most ${variablesBytes} are allowed`,
    );
  const { summary, externalExecutionId } = executionDetails ?? {};
  return {
    type: 'Success',
    outputVariables: variables,
    ...(summary && { summary }),
    ...(externalExecutionId && { externalExecutionId }),
  };
}
