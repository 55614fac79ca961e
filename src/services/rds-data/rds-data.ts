// RDS's Data API: statements over HTTP, each with the user of a secret (Aurora user guide, "Using the Amazon RDS Data API").
import type { RdsDataApi } from '../../aws/operations/rds-data.ts';
import { refuse, type Operation, type Operations } from '../service.ts';
import { columnOf, fieldOf, jsonRecords, parameterValue } from './fields.ts';
import { withNumbers } from './placeholders.ts';
import { openClient, runStatement, withClient } from './run-statement.ts';
import { transactionsOf } from './transactions.ts';

type Op<N extends keyof RdsDataApi['operations']> = Operation<RdsDataApi, N>;
type Shapes = RdsDataApi['shapes'];

const mostResultBytes = 1024 * 1024;

const executeStatement: Op<'ExecuteStatement'> = async (input, call) => {
  const { formatRecordsAs = 'NONE', includeResultMetadata = false, resultSetOptions = {} } = input;
  const result = await withClient(call, input, async (client) =>
    runStatement(client, input, numbered(input.sql, input.parameters)),
  );
  const { columns, rows, tag } = result;
  if (columns.length === 0)
    return { numberOfRecordsUpdated: Number(/\d+$/.exec(tag)?.[0] ?? 0), generatedFields: [] };
  const bytes = rows.reduce((sum, row) => sum + row.reduce((all, each) => all + (each?.length ?? 0), 0), 0);
  if (bytes > mostResultBytes * (formatRecordsAs === 'JSON' ? 10 : 1))
    throw refuse<RdsDataApi>(
      'BadRequestException',
      'Database returned more than the allowed response size limit',
    );
  const columnMetadata = includeResultMetadata ? { columnMetadata: columns.map(columnOf) } : {};
  if (formatRecordsAs === 'JSON')
    return { formattedRecords: jsonRecords(result), numberOfRecordsUpdated: 0, ...columnMetadata };
  const records = rows.map((row) =>
    columns.map((column, index) => fieldOf(row[index] ?? null, column, resultSetOptions)),
  );
  return { records, numberOfRecordsUpdated: 0, ...columnMetadata };
};

function numbered(sql: string, parameters: readonly Shapes['SqlParameter'][] = []) {
  const statement = withNumbers(sql);
  const values = statement.names.map((name) => {
    const given = parameters.find((each) => each.name === name);
    if (given !== undefined) return parameterValue(given);
    throw refuse<RdsDataApi>('BadRequestException', `Missing value for parameter: ${name}`);
  });
  return { sql: statement.sql, values };
}

const batchExecuteStatement: Op<'BatchExecuteStatement'> = async (input, call) => {
  const { sql, parameterSets = [] } = input;
  return await withClient(call, input, async (client) => {
    const updateResults = [];
    // Without a transaction of the caller's, each set counts for itself (API reference, BatchExecuteStatement).
    for (const set of parameterSets.length === 0 ? [[]] : parameterSets) {
      await runStatement(client, {}, numbered(sql, set));
      updateResults.push({ generatedFields: [] });
    }
    return { updateResults };
  });
};

const beginTransaction: Op<'BeginTransaction'> = async (input, call) => ({
  transactionId: await transactionsOf(call).begin(await openClient(call, input)),
});

const commitTransaction: Op<'CommitTransaction'> = async ({ transactionId }, call) => {
  await transactionsOf(call).end(transactionId, 'COMMIT');
  return { transactionStatus: 'Transaction Committed' };
};

const rollbackTransaction: Op<'RollbackTransaction'> = async ({ transactionId }, call) => {
  await transactionsOf(call).end(transactionId, 'ROLLBACK');
  return { transactionStatus: 'Rollback Complete' };
};

export const rdsData: Operations<RdsDataApi> = {
  BatchExecuteStatement: batchExecuteStatement,
  BeginTransaction: beginTransaction,
  CommitTransaction: commitTransaction,
  ExecuteStatement: executeStatement,
  RollbackTransaction: rollbackTransaction,
};
