// A service of ECS whose tasks never run fails its stack, and goes with it.
import { expect, test } from 'vitest';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const TemplateBody = `
Resources:
  Cluster: {Type: AWS::ECS::Cluster}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Family: none, ContainerDefinitions: [{Name: none, Image: "registry.invalid/none:1", Memory: 64}]}
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 1
      DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: false}}
`;

test('a service whose deployment fails is deleted by the rollback, and then its cluster', async () => {
  await using endpoint = await openTestEndpoint();
  const { part } = await callStacks(endpoint, 'CreateStack', { StackName: 'failed', TemplateBody });
  const status = await ended(endpoint, part('StackId'));
  const events = await eventsOf(endpoint, part('StackId'));
  expect([status, events]).toEqual([
    'ROLLBACK_COMPLETE',
    expect.arrayContaining(['Service DELETE_COMPLETE']),
  ]);
  expect(events.indexOf('Cluster DELETE_COMPLETE')).toBeGreaterThan(
    events.indexOf('Service DELETE_COMPLETE'),
  );
});
