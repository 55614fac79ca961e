// Reads a report group: the input of `aws codebuild create-report-group`, or what `batch-get-report-groups` gives. Source:
// CodeBuild API reference, "CreateReportGroup".
import type { CodeBuild } from '../../aws/types/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import type { ReportGroup } from '../../model/unexecuted-parts.ts';
import { awsStructure, awsTable } from '../aws-shape.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import type { Shape } from '../shape.ts';
import { hasKeys, type Kind } from './kind.ts';
import { wholeNotExecuted } from '../whole-not-executed.ts';

export const reportGroupKind: Kind<ReportGroup> = {
  title: 'a report group',
  file: 'report-group.json',
  holds: 'what `aws codebuild create-report-group` takes; nothing is exported here, which is reported',
  words: ['exportConfig'],
  isOne: (root) => hasKeys(root, 'name', 'type', 'exportConfig'),
  list: 'reportGroups',
  wrapper: 'reportGroup',
  outputs: ['arn', 'created', 'lastModified', 'status'],
  shape: () => awsTable('codebuild', 'CreateReportGroupInput'),
  read: readReportGroup,
};

// The type was generated from the same table.
const reportGroupShape = awsStructure('codebuild', 'CreateReportGroupInput', 'report group') as Shape<
  CodeBuild['CreateReportGroupInput']
>;

function readReportGroup(node: Node): ReadResource<ReportGroup> {
  const { value, problems } = readShape(node, reportGroupShape);
  const name = value === undefined ? '' : ` "${value.name}"`;
  const notice = wholeNotExecuted(node, `The report group${name}`, {
    reason: 'a build keeps its reports in the state folder, by the names in its buildspec, and exports none',
    remedy: 'Read them with slipway reports.',
  });
  return { node, problems: [...problems, notice], ...defined({ value }) };
}
