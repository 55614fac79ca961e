// A site: one bucket's endpoint and the edges in front of it, each on a port of its own that stays.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Bucket } from '../../model/bucket.ts';
import type { Distribution } from '../../model/distribution.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { listenOnOne, listensOn } from '../daemon/listen-on-one.ts';
import { answerFromBucket, inObjects } from '../bucket/bucket-answer.ts';
import { statusOf } from '../bucket/conditions.ts';
import { Edge } from './edge.ts';
import { packingOf } from './edge-rules.ts';
import type { SiteDescription, SiteRequest, SiteAnswer } from './protocol.ts';
import { readRequest, sendAnswer } from '../bucket/serve-answer.ts';
import { fromBlobs, SiteStore } from './site-store.ts';
import type { BucketRequest } from '../bucket/bucket-request.ts';

type Configure = Extract<SiteRequest, { type: 'configure' }>;

interface OpenEdge {
  readonly edge: Edge;
  readonly port: number;
  readonly server: Server;
}

export class Site {
  readonly #folder: string;
  readonly #store: SiteStore;
  readonly #edges = new Map<string, OpenEdge>();
  #bucket: Bucket | undefined;
  #distributions: readonly Distribution[] = [];
  #open: { readonly port: number; readonly server: Server } | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    this.#store = new SiteStore(folder);
  }

  /** One request after the other. */
  async handle(request: SiteRequest): Promise<unknown> {
    const result = this.#busy.then(() => this.#handle(request));
    this.#busy = result.catch(() => undefined);
    return await result;
  }

  async #handle(request: SiteRequest): Promise<unknown> {
    switch (request.type) {
      case 'configure':
        await this.#configure(request);
        return this.#describe();
      case 'put':
        this.#store.put(request, { isVersioned: this.#bucket?.isVersioned ?? true });
        return null;
      case 'invalidate':
        this.#edges.get(request.distribution)?.edge.invalidate(request.paths);
        return null;
      case 'describe':
        return this.#describe();
      default:
        return unreachable(request);
    }
  }

  async #configure({ bucket, distributions, ports }: Configure): Promise<void> {
    this.#bucket = bucket;
    this.#distributions = distributions;
    const isElsewhere = ports[bucket.name] !== undefined && ports[bucket.name] !== this.#open?.port;
    if (this.#open === undefined || isElsewhere) {
      this.#open?.server.close().closeAllConnections();
      this.#open = await this.#listen('bucket', ports[bucket.name], (incoming, response) =>
        this.#fromBucket(incoming, response),
      );
    }
    for (const [name, { server, port }] of this.#edges) {
      const isWanted = distributions.some((distribution) => distribution.name === name);
      if (isWanted && (ports[name] ?? port) === port) continue;
      server.close().closeAllConnections();
      this.#edges.delete(name);
    }
    for (const distribution of distributions) {
      const known = this.#edges.get(distribution.name);
      if (known === undefined) await this.#openEdge(distribution, ports[distribution.name]);
      else known.edge.configure(distribution);
    }
  }

  async #openEdge(distribution: Distribution, port: number | undefined): Promise<void> {
    const ask = (originId: string, request: BucketRequest) =>
      this.#askOrigin(distribution.name, originId, request);
    const edge = new Edge(distribution, ask, Date.now);
    const opened = await this.#listen(`edge ${distribution.name}`, port, (incoming, response) =>
      this.#fromEdge(edge, incoming, response),
    );
    this.#edges.set(distribution.name, { edge, ...opened });
  }

  #askOrigin(distributionName: string, originId: string, request: BucketRequest): SiteAnswer | undefined {
    const distribution = this.#distributions.find(({ name }) => name === distributionName);
    const origin = distribution?.origins.find(({ id }) => id === originId)?.bucket;
    if (this.#bucket === undefined || origin?.name !== this.#bucket.name) return undefined;
    return answerFromBucket(request, {
      bucket: this.#bucket,
      endpoint: origin.endpoint,
      ...inObjects(this.#store.objects),
    });
  }

  #fromBucket(incoming: IncomingMessage, response: ServerResponse): void {
    const request = readRequest(incoming);
    if (request === undefined || this.#bucket === undefined) return void response.writeHead(400).end();
    const answer = answerFromBucket(request, {
      bucket: this.#bucket,
      endpoint: 'website',
      ...inObjects(this.#store.objects),
    });
    const headers = { ...answer.headers, server: 'AmazonS3' };
    sendAnswer({ ...answer, headers }, { read: fromBlobs(this.#folder), incoming, response });
  }

  #fromEdge(edge: Edge, incoming: IncomingMessage, response: ServerResponse): void {
    const request = readRequest(incoming);
    if (request === undefined) return void response.writeHead(400).end();
    const { behavior, cache, ageMs, ...answer } = edge.answer(request);
    const status = answer.status === 200 ? conditionalStatus(request, answer.headers) : undefined;
    const headers = {
      ...answer.headers,
      'x-cache': `${cache} from cloudfront`,
      via: '1.1 slipway (CloudFront)',
      ...(ageMs === undefined ? {} : { age: String(Math.floor(ageMs / 1000)) }),
    };
    if (status !== undefined) return void response.writeHead(status, withoutContent(headers)).end();
    const packing = packingOf(behavior, answer, incoming.headers['accept-encoding']?.toString());
    sendAnswer({ ...answer, headers }, { read: fromBlobs(this.#folder), incoming, response, packing });
  }

  async #listen(
    name: string,
    wanted: number | undefined,
    serve: (incoming: IncomingMessage, response: ServerResponse) => void,
  ): Promise<{ readonly port: number; readonly server: Server }> {
    const server = createServer((incoming, response) => {
      try {
        serve(incoming, response);
      } catch (error) {
        // Metadata of an object may have what no header can.
        process.stderr.write(`${name}: ${incoming.url}: ${String(error)}\n`);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      }
    });
    const kept = this.#store.portOf(name);
    if (wanted !== undefined && !(await listensOn(server, wanted))) throw portTaken(wanted);
    const port =
      wanted ??
      (await listenOnOne(server, {
        seed: `${this.#folder} ${name}`,
        ...defined({ kept }),
      }));
    this.#store.keepPort(name, port);
    return { port, server };
  }

  #describe(): SiteDescription {
    return {
      bucket: this.#bucket?.name ?? '',
      port: this.#open?.port ?? 0,
      objects: Object.keys(this.#store.objects).length,
      releases: this.#store.releases.map(({ id, at }) => ({ id, at })),
      distributions: [...this.#edges].map(([name, { edge, port }]) => ({ name, port, ...edge.counts })),
    };
  }
}

/** An edge answers conditions by itself, with what it keeps. */
function conditionalStatus(
  request: BucketRequest,
  { etag, 'last-modified': lastModified }: SiteAnswer['headers'],
): 304 | 412 | undefined {
  if (etag === undefined || lastModified === undefined) return undefined;
  return statusOf(request, { eTag: etag, lastModified: Date.parse(lastModified) });
}

function withoutContent({
  'content-length': _length,
  'content-type': _type,
  ...headers
}: SiteAnswer['headers']): SiteAnswer['headers'] {
  return headers;
}

function portTaken(port: number): ProblemError {
  return new ProblemError([
    problem({
      code: 'PortTaken',
      whose: 'machine',
      message: `The port ${port} of 127.0.0.1 is used by another program`,
      remedy: 'End that program, or name another port in "listeners"',
    }),
  ]);
}
