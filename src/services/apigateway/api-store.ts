// The definitions of API Gateway, of REST and of HTTP APIs: one document for each thing, in a database of their own. What a
// deployment froze is a document too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import type { AwsPlace } from '../../model/place.ts';
import { openDatabase, transaction, type Database } from '../../state/database.ts';
import { privateFolder } from '../../state/private-files.ts';
import type { HttpSnapshot, RestSnapshot } from './snapshot.ts';

type Rest = ApiGatewayApi['shapes'];
type Http = ApiGatewayV2Api['shapes'];

/** A usage plan and the API keys that it has, by their ids. */
export interface StoredPlan {
  readonly plan: Rest['UsagePlan'];
  readonly keys: readonly string[];
}

/** What is kept, by its kind. */
export interface Documents {
  // In a place: an account and a region.
  readonly restApi: Rest['RestApi'];
  readonly httpApi: Http['Api'];
  readonly apiKey: Rest['ApiKey'];
  readonly usagePlan: StoredPlan;
  readonly account: Rest['Account'];
  readonly domainName: Http['DomainName'];
  // In a REST API.
  readonly resource: Rest['Resource'];
  readonly authorizer: Rest['Authorizer'];
  readonly model: Rest['Model'];
  readonly validator: Rest['RequestValidator'];
  readonly gatewayResponse: Rest['GatewayResponse'];
  readonly deployment: Rest['Deployment'];
  readonly restSnapshot: RestSnapshot;
  readonly stage: Rest['Stage'];
  // In an HTTP API.
  readonly route: Http['Route'];
  readonly integration: Http['Integration'];
  readonly httpAuthorizer: Http['Authorizer'];
  readonly httpDeployment: Http['Deployment'];
  readonly httpSnapshot: HttpSnapshot;
  readonly httpStage: Http['Stage'];
  // In a domain name.
  readonly apiMapping: Http['ApiMapping'];
}

export type Kind = keyof Documents;

const migrations: readonly string[] = [
  `
  CREATE TABLE documents (
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (owner, kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX documents_by_id ON documents (kind, id);
  `,
];

/** The owner of what is in a place and in no API. */
export function placeKey({ partition, account, region }: AwsPlace): string {
  return `${partition}/${account}/${region}`;
}

/**
 * Durable: what a call has changed is on disk when it returns. One process has it open. An owner is a place
 * (`placeKey`), the id of an API or a domain name.
 */
export class ApiStore implements Disposable {
  readonly #database: Database;
  #revision = 0;

  /** @param stateFolder absolute */
  constructor(stateFolder: string) {
    const folder = join(stateFolder, 'apigateway');
    mkdirSync(folder, { recursive: true, mode: privateFolder });
    this.#database = openDatabase(join(folder, 'apis.db'), migrations);
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }

  /** Another number after every change: what was read under the same number is as it was. */
  get revision(): number {
    return this.#revision;
  }

  get<K extends Kind>(kind: K, owner: string, id: string): Documents[K] | undefined {
    const row = this.#database
      .prepare('SELECT document FROM documents WHERE owner = ? AND kind = ? AND id = ?')
      .get(owner, kind, id);
    return row === undefined ? undefined : documentOf(row);
  }

  /** In order of their ids. */
  list<K extends Kind>(kind: K, owner: string): readonly Documents[K][] {
    return this.#database
      .prepare('SELECT document FROM documents WHERE owner = ? AND kind = ? ORDER BY id')
      .all(owner, kind)
      .map((row) => documentOf(row));
  }

  /** The place of an API, or of a domain name, of any account and region. */
  placeOf(kind: 'restApi' | 'httpApi' | 'domainName', id: string): AwsPlace | undefined {
    const row = this.#database.prepare('SELECT owner FROM documents WHERE kind = ? AND id = ?').get(kind, id);
    if (row === undefined) return undefined;
    const [partition = '', account = '', region = ''] = String(row['owner']).split('/');
    return { partition, account, region };
  }

  /** The ids of all APIs, with their Regions. */
  apis(): readonly { readonly id: string; readonly region: string }[] {
    return this.#database
      .prepare("SELECT id, owner FROM documents WHERE kind IN ('restApi', 'httpApi')")
      .all()
      .map(({ id, owner }) => ({ id: String(id), region: String(owner).split('/')[2] ?? '' }));
  }

  put<K extends Kind>(kind: K, { owner, id }: DocumentKey, document: Documents[K]): void {
    this.#revision += 1;
    this.#database
      .prepare('INSERT OR REPLACE INTO documents (owner, kind, id, document) VALUES (?, ?, ?, ?)')
      .run(owner, kind, id, JSON.stringify(document));
  }

  remove(kind: Kind, { owner, id }: DocumentKey): void {
    this.#revision += 1;
    this.#database
      .prepare('DELETE FROM documents WHERE owner = ? AND kind = ? AND id = ?')
      .run(owner, kind, id);
  }

  /** With all that it owns. */
  removeWithParts(kind: 'restApi' | 'httpApi' | 'domainName', key: DocumentKey): void {
    this.atOnce(() => {
      this.remove(kind, key);
      this.#database.prepare('DELETE FROM documents WHERE owner = ?').run(key.id);
    });
  }

  /** All of it or nothing. Calls within calls belong to the outermost. */
  atOnce<T>(work: () => T): T {
    return this.#database.isTransaction ? work() : transaction(this.#database, work);
  }
}

export interface DocumentKey {
  readonly owner: string;
  readonly id: string;
}

/** Members of the documents themselves that are dates; what users name is deeper. */
const dates = ['createdDate', 'lastUpdatedDate', 'CreatedDate', 'LastUpdatedDate'];

function documentOf<T>(row: Readonly<Record<string, unknown>>): T {
  const document = JSON.parse(String(row['document'])) as Record<string, unknown>;
  for (const name of dates) if (typeof document[name] === 'string') document[name] = new Date(document[name]);
  return document as T;
}
