// What the function of a job reports, as PutJobSuccessResult and PutJobFailureResult say it (CodePipeline API reference). Pure.
import { z } from 'zod';

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

const failureShape = z.object({
  jobId: z.string(),
  failureDetails: z.object({
    type: z.enum(failureTypes),
    message: z.string().min(1).max(5000),
    externalExecutionId: z.string().optional(),
  }),
});

const successShape = z.object({
  jobId: z.string(),
  continuationToken: z.string().max(2048).nullish(),
  executionDetails: z
    .object({ summary: z.string().nullish(), externalExecutionId: z.string().nullish() })
    .nullish(),
  outputVariables: z.record(z.string().regex(/^[A-Za-z0-9@\-_]+$/), z.string()).nullish(),
});

/** "The total size of all output variables" (CodePipeline user guide, "Quotas"). */
const variablesBytes = 122_880;

/** @param operation `PutJobSuccessResult` or `PutJobFailureResult` */
export function readReport(operation: string, body: unknown, jobId: string): JobReport | Refusal {
  const read =
    operation === 'PutJobFailureResult' ? failureShape.safeParse(body) : successShape.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refusal('ValidationException', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  if (read.data.jobId !== jobId)
    return refusal(
      'JobNotFoundException',
      `The job ${JSON.stringify(read.data.jobId)} is not the one that the function was given`,
    );
  return 'failureDetails' in read.data ? failureOf(read.data) : successOf(read.data);
}

function failureOf({ failureDetails }: z.infer<typeof failureShape>): JobReport {
  const { type: code, message, externalExecutionId } = failureDetails;
  return { type: 'Failure', code, message, ...(externalExecutionId && { externalExecutionId }) };
}

function successOf(input: z.infer<typeof successShape>): JobReport | Refusal {
  const { continuationToken = '', executionDetails, outputVariables } = input;
  const variables = outputVariables ?? {};
  if (continuationToken !== null && continuationToken !== '')
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
