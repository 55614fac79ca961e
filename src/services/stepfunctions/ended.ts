// Why an execution is ended from outside.
import type { ExecutionRecord } from './execution-record.ts';

export type Ending = Pick<ExecutionRecord, 'status' | 'error' | 'cause'>;

export class Ended extends Error {
  readonly how: Ending;
  constructor(how: Ending) {
    super(how.status);
    this.how = how;
  }
}
