// What can be asked of the endpoint's process.

/** A network of containers on this machine. */
export interface ContainerNetwork {
  /** The address of this machine in it. */
  readonly gateway: string;
  /** In CIDR notation: `172.17.0.0/16`. */
  readonly subnet: string;
}

export type EndpointRequest =
  | { readonly type: 'describe' }
  /** Answers from now on at the gateway of this network too, to the containers in it. */
  | { readonly type: 'admit'; readonly network: ContainerNetwork };

export interface EndpointDescription {
  /** `http://127.0.0.1:PORT`, or with the gateway of the network that was admitted. */
  readonly url: string;
}

/** What its program is made of besides that of other daemons: rooms of the source. */
export const endpointRooms = [
  'endpoint',
  'services',
  'server',
  'runtime',
  'view',
  'engine',
  'stacks',
  'state',
  'account',
  'aws',
];
