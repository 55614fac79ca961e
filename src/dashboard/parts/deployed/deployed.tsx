// What is deployed where, each kind of target with a card of its own.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnyTargetView } from '../../../targets/kinds.ts';
import type { DamagedTarget } from '../../../targets/target-kind.ts';
import { targetsQuery } from '../../data/queries.ts';
import { DatabaseCard } from './database.tsx';
import { EnvironmentCard, FleetCard } from './hosts.tsx';
import { EndpointCard } from './endpoint.tsx';
import { RegistryCard } from './registry.tsx';
import { ServiceCard } from './service.tsx';
import { SiteCard } from './site.tsx';

type Kind = AnyTargetView['kind'];
type ViewOf<Each extends Kind> = Exclude<Extract<AnyTargetView, { readonly kind: Each }>, DamagedTarget>;

/** One line for each kind of target; the compiler asks for one that is missing. */
const cards: { readonly [Each in Kind]: (view: ViewOf<Each>) => ReactNode } = {
  fleet: FleetCard,
  environment: EnvironmentCard,
  service: ServiceCard,
  site: SiteCard,
  database: DatabaseCard,
  registry: RegistryCard,
  endpoint: EndpointCard,
};

export function Deployed(): ReactNode {
  const { data } = useQuery(targetsQuery);
  if (data === undefined) return null;
  return data.targets.map((view) => <Target key={`${view.kind}/${view.name}`} view={view} />);
}

function Target({ view }: { readonly view: AnyTargetView }): ReactNode {
  if ('damaged' in view) return <DamagedCard {...view} />;
  // The table gives each kind the card of its views, which the compiler does not follow through the index.
  const Card = cards[view.kind] as (each: typeof view) => ReactNode;
  return <Card {...view} />;
}

function DamagedCard({ kind, name, damaged }: DamagedTarget): ReactNode {
  return (
    <section className="card" aria-label={`${kind} ${name}`}>
      <h2>
        {name} <span className="quiet">{kind}</span> <span className="bad">record not readable</span>
      </h2>
      <p>
        {damaged} cannot be read. Deploy it again, or end it with <code>slipway down</code>.
      </p>
    </section>
  );
}
