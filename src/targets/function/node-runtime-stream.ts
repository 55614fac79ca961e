// Streamed responses of functions for Node.js: what the runtime gives handlers as `awslambda`, and the way of what they write.
// It does what AWS's own client (aws-lambda-ric) does.
import type { Agent } from 'node:http';
import { request } from 'node:http';
import { Writable } from 'node:stream';

const mark = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Lambda developer guide, "Response streaming for Lambda functions": the status and headers of a function's address. */
const httpIntegration = 'application/vnd.awslambda.http-integration-response';
const afterPrelude = Buffer.alloc(8);

/** Before the handler's module is loaded. */
export function offerStreaming(): void {
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: (handler: object) => Object.assign(handler, { [mark]: 'response' }),
      HttpResponseStream: {
        from: (stream: ResponseStream, prelude: object) => {
          stream.setContentType(httpIntegration);
          stream.begin(Buffer.concat([Buffer.from(JSON.stringify(prelude)), afterPrelude]));
          return stream;
        },
      },
    },
  });
}

export function isStreaming(handler: object): boolean {
  return (handler as { readonly [mark]?: unknown })[mark] === 'response';
}

export interface StreamFailure {
  readonly errorType: string;
}

/** Where the handler writes. Nothing is sent before its first part, or its end. */
export class ResponseStream extends Writable {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #accepted = Promise.withResolvers<void>();
  #contentType = 'application/octet-stream';
  #prelude: Buffer | undefined;
  #sent: ReturnType<typeof request> | undefined;

  /** @param url of the response to this event, in the runtime API */
  constructor(url: string, agent: Agent) {
    super();
    this.#url = url;
    this.#agent = agent;
  }

  setContentType(type: string): void {
    if (this.#sent === undefined) this.#contentType = type;
  }

  /** @param prelude goes in front of the first part */
  begin(prelude: Buffer): void {
    this.#prelude = prelude;
  }

  get hasBegun(): boolean {
    return this.#sent !== undefined;
  }

  /** When the whole response has been taken. */
  get accepted(): Promise<void> {
    return this.#accepted.promise;
  }

  /** Ends what has begun with an error, which stands in trailers. */
  async fail(error: StreamFailure): Promise<void> {
    const body = Buffer.from(JSON.stringify(error)).toString('base64');
    this.#sent?.addTrailers({
      'Lambda-Runtime-Function-Error-Type': error.errorType,
      'Lambda-Runtime-Function-Error-Body': body,
    });
    this.#sent?.end();
    await this.accepted;
  }

  override _write(part: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#open().write(part, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#open().end();
    void this.#reportEnd(done);
  }

  async #reportEnd(done: (error?: Error | null) => void): Promise<void> {
    let failure: Error | null = null;
    try {
      await this.#accepted.promise;
    } catch (error) {
      failure = error as Error;
    }
    done(failure);
  }

  #open(): ReturnType<typeof request> {
    if (this.#sent !== undefined) return this.#sent;
    this.#sent = request(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'Content-Type': this.#contentType,
        'Transfer-Encoding': 'chunked',
        'Lambda-Runtime-Function-Response-Mode': 'streaming',
        Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
      },
    });
    this.#sent.on('error', (error) => this.#accepted.reject(error));
    this.#sent.on('response', (response) => {
      response.resume();
      response.on('end', () => this.#accepted.resolve());
    });
    if (this.#prelude !== undefined) this.#sent.write(this.#prelude);
    return this.#sent;
  }
}
