// Code of a pull request from a fork, run with the secrets of the repository (GitHub: "Securely using pull_request_target").
import { problem } from '../../lib/problem.ts';
import { valueAt } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import { expressionsIn, type WorkflowRule } from './rule.ts';

const ofStranger =
  /\bgithub\s*\.\s*(?:head_ref\b|event\s*\.\s*(?:pull_request\s*\.\s*head\b|workflow_run\s*\.\s*head_))/i;

export const untrustedCheckout: WorkflowRule = ({ on, jobs }, file) => {
  const event = ['pull_request_target', 'workflow_run'].find((name) => Object.hasOwn(on, name));
  if (event === undefined) return [];
  return jobs
    .flatMap(({ steps }) => steps)
    .filter(({ uses = '' }) => uses.toLowerCase().startsWith('actions/checkout@'))
    .filter((step) => expressionsIn(valueAt(step.with, 'ref')).some(({ text }) => ofStranger.test(text)))
    .map((step) =>
      problem({
        code: 'WorkflowUntrustedCheckout',
        severity: 'warning',
        message: `"${event}" checks out the code of a pull request, which anyone can write, and has the secrets`,
        at: placeOf(file, step),
        remedy:
          'Run it for "pull_request", whose runs from forks have no secrets, or do not execute what is checked out.',
      }),
    );
};
