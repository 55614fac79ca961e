// Error texts of CloudFormation, Terraform and IAM. Sources: CloudFormation user guide, "Troubleshooting"; IAM user guide,
// "Pass a role to a service"; GitHub docs, "Configuring OpenID Connect in Amazon Web Services".
import type { Cause } from './known-cause.ts';

export const infrastructureCauses: readonly Cause[] = [
  {
    text: /AssumeRoleWithWebIdentity/i,
    means:
      'The trust policy of the role does not let this workflow in: its subject or audience does not match, or the provider is missing',
    remedy:
      'Print the claims of the token and compare "sub" with the condition: branch, environment, letter case, and the form with numeric ids.',
  },
  {
    text: /ExpiredToken|security token included in the request is expired/i,
    means: 'The session of the role ended before the work did',
    remedy:
      'Ask for a longer session (MaxSessionDuration of the role and duration-seconds), or assume it again before the step.',
  },
  {
    text: /iam:PassRole|not authorized to perform: iam:(PassRole|CreateRole|AttachRolePolicy|PutRolePolicy)/i,
    means: 'The role that deploys may not pass, or not make, a role for another service',
    remedy: 'Allow iam:PassRole on exactly that role, with the condition iam:PassedToService.',
  },
  {
    text: /HandlerErrorCode: AlreadyExists|AlreadyOwnedByYou|EntityAlreadyExists|already exists in stack/,
    means: 'A resource of that name is there already, and this stack has not made it',
    remedy:
      'Give it another name, delete the one that is there, or import it into the stack. slipway ship --refer NAME leaves it out.',
  },
  {
    isGeneral: true,
    text: /is not authorized to perform: [\w-]+:\w+|AccessDenied/,
    means: 'The role may not do what the message names, or not on that resource',
    remedy:
      'Add the statement to its policy: slipway rights --from-run --refused prints what was refused here.',
  },
  {
    text: /Error acquiring the state lock|ConditionalCheckFailedException/i,
    means: 'Another run holds the lock of this state of Terraform, or one that was ended has left it',
    remedy:
      'The error names who holds it and since when. Only when that run is over: terraform force-unlock ID.',
  },
  {
    text: /Saved plan is stale/i,
    means: 'The state was changed by another run after the plan was made',
    remedy: 'Make the plan again and have it approved again.',
  },
  {
    text: /Unexpected token .*(JSON|position)|terraform output.*(exit|wrapper)|\[command\]\/.*terraform/i,
    means:
      'The wrapper of setup-terraform prints lines of its own around the output, and hides exit statuses',
    remedy: 'Give setup-terraform "terraform_wrapper: false".',
  },
  {
    text: /UPDATE_ROLLBACK_FAILED/,
    means: 'A resource could not be put back to what it was before the update',
    remedy:
      'Repair what its reason names, then continue: aws cloudformation continue-update-rollback --stack-name NAME, skipping as few as can be.',
  },
  {
    text: /ROLLBACK_COMPLETE.*can ?not be updated|is in ROLLBACK_COMPLETE state/i,
    means: 'The stack was never made: its first creation failed, and only its remains are there',
    remedy: 'The first CREATE_FAILED of its events is the cause. Delete the stack and create it again.',
  },
  {
    text: /No updates are to be performed|didn't contain changes|No changes to deploy/i,
    means: 'Nothing is different, so there is nothing to update: this is no failure',
    remedy: 'Use deploy with --no-fail-on-empty-changeset.',
  },
  {
    text: /is in [A-Z_]*_IN_PROGRESS state|UPDATE_IN_PROGRESS.*can ?not be updated/i,
    means: 'Another run is working on the same stack',
    remedy: 'Wait for it; let the runs for one environment come one after the other.',
  },
  {
    text: /ChangeSet .*does not exist/i,
    means:
      'The change set is gone: an earlier try has executed or deleted it, so executing it again cannot work',
    remedy: 'Retry from the action that makes the change set.',
  },
];
