// Texts that anyone can write, in a script: they are put into it before the shell reads it (GitHub: "Script injections").
import { problem } from '../../lib/problem.ts';
import { valueAt, type WorkflowStep } from '../../model/workflow.ts';
import { placeOfText } from '../language/place-of.ts';
import { expressionsIn, withoutTexts, type WorkflowRule } from './rule.ts';

/** Of what a stranger opens, writes or names (GitHub, and actionlint's list of untrusted inputs). */
const untrusted =
  /\bgithub\s*\.\s*(?:head_ref\b|event\s*\.\s*(?:(?:issue|pull_request|discussion)\s*\.\s*(?:title|body)\b|(?:comment|review|review_comment)\s*\.\s*body\b|pull_request\s*\.\s*head\s*\.\s*(?:ref|label|repo\s*\.\s*default_branch)\b|head_commit\s*\.\s*(?:message|author\s*\.\s*(?:email|name))\b|commits\s*(?:\.\s*\*|\[[^\]]*\])?\s*\.\s*(?:message|author\s*\.\s*(?:email|name))\b|pages\s*(?:\.\s*\*|\[[^\]]*\])?\s*\.\s*page_name\b|\*\s*\.\s*(?:title|body)\b|workflow_run\s*\.\s*head_(?:branch|commit\s*\.\s*message)\b))/gi;

export const untrustedInput: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      scriptsOf(step).flatMap(({ text, ...at }) => {
        const found = new Set([...withoutTexts(text).matchAll(untrusted)].map(([named]) => named));
        return [...found].map((named) =>
          problem({
            code: 'WorkflowUntrustedInput',
            severity: 'warning',
            message: `"${named}" is put into a script, and anyone can write it`,
            at: placeOfText(file, named, at),
            remedy: `Give it to the step as a variable (env: VALUE: \${{ ${named} }}) and write "$VALUE".`,
            aws: 'Whatever the text says is executed, with the secrets of the job.',
          }),
        );
      }),
    ),
  );

/** What is executed as code: a shell's script, and that of actions/github-script. */
function scriptsOf({ run, uses = '', with: given }: WorkflowStep) {
  const isScript = uses.toLowerCase().startsWith('actions/github-script@');
  return [...expressionsIn(run), ...(isScript ? expressionsIn(valueAt(given, 'script')) : [])];
}
