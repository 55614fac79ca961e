// What the SAM transform refuses, in the translator's words.

export class SamError extends Error {
  override readonly name = 'SamError';
  /** @param logicalId of the resource that is wrong */
  constructor(logicalId: string, message: string) {
    super(`Resource with id [${logicalId}] is invalid. ${message}`);
  }
}

/** Of an event of a function or state machine; its owner's logical id is put in front when it is caught. */
export class SamEventError extends Error {
  override readonly name = 'SamEventError';
  constructor(event: string, message: string) {
    super(`Event with id [${event}] is invalid. ${message}`);
  }
}

/** Of the template as a whole. */
export class SamTemplateError extends Error {
  override readonly name: string = 'SamTemplateError';
}

/** Nothing else is looked at after it. */
export class SamStructureError extends SamTemplateError {
  override readonly name = 'SamStructureError';
}

export function structureError(message: string): SamStructureError {
  return new SamStructureError(`Structure of the SAM template is invalid. ${message}`);
}

export function isSamError(error: unknown): error is Error {
  return error instanceof SamError || error instanceof SamEventError || error instanceof SamTemplateError;
}
