// The token of a registry: the user and the password that a login with Docker's client sends.
import { localPassword } from '../../actions/build/shims/logins.ts';
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { ecrRegistry } from '../../model/image-reference.ts';
import type { Operation } from '../service.ts';

/** ECR user guide, "Private registry authentication": a token holds for 12 hours. */
const validMs = 12 * 3_600_000;

/**
 * The registry has the name that it has on AWS: in builds, what Docker's client sends there goes to the registry of this
 * machine. The password is none on AWS.
 */
export const getAuthorizationToken: Operation<EcrApi, 'GetAuthorizationToken'> = (
  { registryIds },
  { place: { account, region }, now },
) => ({
  authorizationData: (registryIds ?? [account]).map((id) => ({
    authorizationToken: Buffer.from(`AWS:${localPassword}`).toString('base64'),
    expiresAt: new Date(now + validMs),
    proxyEndpoint: `https://${ecrRegistry(id, region).host}`,
  })),
});
