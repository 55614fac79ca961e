// What stacks export, and who imports it.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import { paged } from './paged.ts';
import type { Operation } from '../service.ts';
import { invalid } from './errors.ts';
import { storeOf } from './find-stack.ts';
import { importersOf, neighboursOf } from './world.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;

export const listExports: Op<'ListExports'> = ({ NextToken }, call) => {
  const all = neighboursOf(storeOf(call), call.place).flatMap((stack) =>
    stack.outputs.flatMap(({ exportName, value }) =>
      exportName === undefined ? [] : [{ ExportingStackId: stack.id, Name: exportName, Value: value }],
    ),
  );
  const { items, nextToken } = paged(all, NextToken);
  return { Exports: items, ...defined({ NextToken: nextToken }) };
};

export const listImports: Op<'ListImports'> = ({ ExportName }, call) => {
  const store = storeOf(call);
  const owner = neighboursOf(store, call.place).find(({ outputs }) =>
    outputs.some(({ exportName }) => exportName === ExportName),
  );
  const importers = owner === undefined ? [] : importersOf(store, owner, ExportName);
  if (importers.length === 0) throw invalid(`Export '${ExportName}' is not imported by any stack.`);
  return { Imports: importers };
};
