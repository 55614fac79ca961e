// Report groups by CodeBuild's API: those that calls have created, and those that builds have written reports into.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { reportGroups, reportsOf } from '../../state/reports.ts';
import { documentsOf } from '../documents.ts';
import { pageInOrder } from '../page.ts';
import { readState } from '../read-state.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './projects.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Shapes = CodeBuildApi['shapes'];

interface StoredGroup extends Pick<Shapes['ReportGroup'], 'type' | 'exportConfig' | 'tags'> {
  readonly name: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

const stored = documentsOf<StoredGroup>('codebuild/report-group');

export function groupArn({ place }: ServiceCall, name: string): string {
  return formatArn({ ...place, service: 'codebuild', resource: `report-group/${name}` });
}

export function groupNameIn(arn: string): string {
  return parseArn(arn)?.resource.replace(/^report-group\//, '') ?? arn;
}

/** By a call; builds make theirs with their first report. */
export function isCreatedGroup(placed: Pick<ServiceCall, 'ground' | 'place'>, name: string): boolean {
  return stored.get(placed, name) !== undefined;
}

/** In order of name. */
async function allGroups(call: ServiceCall): Promise<readonly StoredGroup[]> {
  const created = stored.list(call);
  const written =
    (await readState(call, (state) =>
      reportGroups(state.records).map((name): StoredGroup => {
        const reports = reportsOf(state.records, name);
        return {
          name,
          ...defined({ type: reports.at(-1)?.content.type }),
          exportConfig: { exportConfigType: 'NO_EXPORT' },
          createdAt: reports[0]?.createdAt ?? 0,
          changedAt: reports.at(-1)?.createdAt ?? 0,
        };
      }),
    )) ?? [];
  const names = new Set(created.map(({ name }) => name));
  return [...created, ...written.filter(({ name }) => !names.has(name))].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function output(call: ServiceCall, group: StoredGroup): Shapes['ReportGroup'] {
  const { createdAt, changedAt, tags = [], ...rest } = group;
  return {
    ...rest,
    arn: groupArn(call, group.name),
    created: new Date(createdAt),
    lastModified: new Date(changedAt),
    tags,
    status: 'ACTIVE',
  };
}

/** Nothing is exported: a group that wants it is refused, and not kept in silence. */
function checkExport({ exportConfigType }: Shapes['ReportExportConfig']): void {
  if (exportConfigType === 'S3')
    throw refuse<CodeBuildApi>(
      'InvalidInputException',
      'Slipway exports no raw files of reports to S3 on this machine: use the export type NO_EXPORT',
    );
}

export const createReportGroup: Op<'CreateReportGroup'> = (input, call) => {
  const { name } = input;
  checkExport(input.exportConfig);
  const group: StoredGroup = { ...input, createdAt: call.now, changedAt: call.now };
  if (!stored.add(call, name, group))
    throw refuse<CodeBuildApi>(
      'ResourceAlreadyExistsException',
      `Report group already exists: ${groupArn(call, name)}`,
    );
  return { reportGroup: output(call, group) };
};

export async function groupWithArn(call: ServiceCall, arn: string): Promise<StoredGroup> {
  const found = (await allGroups(call)).find(({ name }) => groupArn(call, name) === arn);
  if (found === undefined)
    throw refuse<CodeBuildApi>('ResourceNotFoundException', `Report group does not exist: ${arn}`);
  return found;
}

export const updateReportGroup: Op<'UpdateReportGroup'> = async ({ arn, exportConfig, tags }, call) => {
  const before = await groupWithArn(call, arn);
  if (exportConfig !== undefined) checkExport(exportConfig);
  const group = { ...before, ...defined({ exportConfig, tags }), changedAt: call.now };
  stored.put(call, group.name, group);
  return { reportGroup: output(call, group) };
};

/** Reports of builds are part of their history here, and stay: a group that has some is not deleted. */
export const deleteReportGroup: Op<'DeleteReportGroup'> = async ({ arn }, call) => {
  const name = groupNameIn(arn);
  const count = (await readState(call, ({ records }) => reportsOf(records, name).length)) ?? 0;
  if (count > 0)
    throw refuse<CodeBuildApi>(
      'InvalidInputException',
      `The report group ${arn} has reports: Slipway keeps the reports of builds`,
    );
  stored.remove(call, name);
  return {};
};

export const batchGetReportGroups: Op<'BatchGetReportGroups'> = async ({ reportGroupArns }, call) => {
  const all = await allGroups(call);
  const found = reportGroupArns.map((arn) => ({
    arn,
    group: all.find(({ name }) => groupArn(call, name) === arn),
  }));
  return {
    reportGroups: found.flatMap(({ group }) => (group === undefined ? [] : [output(call, group)])),
    reportGroupsNotFound: found.flatMap(({ arn, group }) => (group === undefined ? [arn] : [])),
  };
};

export const listReportGroups: Op<'ListReportGroups'> = async (input, call) => {
  const { sortBy = 'NAME', sortOrder = 'ASCENDING', nextToken, maxResults = 100 } = input;
  const keyOf = ({ name, createdAt, changedAt }: StoredGroup) =>
    sortBy === 'NAME'
      ? name
      : `${String(sortBy === 'CREATED_TIME' ? createdAt : changedAt).padStart(16, '0')} ${name}`;
  const sorted = (await allGroups(call)).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (sortOrder === 'DESCENDING') sorted.reverse();
  const { items, next } = pageInOrder(sorted, { size: maxResults, token: nextToken, onWrongToken });
  return defined({ reportGroups: items.map(({ name }) => groupArn(call, name)), nextToken: next });
};
