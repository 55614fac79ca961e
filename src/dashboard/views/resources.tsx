// What exists in the account of this machine: what ran and what is only recorded, who made it, and where it answers.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ListedResource } from '../../account/listed-resources.ts';
import type { Maker } from '../../account/resource.ts';
import { counted } from '../../lib/counted.ts';
import { resourcesQuery } from '../data/queries.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Deployed } from '../parts/deployed/deployed.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { ResourceMap } from '../parts/resource-map.tsx';
import { FailedPage, Loading } from '../parts/states.tsx';
import { Ago } from '../parts/time.tsx';
import { shortId } from '../parts/words.ts';

export function Resources(): ReactNode {
  usePageTitle('Resources');
  const { data, error, isPending, refetch } = useQuery(resourcesQuery);
  const [text, setText] = useState('');
  const isMap = useSearch({ from: '/resources' }).view === 'map';
  const navigate = useNavigate();
  const show = (view: 'map' | undefined): void =>
    void navigate({ to: '/resources', search: view === undefined ? {} : { view }, replace: true });
  const [here, setHere] = useState<ListedResource['here']>();
  if (isPending) return <Loading page="Resources" />;
  if (error !== null) return <FailedPage page="Resources" error={error} retry={() => void refetch()} />;
  const shown = data.filter(
    (resource) =>
      (here === undefined || resource.here === here) && wordsOf(resource).includes(text.trim().toLowerCase()),
  );
  const count = (which: ListedResource['here']): number => data.filter((each) => each.here === which).length;
  return (
    <>
      <h1>Resources</h1>
      <section className="card flush" aria-label="Resources of the account">
        <header className="card-head">
          <div className="segments" role="group" aria-label="What happened here">
            <Segment name={`all ${data.length}`} isOn={here === undefined} onUse={() => setHere(undefined)} />
            <Segment name={`ran ${count('ran')}`} isOn={here === 'ran'} onUse={() => setHere('ran')} />
            <Segment
              name={`recorded ${count('recorded')}`}
              isOn={here === 'recorded'}
              onUse={() => setHere('recorded')}
            />
          </div>
          <div className="segments" role="group" aria-label="View">
            <Segment name="table" isOn={!isMap} onUse={() => show(undefined)} />
            <Segment name="map" isOn={isMap} onUse={() => show('map')} />
          </div>
          <span className="fill" />
          <input
            type="search"
            aria-label="Filter by name, type or maker"
            placeholder="Filter: name, type, maker"
            value={text}
            data-key="/"
            onChange={(event) => setText(event.target.value)}
          />
        </header>
        {data.length === 0 ? (
          <p className="quiet pad">
            Nothing exists yet. A run makes what its definition and its deployments name.
          </p>
        ) : isMap ? (
          <ResourceMap resources={shown} />
        ) : (
          <ByService resources={shown} />
        )}
      </section>
      <Deployed />
    </>
  );
}

function Segment({
  name,
  isOn,
  onUse,
}: {
  readonly name: string;
  readonly isOn: boolean;
  readonly onUse: () => void;
}): ReactNode {
  return (
    <button type="button" aria-pressed={isOn} onClick={onUse}>
      {name}
    </button>
  );
}

/** `AWS::S3::Bucket` is of `S3`. */
function serviceOf({ type }: ListedResource): string {
  return type.split('::')[1] ?? type;
}

function wordsOf(resource: ListedResource): string {
  return `${resource.type} ${resource.name} ${makerText(resource.madeBy)}`.toLowerCase();
}

function ByService({ resources }: { readonly resources: readonly ListedResource[] }): ReactNode {
  const groups = Object.groupBy(resources, serviceOf);
  return Object.entries(groups).map(([service, own = []]) => (
    <details key={service} className="group" open>
      <summary>
        <b>{service}</b> <span className="quiet">{counted(own.length, 'resource')}</span>
      </summary>
      <div className="scroll">
        <table className="list rows">
          <thead>
            <tr>
              <th>Here</th>
              <th>Name</th>
              <th>Type</th>
              <th>Made by</th>
              <th>Changed</th>
            </tr>
          </thead>
          <tbody>
            {own.map((resource) => (
              <Row key={`${resource.type} ${resource.region} ${resource.name}`} resource={resource} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  ));
}

function Row({ resource }: { readonly resource: ListedResource }): ReactNode {
  const { here, name, type, region, arn, madeBy } = resource;
  return (
    <tr>
      <td>
        <span className={`status ${here}`}>{here}</span>
      </td>
      <th scope="row" className="whole">
        {name} {arn === undefined ? null : <CopyButton text={arn} what="the ARN" />}
      </th>
      <td className="quiet">
        {type.split('::').slice(2).join('::')} {region}
      </td>
      <td className="whole">
        <MadeBy maker={madeBy} />
      </td>
      <td className="time">
        <Ago at={'changedAt' in resource ? resource.changedAt : resource.madeAt} />
      </td>
    </tr>
  );
}

function MadeBy({ maker }: { readonly maker: Maker }): ReactNode {
  if (maker.kind !== 'deployment') return makerText(maker);
  return (
    <>
      {maker.pipelineName} › {maker.actionName}{' '}
      <Link to="/executions/$executionId" params={{ executionId: maker.executionId }}>
        {shortId(maker.executionId)}
      </Link>
    </>
  );
}

function makerText(maker: Maker): string {
  switch (maker.kind) {
    case 'definition':
      return maker.file;
    case 'deployment':
      return `${maker.pipelineName} ${maker.actionName}`;
    case 'stack':
      return `stack ${maker.stackName}`;
    case 'command':
      return maker.command;
    default:
      return maker.principal === undefined ? maker.operation : `${maker.operation} by ${maker.principal}`;
  }
}
