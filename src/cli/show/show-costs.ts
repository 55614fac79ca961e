// The plan command with --cost: what a month of it would cost at AWS, line by line, and where each number comes from.
import type { BudgetState } from '../../model/budget.ts';
import type { Definition } from '../../model/definition.ts';
import type { CostLine } from '../../model/cost-line.ts';
import { firstYearAllowances, type Allowance } from '../../model/free-tier.ts';
import { reportMonth, type MonthReport } from '../../runtime/estimate-month.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { hanging, span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';

interface Priced {
  readonly definition: Definition;
  /** Absolute path of the definition's folder. */
  readonly folder: string;
  readonly state: StateFolder;
  readonly json: boolean;
  /** The command fails when the month is not. */
  readonly withinFree: boolean;
}

export async function showCosts(
  { definition, folder, state, json, withinFree }: Priced,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { name } = definition.pipeline;
  const report = await reportMonth({ definition, folder, state, now: Date.now() });
  const status = withinFree && leavesFree(report) ? 1 : 0;
  if (json) {
    terminal.write(`${JSON.stringify({ pipelineName: name, currency: 'USD', ...report })}\n`);
    return status;
  }
  const lines = [
    ...costLines(name, report, terminal.columns()),
    ...allowanceLines(report.allowances, 'Free each month'),
    ...allowanceLines(firstYearAllowances(report.lines), firstYear),
    ...report.budgets.map(budgetLine),
  ];
  writeLines(terminal, lines);
  if (status === 1)
    writeLines(terminal, [[], [span(' The month leaves what is free, or a threshold of its budget', 'red')]]);
  return status;
}

function leavesFree({ allowances, budgets }: MonthReport): boolean {
  return allowances.some(({ percent = 0 }) => percent > 100) || budgets.some(({ isExceeded }) => isExceeded);
}

const firstYear =
  'Free each month in the first year of an account made before 15 July 2025, and not taken off above';

function allowanceLines(allowances: readonly Allowance[], title: string): readonly Line[] {
  if (allowances.length === 0) return [];
  const width = Math.max(...allowances.map(({ service, what }) => service.length + what.length)) + 2;
  return [
    [],
    [span(` ${title}`, 'bold')],
    ...allowances.map(({ service, what, unit, free, estimated, percent }): Line => {
      const used = estimated === undefined ? 'not known' : counted(estimated);
      const share = percent === undefined ? '' : `  ${Math.round(percent)} %`;
      const name = `${service}: ${what}`.padEnd(width);
      const color = percent !== undefined && percent > 100 ? 'red' : 'dim';
      return [span(` ${name}  ${used} of ${counted(free)} ${unit}`), span(share, color)];
    }),
  ];
}

function budgetLine({ name, isExceeded, reason }: BudgetState): Line {
  return [span(isExceeded ? ' ✖ ' : ' ✔ ', isExceeded ? 'red' : 'green'), span(`Budget ${name}: ${reason}`)];
}

function costLines(
  pipelineName: string,
  { lines, totalUsd, isComplete, asOf, region }: MonthReport,
  width: number,
): readonly Line[] {
  const longest = (text: (line: CostLine) => string) => Math.max(...lines.map((line) => text(line).length));
  const [services, sums] = [longest(({ service }) => service), longest(sumOf)];
  const indent = ' '.repeat(services + sums + 5);
  return [
    [span(pipelineName, 'bold'), span(', a month at AWS')],
    ...lines.flatMap((line): readonly Line[] => [
      [
        span(` ${line.service.padEnd(services)}  `),
        span(sumOf(line).padStart(sums), line.usd === undefined ? 'yellow' : 'bold'),
        span(`  ${amountOf(line)}`),
      ],
      ...hanging(span(indent), line.from, width).map((part) => part.map(({ text }) => span(text, 'dim'))),
    ]),
    [
      span(` About ${dollars(totalUsd)}`, 'bold'),
      span(isComplete ? '' : ', and what is not known on top', 'yellow'),
    ],
    [],
    ...hanging(
      span(' ', 'dim'),
      `Prices of ${region} as of ${asOf}, in US dollars without taxes. Durations are as measured here.`,
      width,
    ),
  ];
}

function amountOf({ what, quantity, unit, free, price }: CostLine): string {
  if (quantity === undefined) return what;
  const without = free > 0 ? `, ${counted(free)} free` : '';
  const each = price === undefined ? '' : ` at $${price}`;
  return `${what}: ${counted(quantity)} ${unit}${without}${each}`;
}

function sumOf({ usd }: CostLine): string {
  return usd === undefined ? '?' : dollars(usd);
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

function counted(value: number): string {
  return Number(value.toFixed(1)).toLocaleString('en-US');
}
