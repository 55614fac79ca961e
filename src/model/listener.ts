// Where something that is deployed answers on this machine, when it matters which port it is. Slipway's own: on AWS names
// stand for it. Pure.

export interface ListenerPort {
  /** Of an Elastic Beanstalk environment, a distribution or a bucket. */
  readonly name: string;
  /** Of 127.0.0.1. */
  readonly port: number;
}
