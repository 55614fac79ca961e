// The last words of a run: how it ended, what was not executed here, what to know, and where it answers. Pure.
import { counted } from '../../lib/counted.ts';
import { pricedRunner, runnerPrices } from '../../model/runner-prices.ts';
import type { CommandHints } from './command-hints.ts';
import { appearances } from './appearance.ts';
import { actionsOf, endpointsOf, shortExecutionId, spanText } from './describe.ts';
import { foldLine, hanging, span, type Line } from './line.ts';
import { failureLine, reportLine } from './report-text.ts';
import { addressOf, type ActionView, type Endpoint, type ExecutionView } from '../../view/execution-view.ts';
import { jobProvider } from '../../view/fold-jobs.ts';
import { stoodIn } from '../../view/stood-in.ts';
import type { CardOptions } from './render-card.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

export function renderVerdict(
  view: ExecutionView,
  {
    width,
    screenWidth = Number.POSITIVE_INFINITY,
    now,
    palette,
    hints,
  }: CardOptions & { readonly now: number },
): readonly string[] {
  const lines = [
    verdictLine(view, now),
    ...waitingLines(view, hints),
    ...reportLines(view),
    ...notExecutedLines(view, width),
    ...stoodInLines(view, width),
    ...noticeLines(view, width),
    ...minutesLines(view),
    ...addressLines(view, hints),
  ];
  return lines.flatMap((line) => foldLine(line, screenWidth)).map((line) => palette.paint(line));
}

/** The first of them: how it ended. */
export function renderResult(
  view: ExecutionView,
  { now, palette }: Pick<CardOptions, 'palette'> & { readonly now: number },
): string {
  return palette.paint(verdictLine(view, now));
}

function verdictLine(view: ExecutionView, now: number): Line {
  const { mark, word, role } = appearances[view.displayStatus];
  const by = view.supersededBy === undefined ? '' : ` by ${shortExecutionId(view.supersededBy)}`;
  const why =
    view.stopRequested === undefined
      ? ''
      : `: stopped by ${view.stopRequested.by}${textAfter(view.stopRequested.reason)}`;
  return [
    span(`${mark} ${view.pipelineName} ${word}${by}`, role),
    span(
      view.displayStatus === 'InProgress'
        ? `, ${spanText(view, now)} so far`
        : `${why} in ${spanText(view, now)}`,
    ),
    span(`  execution ${shortExecutionId(view.executionId)}`, 'dim'),
  ];
}

/** What has to happen before an execution that has not ended can go on. */
function waitingLines(view: ExecutionView, hints: CommandHints): readonly Line[] {
  if (view.displayStatus !== 'InProgress') return [];
  const approvals = actionsOf(view).filter(({ action }) => action.displayStatus === 'Waiting');
  const next = view.stages.find(({ displayStatus }) => displayStatus === 'Pending');
  return [
    ...approvals.map(({ stage, action }) =>
      command(hints.command(['approve', stage.name, action.name], view.pipelineName), 'or reject'),
    ),
    ...(next?.closed === undefined || approvals.length > 0
      ? []
      : [
          command(
            hints.command(['enable', next.name], view.pipelineName),
            `disabled by ${next.closed.by}${textAfter(next.closed.reason)}`,
          ),
        ]),
  ];
}

function command(text: string, comment: string): Line {
  return [span('  to continue: '), span(text, 'cyan'), span(`   ${comment}`, 'dim')];
}

function textAfter(reason: string): string {
  return reason === '' ? '' : ` (${reason})`;
}

/** Failed tests first, each with its place; then the figures. */
function reportLines(view: ExecutionView): readonly Line[] {
  const reports = actionsOf(view).flatMap(({ action }) => action.reports);
  if (reports.length === 0) return [];
  const failures = reports.flatMap((report) => report.failures);
  return [
    [],
    [span('Tests', 'bold')],
    ...failures.map((failure) => [span('  '), ...failureLine(failure)]),
    ...reports.map((report) => [span('  '), ...reportLine(report)]),
  ];
}

function notExecutedLines(view: ExecutionView, width: number): readonly Line[] {
  const missing = actionsOf(view).flatMap(({ stage, action }) =>
    action.notExecuted.map(({ what, reason }) => ({ where: `${stage.name} › ${action.name}`, what, reason })),
  );
  if (missing.length === 0) return [];
  const { mark, role } = appearances.NotExecuted;
  return [
    [],
    [span('Not executed here', 'bold')],
    ...missing.flatMap(({ where, what, reason }) =>
      hanging(span(`  ${mark} `, role), `${what}: ${reason} (${where})`, width),
    ),
  ];
}

