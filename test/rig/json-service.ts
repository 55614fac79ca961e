// A service of AWS's API in JSON 1.1, called as its clients call it.
import { callJson, openTestEndpoint, type TestEndpoint } from './endpoint.ts';

type Answer = Readonly<Record<string, unknown>>;

export interface JsonService extends AsyncDisposable {
  readonly endpoint: TestEndpoint;
  /** What is refused has `status` and `__type`. */
  readonly call: (operation: string, input?: object) => Promise<Answer>;
}

/** @param prefix of the operation in the header x-amz-target */
export async function openJsonService(signingName: string, prefix: string): Promise<JsonService> {
  const endpoint = await openTestEndpoint();
  return {
    endpoint,
    call: callOf(endpoint, signingName, prefix),
    [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose](),
  };
}

/** The same for an endpoint that is there already. */
export function callOf(
  endpoint: Pick<TestEndpoint, 'url' | 'credentials'>,
  signingName: string,
  prefix: string,
): JsonService['call'] {
  return async (operation, input = {}) => {
    const { status, body } = await callJson(endpoint, signingName, {
      target: `${prefix}.${operation}`,
      input,
    });
    return status === 200 ? body : { status, ...body };
  };
}
