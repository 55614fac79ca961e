// Whether the role of a project lets CodeBuild keep a report of its build. Source: CodeBuild user guide, "Test report permissions".
import { whereOf } from '../../model/rights/arns.ts';
import { reportGroupArn, reportRight } from '../../model/rights/build-rights.ts';
import type { ReportContent } from '../../model/report.ts';
import { reportGroups } from '../../state/reports.ts';
import { refusedToServices } from '../service-access.ts';
import type { Build } from './build.ts';

/** In AWS's words, where roles are enforced; recorded either way. Only what was shipped is held to its role. */
export async function refusedReport(
  { context, project }: Build,
  reportGroup: string,
  { type }: ReportContent,
): Promise<string | undefined> {
  if (context.options.isShipped !== true) return undefined;
  const roleArn = project.serviceRole;
  const where = { ...whereOf(roleArn), region: context.place.region };
  const kept = reportRight(reportGroupArn(where, reportGroup), {
    isCoverage: type === 'CODE_COVERAGE',
    makesGroup: !reportGroups(context.state.records).includes(reportGroup),
  });
  const calls = { roleArn, sessionName: 'AWSCodeBuild', before: [kept], after: [] };
  return (await refusedToServices(context, [calls], 'before'))?.message;
}
