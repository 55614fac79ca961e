// An execution as a page in Markdown, for the summary of a job of GitHub. Pure.
import { addressOf, type ActionView, type ExecutionView } from '../../view/execution-view.ts';
import { appearances } from './appearance.ts';
import { actionResult, actionsOf, endpointsOf, firstLine, spanText } from './describe.ts';
import { explainFailure } from '../../view/explain-failure.ts';
import { reportLine } from './report-text.ts';

export function jobSummary(view: ExecutionView, now: number): string {
  const { word } = appearances[view.displayStatus];
  const rows = actionsOf(view).map(({ stage, action }) => {
    const { mark, word: status } = appearances[action.displayStatus];
    const result = action.error === undefined ? actionResult(action) : firstLine(action.error.message);
    return `| ${cell(stage.name)} | ${cell(action.name)} | ${mark} ${status} | ${cell(result)} | ${spanText(action, now)} |`;
  });
  return [
    `### ${view.pipelineName} ${word}${view.endedAt === undefined ? '' : ` in ${spanText(view, now)}`}`,
    '',
    '| Stage | Action | Status | Result | Time |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...actionsOf(view).flatMap(({ stage, action }) => failure(`${stage.name} › ${action.name}`, action)),
    ...reports(view),
    ...notExecuted(view),
    ...endpointsOf(view).map((endpoint) => `- ${addressOf(endpoint)}`),
    '',
  ].join('\n');
}

/** A bar would end the cell. */
function cell(text: string): string {
  return firstLine(text).replaceAll('|', '\\|');
}

function failure(name: string, { error }: ActionView): readonly string[] {
  if (error === undefined) return [];
  const explanation = explainFailure(error);
  const remedy = error.remedy ?? explanation?.advice;
  return [
    `#### ${name} failed`,
    '',
    `${error.code}: ${error.message}`,
    '',
    ...(explanation === undefined ? [] : [`It means: ${explanation.meaning}`, '']),
    ...(remedy === undefined ? [] : [`To fix: ${remedy}`, '']),
    ...(error.logTail === undefined || error.logTail.length === 0
      ? []
      : ['````text', ...error.logTail, '````', '']),
  ];
}

function reports(view: ExecutionView): readonly string[] {
  const lines = actionsOf(view).flatMap(({ action }) => action.reports.map(reportLine));
  if (lines.length === 0) return [];
  return [...lines.map((line) => `- ${line.map(({ text }) => text).join('')}`), ''];
}

function notExecuted(view: ExecutionView): readonly string[] {
  const found = actionsOf(view).flatMap(({ action }) => action.notExecuted);
  if (found.length === 0) return [];
  return ['Not executed here:', '', ...found.map(({ what, reason }) => `- ${what}: ${reason}`), ''];
}
