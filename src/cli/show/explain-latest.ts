// `slipway explain` without an id: why the newest execution of the state folder that failed has failed, as its run said it.
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { readView } from '../../view/read-view.ts';
import type { PipelineOptions } from '../command.ts';
import { cardWidths } from '../follow/final-lines.ts';
import { createPalette } from '../render/palette.ts';
import { renderCard } from '../render/render-card.ts';
import { shortExecutionId } from '../render/describe.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import { openForReading } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export async function explainLatest(options: PipelineOptions, terminal: Terminal): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const pipelineName = namedPipeline(state, options);
  const all = state.history.executions(defined({ pipelineName }));
  const failed = all.find(({ status }) => status === 'Failed');
  if (failed === undefined) throw new ProblemError([nothingFailed(pipelineName)]);
  const { view } = readView(state, failed);
  const { hints, palette } = terminal;
  const card = (paints: Terminal['palette']) =>
    renderCard(view, { ...cardWidths(terminal), palette: paints, hints });
  const { executionId } = failed;
  if (options.json === true) {
    const lines = card(createPalette(false));
    terminal.write(
      `${JSON.stringify({ executionId, pipelineName: failed.pipelineName, cause: lines[0], lines })}\n`,
    );
    return 0;
  }
  const later = all.filter(({ startedAt }) => startedAt > failed.startedAt).length;
  const since = later === 0 ? '' : `, before the ${later} newest`;
  terminal.write(`execution ${shortExecutionId(executionId)} of ${failed.pipelineName}${since}\n\n`);
  terminal.write(`${card(palette).join('\n')}\n`);
  return 0;
}

function nothingFailed(pipelineName: string | undefined) {
  const of = pipelineName === undefined ? '' : ` of "${pipelineName}"`;
  return problem({
    code: 'PipelineExecutionNotFoundException',
    whose: 'call',
    message: `No execution${of} has failed here`,
    remedy: 'Name an execution, a build, a deployment or a stack of AWS: slipway explain ID --aws',
  });
}
