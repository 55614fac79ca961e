// What the containers of a task definition wait for (Amazon ECS API reference, ContainerDependency and ContainerDefinition).
import { when, type Complaint } from './registration.ts';
import type { RawTaskDefinition } from './task-definition-shape.ts';

const code = 'TaskDependencyInvalid';

export function checkDependencies({
  family,
  containerDefinitions: containers,
}: RawTaskDefinition): readonly Complaint[] {
  const names = containers.map(({ name }) => name);
  const wrong = containers.flatMap(({ name, dependsOn = [] }, index) =>
    dependsOn.flatMap(({ containerName, condition }, place) => {
      const wanted = containers.find((each) => each.name === containerName);
      const path = ['containerDefinitions', index, 'dependsOn', place, 'containerName'];
      const isAwaited = condition === 'COMPLETE' || condition === 'SUCCESS';
      return [
        ...when(wanted === undefined, {
          code,
          message: `The container "${name}" depends on "${containerName}", which the task definition "${family}" does not have`,
          path,
          remedy: `It has ${names.join(', ')}.`,
        }),
        ...when(condition === 'HEALTHY' && wanted !== undefined && wanted.healthCheck === undefined, {
          code,
          message: `The container "${name}" waits for the health of "${containerName}", which has no healthCheck`,
          path,
          remedy: `Give "${containerName}" a healthCheck, or wait for START.`,
        }),
        ...when(isAwaited && wanted !== undefined && wanted.essential !== false, {
          code,
          message: `The container "${name}" waits for the end of "${containerName}", which is essential: the task would end with it`,
          path,
          remedy: `Give "${containerName}" "essential": false.`,
        }),
      ];
    }),
  );
  const hasUnknown = containers.some(({ dependsOn = [] }) =>
    dependsOn.some(({ containerName }) => !names.includes(containerName)),
  );
  return [
    ...wrong,
    ...when(!hasUnknown && waitForEachOther(containers), {
      code,
      message: `The containers of the task definition "${family}" wait for each other`,
      path: ['containerDefinitions'],
      remedy: 'Remove one of the dependencies.',
    }),
    ...when(containers.length > 0 && containers.every(({ essential }) => essential === false), {
      code,
      message: `No container of the task definition "${family}" is essential`,
      path: ['containerDefinitions'],
      remedy: 'Leave out "essential": false where the task is over when the container is.',
    }),
  ];
}

function waitForEachOther(containers: RawTaskDefinition['containerDefinitions']): boolean {
  const started = new Set<string>();
  for (;;) {
    const ready = containers.filter(
      ({ name, dependsOn = [] }) =>
        !started.has(name) && dependsOn.every(({ containerName }) => started.has(containerName)),
    );
    if (ready.length === 0) return started.size < new Set(containers.map(({ name }) => name)).size;
    for (const { name } of ready) started.add(name);
  }
}
