// A container of a task definition for tests, with nothing special about it.
import type { ContainerDefinition } from '../../src/model/task-definition.ts';

export function containerDefinition(parts: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'web',
    image: 'web:1',
    essential: true,
    portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    environment: {},
    secrets: [],
    mountPoints: [],
    dependsOn: [],
    stopTimeout: 30,
    isReadOnly: false,
    isPrivileged: false,
    hasInit: false,
    addedCapabilities: [],
    droppedCapabilities: [],
    ulimits: [],
    labels: {},
    extraHosts: [],
    ...parts,
  };
}
