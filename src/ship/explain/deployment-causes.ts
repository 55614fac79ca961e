// Error texts of deployments: CodeDeploy, ECS, Lambda, Elastic Beanstalk, sites. Sources: CodeDeploy user guide,
// "Troubleshooting CodeDeploy"; ECS developer guide, "Troubleshooting"; Lambda developer guide, "Lambda quotas".
import type { Cause } from './known-cause.ts';

export const deploymentCauses: readonly Cause[] = [
  {
    text: /specified file already exists at this location/i,
    means: 'A file lies where the deployment puts one of its own, and CodeDeploy did not put it there',
    remedy:
      'Remove it, or say in the appspec what to do with it: file_exists_behavior: OVERWRITE (or RETAIN).',
  },
  {
    text: /ApplicationStop.*(fail|does not exist)|(script|file) .*does not exist.*ApplicationStop/is,
    means:
      'ApplicationStop runs the scripts of the revision that was deployed before, and those are broken or gone',
    remedy:
      'Deploy once with --ignore-application-stop-failures. It comes back until a deployment has succeeded.',
  },
  {
    text: /lifecycle event.*(agent|host).*restart|agent (was )?restarted|restarted.*during the lifecycle event/i,
    means: 'A hook restarted the agent or the host while its lifecycle event went on',
    remedy: 'Restart after the deployment: put it into a job of the host that runs later.',
  },
  {
    text: /agent was not able to receive the lifecycle event|CodeDeploy agent .*(not running|did not)|Missing credentials - please check/i,
    means: 'The CodeDeploy agent of the host does not run, has no role, or does not reach CodeDeploy',
    remedy:
      'On the host, in this order: is the agent running, has the instance a profile, is its clock right, does it reach the endpoint, is its Region right.',
  },
  {
    text: /No instances? (were |was )?found|NO_INSTANCES|all (lifecycle )?events?( were)? skipped|events? Skipped/i,
    means: 'No running instance has the tags of the deployment group, so nothing was deployed to',
    remedy: 'Compare the tags of the instances with ec2TagFilters: a key, its value, and their letter case.',
  },
  {
    text: /script.*(timed out|timeout)|ScriptTimedOut/i,
    means:
      'A script did not come to its end in its time, mostly because it starts the program in the foreground',
    remedy: 'Start it as a service, or detached with its output redirected: nohup ./app > app.log 2>&1 &.',
  },
  {
    text: /ScriptMissing|Script does not exist at specified location/,
    means: 'The revision has no script at the path that its appspec names',
    remedy:
      'Paths of hooks are seen from the root of the revision: correct the location, or put the script into the artifact.',
  },
  {
    isGeneral: true,
    text: /ScriptFailed|Script at specified location: .* failed with exit code/,
    means: 'A script of a hook failed by itself',
    remedy: 'Its own last lines say why. It runs as the user of "runas", without the variables of a login.',
  },
  {
    isGeneral: true,
    text: /HEALTH_CONSTRAINTS/,
    means: 'Too few hosts stayed healthy: a hook failed on the first of them',
    remedy: 'The events of the first failed instance name the hook, its exit status and its last lines.',
  },
  {
    text: /did not find the image definition file|image definition file.*(invalid|not)|imagedefinitions\.json.*(missing|invalid|not)/i,
    means:
      'The artifact has no file of image definitions that ECS can read: it was not written, or is an object in place of a list',
    remedy:
      'The build writes it: printf \'[{"name":"app","imageUri":"%s"}]\' "$URI" > imagedefinitions.json, and artifacts name it.',
  },
  {
    text: /container definition with matching name|container .* (was )?not found in the task definition/i,
    means: 'The name in the image definitions is no container of the task definition',
    remedy: 'Use the name of the container in the task definition, letter by letter.',
  },
  {
    isGeneral: true,
    text: /circuit breaker/i,
    means: 'The new tasks never became healthy, and the service went back to the revision before',
    remedy: 'The reason is in the first stopped task: its stoppedReason and the last lines of its container.',
  },
  {
    isGeneral: true,
    text: /servicesStable|Max attempts exceeded|services? .*did not stabilize/i,
    means:
      'The tasks of the service end or fail their health checks, or start more slowly than the caller waits',
    remedy:
      'Read the events of the service and the stoppedReason of its tasks; allow a healthCheckGracePeriodSeconds.',
  },
  {
    text: /CannotPullContainer/,
    means:
      'The image cannot be pulled: no such tag, the execution role may not, or there is no way to the registry',
    remedy:
      'Look whether the tag is there (aws ecr describe-images), then at the execution role, then at the subnet.',
  },
  {
    text: /ResourceConflictException|update is in progress for resource/i,
    means: 'Two updates of the function came one after the other without waiting',
    remedy: 'Wait between them: aws lambda wait function-updated --function-name NAME.',
  },
  {
    text: /Unzipped size must be smaller than/i,
    means: 'The function with its layers is larger than the 250 MB that Lambda takes unpacked',
    remedy:
      'Leave out what is not needed at run time, or deploy it as a container image, which may have 10 GB.',
  },
  {
    text: /No Application Version named|Environment.*must be (in the )?Ready|is in an invalid state for this operation.*Must be Ready/i,
    means: 'The environment is being updated, or the version that is named was never made',
    remedy: 'Wait until the environment is Ready, and let each deployment have a version label of its own.',
  },
  {
    text: /InvalidationCompleted failed|Waiter InvalidationCompleted/i,
    means: 'The invalidation takes longer than the tool waits; the deployment itself is done',
    remedy: 'Do not wait for it in the pipeline, or wait longer: it ends by itself.',
  },
  {
    text: /ChunkLoadError|Loading chunk .* failed|NoSuchKey.*\.(js|css)|404.*(chunk|\.[0-9a-f]{8,}\.(js|css))/i,
    means: 'Pages that are still open name files of the release before, and the deployment has deleted those',
    remedy: 'Keep the files of earlier releases for some days, and upload the pages after what they name.',
  },
];
