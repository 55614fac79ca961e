// The plan command with --cost: what a month of it would cost at AWS, line by line, and where each number comes from.
import { providers } from '../../actions/registry.ts';
import type { Definition } from '../../model/definition.ts';
import type { CostLine } from '../../model/cost-line.ts';
import { estimateCosts, type CostEstimate } from '../../model/costs.ts';
import { prices } from '../../model/prices.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { measuredUse } from '../../view/measured-use.ts';
import { fitLine, hanging, span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

interface Priced {
  readonly definition: Definition;
  readonly state: StateFolder;
  readonly json: boolean;
}

export function showCosts({ definition, state, json }: Priced, terminal: Terminal): ExitStatus {
  const { pipeline, costs } = definition;
  const [assumptions = {}] = costs;
  const estimate = estimateCosts(
    { definition, assumptions, measured: measure(pipeline.name, state) },
    providers,
  );
  const { asOf, region } = prices;
  if (json) {
    const currency = 'USD';
    terminal.write(
      `${JSON.stringify({ pipelineName: pipeline.name, currency, asOf, region, ...estimate })}\n`,
    );
    return 0;
  }
  for (const line of costLines(pipeline.name, estimate, terminal.columns()))
    terminal.write(`${terminal.palette.paint(fitLine(line, terminal.columns()))}\n`);
  return 0;
}

const measuredMs = 30 * 24 * 60 * 60 * 1000;

function measure(pipelineName: string, { history, journal }: StateFolder) {
  const since = Date.now() - measuredMs;
  const executions = history
    .executions({ pipelineName })
    .filter(({ startedAt }) => startedAt >= since)
    .map((summary) => ({ ...summary, actions: history.actions(summary.executionId) }));
  const reused = executions.flatMap(({ executionId }) =>
    [...journal.read({ executionId })].flatMap(({ event }) =>
      event.type === 'ActionProgressed' && event.progress.kind === 'Reused' ? [event.actionExecutionId] : [],
    ),
  );
  return measuredUse(executions, new Set(reused));
}

function costLines(
  pipelineName: string,
  { lines, totalUsd, isComplete }: CostEstimate,
  width: number,
): readonly Line[] {
  const longest = (text: (line: CostLine) => string) => Math.max(...lines.map((line) => text(line).length));
  const [services, sums] = [longest(({ service }) => service), longest(sumOf)];
  const { asOf, region } = prices;
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
