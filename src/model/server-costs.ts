// What instances cost that a deployment lands on, with their addresses and their load balancer. Pure.
import { costLine, type CostInput, type CostLine } from './cost-line.ts';
import { prices } from './prices.ts';

export interface Servers {
  readonly service: string;
  readonly name: string;
  readonly count: number;
  readonly instanceType: string | undefined;
  readonly isBalanced: boolean;
  /** Each has an address of the internet; else they share a NAT gateway. */
  readonly isPublic?: boolean;
  /** Their price changes every day. */
  readonly isSpot?: boolean;
}

export function serverLines(
  { service, name, count, instanceType, isBalanced, isPublic = true, isSpot = false }: Servers,
  { assumptions }: CostInput,
): readonly CostLine[] {
  const hours = { unit: 'hours', from: `${count} of ${name}, all month` };
  const price = instanceType === undefined || isSpot ? undefined : prices.instanceHour[instanceType];
  const missing =
    instanceType === undefined
      ? 'not known: say instanceType in costs.json'
      : `not known: there is no price of ${isSpot ? 'Spot Instances' : instanceType} here`;
  const quantity = count * prices.hoursInMonth;
  const instances = {
    ...hours,
    service,
    what:
      instanceType === undefined ? 'instances' : `${isSpot ? 'Spot Instances' : 'instances'} ${instanceType}`,
    quantity,
    ...(price === undefined ? { from: missing } : { price }),
  };
  const addresses = isPublic
    ? { ...hours, service, what: 'public addresses', quantity, price: prices.publicAddressHour }
    : {
        ...hours,
        service,
        what: 'NAT gateway, without its traffic',
        quantity: prices.hoursInMonth,
        price: prices.natGatewayHour,
        from: `of ${name}, all month`,
      };
  const balancer = {
    service,
    what: 'load balancer, without its traffic',
    quantity: prices.hoursInMonth,
    unit: 'hours',
    price: prices.loadBalancerHour,
    from: `of ${name}, all month`,
  };
  return [instances, addresses, ...(isBalanced ? [balancer] : [])].map((line) => costLine(line, assumptions));
}