function stoodInLines(view: ExecutionView, width: number): readonly Line[] {
  const found = stoodIn(view);
  if (found.length === 0) return [];
  return [
    [],
    [span('Stood in', 'bold')],
    ...found.flatMap(({ what, by, where }) => {
      const place = where.length === 1 ? (where[0] ?? '') : counted(where.length, 'action');
      return hanging(span('  ⇄ ', 'dim'), `${what}: ${by} (${place})`, width);
    }),
  ];
}

function noticeLines(view: ExecutionView, width: number): readonly Line[] {
  const notices = new Set([
    ...(view.notices ?? []),
    ...actionsOf(view).flatMap(({ action }) => action.notices),
  ]);
  if (notices.size === 0) return [];
  return [
    [],
    [span('To know', 'bold')],
    ...[...notices].flatMap((text) => hanging(span('  ! ', 'yellow'), text, width)),
  ];
}

/** What the jobs of a workflow would be billed for: GitHub counts each as whole minutes ("Actions runner pricing"). */
function minutesLines(view: ExecutionView): readonly Line[] {
  const jobs = actionsOf(view).flatMap(({ action }) => {
    const { provider, startedAt, endedAt, runsOn = [] } = action;
    return provider === jobProvider && startedAt !== undefined && endedAt !== undefined && !isRefused(action)
      ? [{ ...pricedRunner(runsOn), minutes: Math.max(1, Math.ceil((endedAt - startedAt) / 60_000)) }]
      : [];
  });
  const [first] = jobs;
  if (first === undefined) return [];
  const kinds = Object.entries(Object.groupBy(jobs, ({ name }) => name)).map(([name, own = []]) => ({
    name,
    minutes: own.reduce((sum, each) => sum + each.minutes, 0),
    price: own[0]?.price,
  }));
  const minutes = kinds.reduce((sum, each) => sum + each.minutes, 0);
  const cost = kinds.reduce((sum, each) => sum + each.minutes * (each.price ?? 0), 0);
  const where = `a private repository; prices of ${runnerPrices.asOf}`;
  const only = kinds.length === 1 && first.price !== undefined ? `${first.name}, ` : '';
  return [
    [],
    [span('At GitHub', 'bold')],
    [
      span(`  ${counted(minutes, 'minute')} of ${counted(jobs.length, 'job')}: ${dollars(cost)}`),
      span(`  ${only}${where}`, 'dim'),
    ],
    ...(only === '' ? kinds : []).map((kind) => [
      span(
        kind.price === undefined
          ? `  ${counted(kind.minutes, 'minute')} on ${kind.name}: not counted, its price is not known`
          : `  ${counted(kind.minutes, 'minute')} on ${kind.name}: ${dollars(kind.minutes * kind.price)}`,
      ),
    ]),
  ];
}

/** What must not begin, because of its branch for instance, takes no runner. */
function isRefused({ startedAt, endedAt, error }: ActionView): boolean {
  return error?.code === 'ConfigurationError' && startedAt === endedAt;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(3)}`;
}

/** The balancers; single hosts only where nothing stands in front of them. */
function addressLines(view: ExecutionView, hints: CommandHints): readonly Line[] {
  const endpoints = endpointsOf(view);
  const [first] = endpoints;
  if (first === undefined) return [];
  const fronts = endpoints.filter(isFront);
  const shown = fronts.length > 0 ? fronts : endpoints;
  const width = Math.max(...shown.map(({ name }) => displayWidth(name)));
  const hidden = endpoints.length - shown.length;
  return [
    [],
    [
      span(
        view.displayStatus === 'Succeeded' || view.displayStatus === 'NotExecuted'
          ? 'It answers at'
          : 'Addresses',
        'bold',
      ),
    ],
    ...shown.map((endpoint) => [
      span(`  ${padColumns(endpoint.name, width)}  `),
      span(addressOf(endpoint), 'cyan'),
      span(endpoint.detail === undefined ? '' : `  ${endpoint.detail}`, 'dim'),
    ]),
    ...(hidden === 0 ? [] : [[span(`  each host by itself: ${hints.command(['status'])}`, 'dim')]]),
  ];
}

function isFront({ detail }: Endpoint): boolean {
  return detail === 'load balancer';
}
