// What API Gateway and Lambda keep next to the register and what connects resources: integrations of APIs and event source
// mappings. Read from the tables of `services/apigateway/api-store.ts` and `services/lambda/lambda-store.ts`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../lib/is-record.ts';
import { connect } from '../state/database.ts';
import { mentionsIn, resourceKey, type Mention, type Named } from './resource-links.ts';

/**
 * @param stateFolder absolute; nothing is made in it
 * @param resources all that exist: what is kept of others is left out
 */
export function keptMentions(stateFolder: string, resources: readonly Named[]): readonly Mention[] {
  return [
    ...integrations(join(stateFolder, 'apigateway', 'apis.db'), resources),
    ...sourceMappings(join(stateFolder, 'lambda', 'lambda.db'), resources),
  ];
}

/** Of REST APIs in the methods of their resources, of HTTP APIs by themselves. */
function integrations(file: string, resources: readonly Named[]): readonly Mention[] {
  const rows = rowsOf(
    file,
    `SELECT owner, kind, document AS content FROM documents
     WHERE kind IN ('resource', 'integration', 'authorizer', 'httpAuthorizer') ORDER BY owner, kind, id`,
  );
  return rows.flatMap(({ owner, kind, content }) => {
    const api = resources.find(
      ({ type, name }) => /^AWS::ApiGateway(::RestApi|V2::Api)$/.test(type) && name === owner,
    );
    // The texts of a request template may name anything.
    return api === undefined
      ? []
      : mentionsIn(content, resourceKey(api), [kind]).filter(({ path }) => /uri$/i.test(path.at(-1) ?? ''));
  });
}

/** From the queue or stream to the function that reads it. */
function sourceMappings(file: string, resources: readonly Named[]): readonly Mention[] {
  return rowsOf(
    file,
    `SELECT owner, kind, content FROM documents WHERE kind = 'mapping' ORDER BY name`,
  ).flatMap(({ content }) => {
    const { EventSourceArn, FunctionArn } = isRecord(content) ? content : {};
    const source = resources.find(({ arn }) => arn !== undefined && arn === EventSourceArn);
    return source === undefined || typeof FunctionArn !== 'string'
      ? []
      : [{ from: resourceKey(source), path: ['event source mapping'], text: FunctionArn }];
  });
}

interface Row {
  readonly owner: string;
  readonly kind: string;
  readonly content: unknown;
}

function rowsOf(file: string, sql: string): readonly Row[] {
  if (!existsSync(file)) return [];
  const database = connect(file);
  try {
    database.exec('PRAGMA query_only = ON');
    return database
      .prepare(sql)
      .all()
      .map((row) => ({
        owner: String(row['owner']),
        kind: String(row['kind']),
        content: JSON.parse(String(row['content'])) as unknown,
      }));
  } finally {
    database.close();
  }
}
