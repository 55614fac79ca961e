// A state machine as its definition says it. Pure. Source: Amazon States Language (states-language.net/spec.html).
import type { JsonValue } from '../../../lib/json-path.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Assign?: JsonObject;
  /** In JSONata. */
  readonly Output?: JsonValue;
}

export type QueryLanguage = 'JSONPath' | 'JSONata';

interface Common {
  readonly Comment?: string;
  /** The machine's where the state does not say it. */
  readonly QueryLanguage?: QueryLanguage;
  /** Variables that are set when the state has ended. */
  readonly Assign?: JsonObject;
  /** What it gives, in JSONata. */
  readonly Output?: JsonValue;
  /** null: an empty object. */
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface Following {
  readonly Next?: string;
  readonly End?: boolean;
}

interface Resulting {
  readonly Parameters?: JsonValue;
  /** Its name in JSONata. */
  readonly Arguments?: JsonValue;
  readonly ResultPath?: string | null;
}

interface Failing {
  readonly ResultSelector?: JsonValue;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface PassState extends Common, Following, Resulting {
  readonly Type: 'Pass';
  readonly Result?: JsonValue;
}

export interface TaskState extends Common, Following, Resulting, Failing {
  readonly Type: 'Task';
  readonly Resource: string;
  /** A text is an expression of JSONata, here and below. */
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

/** A comparison, or a combination of them; the outermost has `Next`. */
export type ChoiceRule = JsonObject;

export interface WaitState extends Common, Following {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState extends Omit<Common, 'InputPath' | 'OutputPath'> {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends Common, Following, Resulting, Failing {
  readonly Type: 'Parallel';
  readonly Branches: readonly Machine[];
}

export interface MapState extends Common, Following, Resulting, Failing {
  readonly Type: 'Map';
  readonly ItemsPath?: string;
  /** Its name in JSONata. */
  readonly Items?: JsonValue;
  readonly ItemSelector?: JsonValue;
  readonly ItemProcessor?: Machine;
  /** Its earlier name. */
  readonly Iterator?: Machine;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  /** From here on of a distributed one. */
  readonly Label?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
}

/** Where it calls S3: in JSONPath it has Parameters, in JSONata Arguments. */
interface CallingS3 {
  readonly Resource?: string;
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
}

export interface ItemReader extends CallingS3 {
  readonly ReaderConfig?: ReaderConfig;
}

export interface ReaderConfig {
  readonly InputType?: 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST';
  readonly CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
  readonly CSVHeaders?: readonly string[];
  readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
  readonly MaxItems?: number | string;
  readonly MaxItemsPath?: string;
}

interface ItemBatcher {
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
  readonly BatchInput?: JsonValue;
}

export interface ResultWriter extends CallingS3 {
  readonly WriterConfig?: {
    readonly Transformation?: 'NONE' | 'COMPACT' | 'FLATTEN';
    readonly OutputType?: 'JSON' | 'JSONL';
  };
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export interface Machine {
  readonly StartAt: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  /** Of the processor of a Map. */
  readonly ProcessorConfig?: {
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}
