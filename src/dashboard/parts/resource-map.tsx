// The map of what is deployed: each resource in the column of its kind, with lines to what it names. What one resource
// connects with is written next to the map.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ListedResource } from '../../account/listed-resources.ts';
import type { ResourceLink } from '../../account/resource-links.ts';
import { counted } from '../../lib/counted.ts';
import { resourceLinksQuery } from '../data/queries.ts';
import { CopyButton } from './copy-button.tsx';
import { columns, mapOf, type MapNode, type ResourceMap as Map } from './map-layout.ts';
import { Failure } from './states.tsx';

export function ResourceMap({ resources }: { readonly resources: readonly ListedResource[] }): ReactNode {
  const { data: links = [], error, refetch } = useQuery(resourceLinksQuery);
  const [chosen, setChosen] = useState<string>();
  const [onlyConnected, setOnlyConnected] = useState(false);
  const connected = new Set(links.flatMap(({ from, to }) => [from, to]));
  // The policy of a role is no place on the map: what it allows is a line.
  const placed = resources.filter(({ type }) => type !== 'AWS::IAM::RolePolicy');
  const whole = mapOf(placed, links);
  const map = onlyConnected
    ? mapOf(
        whole.nodes.filter(({ key }) => connected.has(key)).map(({ resource }) => resource),
        links,
      )
    : whole;
  const at = map.nodes.find(({ key }) => key === chosen);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <>
      <p className="map-legend quiet">
        <span className="map-key ran">ran: does here what it does on AWS</span>
        <span className="map-key recorded">recorded: its settings are kept, nothing runs</span>
        <span>
          {counted(map.links.length, 'connection')}, from settings, rights, mappings and integrations
        </span>
        <label>
          <input
            type="checkbox"
            checked={onlyConnected}
            onChange={(event) => setOnlyConnected(event.target.checked)}
          />{' '}
          only what is connected
        </label>
      </p>
      <div className="map-panes">
        <Picture map={map} chosen={at?.key} onChoose={setChosen} />
        {at === undefined ? null : <Chosen node={at} map={map} onChoose={setChosen} />}
      </div>
    </>
  );
}

const step = { x: 100 / columns.length, y: 58 };
const nodeHeight = 46;

function Picture({
  map,
  chosen,
  onChoose,
}: {
  readonly map: Map;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}): ReactNode {
  return (
    <div className="scroll map-scroll" tabIndex={0} role="group" aria-label="Map of resources">
      <div className="map-columns" aria-hidden>
        {columns.map((name) => (
          <span key={name} className="quiet">
            {name}
          </span>
        ))}
      </div>
      <div className="map" style={{ height: map.rows * step.y }}>
        <svg
          viewBox={`0 0 100 ${Math.max(1, map.rows * step.y)}`}
          preserveAspectRatio="none"
          aria-hidden
          className="map-lines"
        >
          {map.links.map((link) => (
            <Line key={`${link.from}\n${link.to}`} link={link} map={map} chosen={chosen} />
          ))}
        </svg>
        <ul>
          {map.nodes.map((node) => (
            <Node
              key={node.key}
              node={node}
              isChosen={node.key === chosen}
              isNear={map.links.some(
                ({ from, to }) =>
                  (from === chosen && to === node.key) || (to === chosen && from === node.key),
              )}
              onChoose={() => onChoose(node.key)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

/** From the right edge to the left one; within a column around its left side. */
function Line({
  link: { from, to },
  map,
  chosen,
}: {
  readonly link: ResourceLink;
  readonly map: Map;
  readonly chosen: string | undefined;
}): ReactNode {
  const ends = [from, to].map((key) => map.nodes.find((node) => node.key === key));
  const [left, right] = ends.toSorted((a, b) => (a?.column ?? 0) - (b?.column ?? 0));
  if (left === undefined || right === undefined) return null;
  const [y1, y2] = [left, right].map(({ row }) => row * step.y + nodeHeight / 2);
  const gap = step.x * 0.16;
  const isWithin = left.column === right.column;
  const x1 = isWithin ? left.column * step.x : (left.column + 1) * step.x - gap;
  const x2 = right.column * step.x;
  const bend = isWithin ? -gap * 0.8 : gap;
  const path = isWithin
    ? `M${x1},${y1} C${x1 + bend},${y1} ${x2 + bend},${y2} ${x2},${y2}`
    : `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  const isRecorded = ends.some((node) => node?.resource.here === 'recorded');
  const isOn = from === chosen || to === chosen;
  return <path d={path} className={`${isRecorded ? 'recorded' : ''} ${isOn ? 'on' : ''}`} />;
}

function Node({
  node: { key, resource, column, row },
  isChosen,
  isNear,
  onChoose,
}: {
  readonly node: MapNode;
  readonly isChosen: boolean;
  readonly isNear: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  return (
    <li style={{ left: `${column * step.x}%`, top: row * step.y, width: `${step.x * 0.84}%` }}>
      <button
        type="button"
        className={`map-node ${resource.here} ${isNear ? 'near' : ''}`}
        aria-pressed={isChosen}
        title={`${resource.name}, ${resource.type}, ${resource.here}`}
        onClick={onChoose}
        data-resource={key}
      >
        <b>{resource.name}</b>
        <span>{kindText(resource)}</span>
        <span className="hidden">{resource.here}</span>
      </button>
    </li>
  );
}

function kindText({ type, here }: ListedResource): string {
  return `${type.split('::').slice(1).join(' ')}${here === 'recorded' ? ', recorded' : ''}`;
}

function Chosen({
  node: { key, resource },
  map,
  onChoose,
}: {
  readonly node: MapNode;
  readonly map: Map;
  readonly onChoose: (key: string) => void;
}): ReactNode {
  const { type, name, region, arn, here } = resource;
  return (
    <section className="map-chosen" aria-label={`Connections of ${name}`}>
      <h3>
        {name} <span className={`status ${here}`}>{here}</span>
      </h3>
      <p className="quiet">
        {type} {region} {arn === undefined ? null : <CopyButton text={arn} what="the ARN" />}
      </p>
      <Ends title="Names" links={map.links.filter(({ from }) => from === key)} end="to" onChoose={onChoose} />
      <Ends
        title="Is named by"
        links={map.links.filter(({ to }) => to === key)}
        end="from"
        onChoose={onChoose}
      />
    </section>
  );
}

function Ends({
  title,
  links,
  end,
  onChoose,
}: {
  readonly title: string;
  readonly links: readonly ResourceLink[];
  readonly end: 'from' | 'to';
  readonly onChoose: (key: string) => void;
}): ReactNode {
  return (
    <>
      <h4>{title}</h4>
      {links.length === 0 ? <p className="quiet">nothing on the map</p> : null}
      <ul>
        {links.map((link) => {
          const [, , type = '', ...name] = link[end].split(' ');
          return (
            <li key={link[end]}>
              <button type="button" className="plain" onClick={() => onChoose(link[end])}>
                {name.join(' ')}
              </button>{' '}
              <span className="quiet">
                {type.split('::').at(-1)}, {link.by}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
